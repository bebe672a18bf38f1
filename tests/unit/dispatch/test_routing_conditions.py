"""When a line of a routing rule holds, in which words it does not, and that no unit with an interest is proposed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.core.ids import new_id
from app.core.text import msg
from app.dispatch.rules.routing import (
    CENTER,
    Candidate,
    Duty,
    Officer,
    PartyFacts,
    Rule,
    Traits,
    UnitFacts,
    conflict,
    load_weights,
    namesake,
    propose,
    read_conditions,
    read_line,
    read_lines,
    unmet,
    write_line,
)

TOWN = "110111012"
PLAIN: dict[str, Any] = {
    "dispute_type": "migrant_wage",
    "region_code": TOWN,
    "text": "工地拖欠工资",
    "involved_count": 12,
    "risk": "orange",
    "amount_fen": 5_000_000,
    "source": "police_110",
}


def traits(**changes: Any) -> Traits:
    return Traits(**{**PLAIN, **changes})


@pytest.mark.parametrize(
    ("when", "changes", "why"),
    [
        ({"regions": [TOWN]}, {}, None),
        ({"regions": ["110111"]}, {"region_code": "110111105003"}, None),
        ({"regions": ["110111105", TOWN]}, {"region_code": "110111011"}, "事发地不在该行所列地点"),
        ({"risk_from": "orange"}, {}, None),
        ({"risk_from": "orange"}, {"risk": "red"}, None),
        ({"risk_from": "orange"}, {"risk": "yellow"}, "风险等级未达到橙色"),
        ({"risk_from": "blue"}, {"risk": None}, "风险等级尚未确认"),
        ({"amount_from_fen": 5_000_000}, {}, None),
        ({"amount_from_fen": 5_000_001}, {}, "登记金额50,000.00元，不足50,000.01元"),
        ({"amount_from_fen": 1}, {"amount_fen": None}, "事项没有登记金额"),
        ({"sources": ["hotline_12345", "police_110"]}, {}, None),
        ({"sources": ["walk_in"]}, {}, "来源不是来访"),
        ({"match": "all", "people_from": 10, "keywords": ["工地"]}, {}, None),
        ({"match": "all", "people_from": 30, "keywords": ["工地"]}, {}, "涉及人数不足30人"),
        ({"match": "all", "people_from": 30, "keywords": ["学费"]}, {}, "本事项未涉及“学费”；涉及人数不足30人"),
        ({"match": "any", "people_from": 30, "keywords": ["工地"]}, {}, None),
        ({"match": "any", "people_from": 30, "risk_from": "red"}, {}, "涉及人数不足30人；风险等级未达到红色"),
        ({"match": "all"}, {}, None),
    ],
)
def test_conditions_hold_or_say_what_is_missing(
    when: Mapping[str, Any], changes: dict[str, Any], why: str | None
) -> None:
    found = unmet(read_conditions(when), traits(**changes))
    assert (str(found) if found is not None else None) == why


OLD = st.fixed_dictionaries(
    {},
    optional={
        "people_from": st.integers(1, 40),
        "keywords": st.lists(st.sampled_from(["工地", "讨薪", "学费"]), min_size=1, unique=True),
    },
)


@given(OLD, st.integers(1, 40), st.sampled_from(["工地拖欠工资", "要求退学费", "楼上漏水"]))
def test_a_condition_of_the_first_rules_means_what_it_meant(when: dict[str, Any], people: int, text: str) -> None:
    """Enough people, or one of the words; nothing asked always holds."""
    held = not when or people >= when.get("people_from", people + 1) or any(w in text for w in when.get("keywords", ()))
    line = read_line({"unit": "dept.ga", "when": when})
    assert (unmet(line.when, traits(involved_count=people, text=text)) is None) is held
    assert read_line(write_line(line)) == line


CODES = ("dept.a", "dept.b", "org.c", "sub.town", CENTER)


@st.composite
def candidates(draw: st.DrawFn) -> list[Candidate]:
    """Any mixture of units, some with an interest, closed, elsewhere, engaged or full."""
    flags = {name: st.booleans() for name in ("active", "covers_place", "reachable", "engaged", "takes_orders")}
    found = []
    for code in draw(st.lists(st.sampled_from(CODES), unique=True)):
        duty = Duty(f"{code}-1", draw(st.booleans()), "某项职责", ("工资",), "", "") if draw(st.booleans()) else None
        found.append(
            Candidate(
                unit_id=new_id(),
                code=code,
                name=code,
                mediates=code.startswith("org."),
                presence=msg("常驻"),
                load=draw(st.integers(0, 9)),
                duty=duty,
                conflict=msg("应当回避") if draw(st.booleans()) else None,
                **{name: draw(flag) for name, flag in flags.items()},
            )
        )
    return found


LINES = st.lists(
    st.fixed_dictionaries(
        {"unit": st.sampled_from([*CODES, "town", "dept.gone"]), "task": st.just("任务。"), "reason": st.just("理由")},
        optional={"when": OLD, "most_load": st.integers(1, 9)},
    ),
    max_size=5,
)


@settings(max_examples=200)
@given(LINES, LINES, candidates(), st.sampled_from([None, "sub.town"]))
def test_there_is_one_lead_or_a_clear_none_and_never_a_unit_with_an_interest(
    leads: list[dict[str, Any]], assists: list[dict[str, Any]], units: list[Candidate], town: str | None
) -> None:
    proposal = propose(traits(), Rule("x", 1, read_lines(leads), read_lines(assists), "任务。"), units, town)
    taken = [one.candidate for one in proposal.assistants]
    lead = proposal.lead.candidate if proposal.lead else None
    everybody = [*([lead] if lead else []), *taken]
    assert not any(one.conflict for one in everybody)
    assert len({one.unit_id for one in everybody}) == len(everybody)
    assert not {one.candidate.unit_id for one in proposal.passed_over} & {one.unit_id for one in everybody}
    if lead is None:
        center = [one for one in units if one.code == CENTER]
        assert not any(one.conflict is None and one.takes_orders for one in center)
        assert all(any(over.candidate is one for over in proposal.passed_over) for one in center)


def test_a_full_unit_makes_room_for_the_next_line_and_says_why() -> None:
    plain = {"active": True, "covers_place": True, "mediates": False, "reachable": True, "presence": msg("常驻")}
    full = Candidate(unit_id=new_id(), code="dept.a", name="甲局", load=4, weight=9, **plain)
    free = Candidate(unit_id=new_id(), code="dept.b", name="乙局", load=6, **plain)
    lines = read_lines([{"unit": "dept.a", "most_load": 9}, {"unit": "dept.b"}])
    proposal = propose(traits(), Rule("x", 1, lines, (), "任务。"), [full, free], None)
    assert proposal.lead is not None
    assert proposal.lead.candidate is free
    assert [str(one.why) for one in proposal.passed_over] == ["加权在办9，已到派单规则的上限9"]


def test_a_grave_order_weighs_more() -> None:
    weights = load_weights()
    assert [weights.weight(one, collective=False) for one in ("red", "orange", "yellow", "blue", None)] == [
        3,
        2,
        1,
        1,
        1,
    ]
    assert weights.weight("red", collective=True) == 5


def parties() -> PartyFacts:
    found = PartyFacts()
    found.add_organisation("房山区虚构物业服务有限公司", "91110111MA0000000X", "康某")
    found.add_organisation("房山区 人力资源和社会保障局（虚构）", None, None)
    found.add_person("柳某", b"1")
    found.add_person("石某", None)
    return found


@pytest.mark.parametrize(
    ("unit", "stopped", "pointed_out"),
    [
        (UnitFacts(("房山区人力资源和社会保障局(虚构)",)), True, False),
        (UnitFacts(("劳动监察大队", "房山区人力资源和社会保障局（虚构）")), True, False),
        (UnitFacts(("某协会",), ("91110111ma0000000x",)), True, False),
        (UnitFacts(("民政局",), (), (Officer("柳某", b"1"),)), True, False),
        (UnitFacts(("民政局",), (), (Officer("柳某", b"2"),)), False, False),
        (UnitFacts(("民政局",), (), (Officer("柳某"),)), False, True),
        (UnitFacts(("规自局",), (), (Officer("石某", b"3"),)), False, True),
        (UnitFacts(("住建委",), (), (Officer("康某", b"3"),)), False, True),
        (UnitFacts(("公安分局",), (), (Officer("常某", b"4"),)), False, False),
    ],
)
def test_a_unit_that_is_a_party_stands_back_and_a_mere_namesake_is_pointed_out(
    unit: UnitFacts, stopped: bool, pointed_out: bool
) -> None:
    assert (conflict(unit, parties()) is not None) is stopped
    assert namesake(unit.officers, parties()) is pointed_out
