"""Who is proposed, and the words in which each candidate was taken or passed over."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from app.core.ids import new_id
from app.core.text import msg
from app.dispatch import rules
from app.dispatch.rules.routing import (
    Candidate,
    Duty,
    Proposal,
    Rule,
    Traits,
    propose,
    read_conditions,
    read_lines,
    unmet,
)
from app.intake.types import DisputeType

TABLE = Path(rules.__file__).resolve().parent.parent / "tables" / "routing_rules.json"
SHIPPED: dict[str, dict[str, Any]] = {row["dispute_type"]: row for row in json.loads(TABLE.read_text(encoding="utf-8"))}


def rule(kind: str) -> Rule:
    row = SHIPPED[kind]
    return Rule(row["code"], 1, read_lines(row["leads"]), read_lines(row["assists"]), row["lead_task"])


def traits(kind: str = "migrant_wage", people: int = 32, text: str = "养老院门前聚集讨薪") -> Traits:
    return Traits(dispute_type=kind, region_code="110111012", text=text, involved_count=people)


def unit(code: str, **more: Any) -> Candidate:
    plain: dict[str, Any] = {
        "unit_id": new_id(),
        "code": code,
        "name": code,
        "active": True,
        "covers_place": True,
        "mediates": code.startswith("org."),
        "reachable": True,
        "presence": msg("常驻，工作日8:30—18:00有人"),
        "load": 0,
    }
    return Candidate(**{**plain, **more})


def duty(code: str, *, leads: bool = False, words: str = "", excluded: str = "") -> Duty:
    return Duty(code, leads, "某项职责", tuple(words.split()), excluded, "")


RS = unit("dept.rs", duty=duty("RS-014", leads=True, words="讨薪"))
TOWN = "sub.110111012"
CENTER = unit("center")


def codes(proposal: Proposal) -> list[str]:
    return [one.candidate.code for one in proposal.assistants]


def why_not(proposal: Proposal, code: str) -> str:
    return next(str(one.why) for one in proposal.passed_over if one.candidate.code == code)


def test_every_kind_of_dispute_has_one_shipped_rule_that_names_a_lead_and_a_task() -> None:
    assert set(SHIPPED) == {kind.value for kind in DisputeType}
    for row in SHIPPED.values():
        assert row["leads"]
        assert row["lead_task"].endswith("。")
        assert all(spec["task"].endswith("。") and spec["reason"] for spec in row["assists"])
        assert row["leads"][-1].get("when") is None


def test_a_unit_busy_elsewhere_still_leads_when_the_rule_names_it_first() -> None:
    busy = unit("dept.rs", duty=duty("RS-014", leads=True), load=90)
    idle = unit("dept.gh", duty=duty("GH-001", leads=True))
    proposal = propose(traits(), rule("migrant_wage"), [idle, busy, CENTER], None)
    assert proposal.lead is not None
    assert proposal.lead.candidate is busy
    assert "按派单规则排在后面" in why_not(proposal, "dept.gh")


def test_between_equals_the_one_that_is_there_and_less_busy_leads() -> None:
    absent = unit("dept.a", duty=duty("A-1", leads=True), reachable=False)
    busy = unit("dept.b", duty=duty("B-1", leads=True), load=5)
    idle = unit("dept.c", duty=duty("C-1", leads=True), load=1)
    proposal = propose(traits(), rule("migrant_wage"), [absent, busy, idle, CENTER], None)
    assert proposal.lead is not None
    assert proposal.lead.candidate is idle


def test_the_town_leads_a_quarrel_of_neighbours() -> None:
    here, there = unit(TOWN), unit("sub.110111105", covers_place=False, duty=duty("JX-105", leads=True))
    proposal = propose(traits("neighbor", 2, "楼上漏水"), rule("neighbor"), [there, here, CENTER], TOWN)
    assert proposal.lead is not None
    assert proposal.lead.candidate is here
    assert why_not(proposal, "sub.110111105") == "事发地不在该单位辖区"


def test_without_anybody_competent_the_centre_is_first_resort() -> None:
    proposal = propose(traits("tourism", 2, "订金不退"), rule("tourism"), [CENTER], None)
    assert proposal.lead is not None
    assert proposal.lead.candidate is CENTER


def test_a_unit_that_returned_the_matter_is_not_proposed_again() -> None:
    gone = unit("dept.rs", duty=duty("RS-014", leads=True), gave_back=True)
    proposal = propose(traits(), rule("migrant_wage"), [gone, CENTER], None)
    assert proposal.lead is not None
    assert proposal.lead.candidate is CENTER
    assert why_not(proposal, "dept.rs") == "该单位已退回本事项并获准"


@pytest.mark.parametrize(
    ("people", "text", "taken"),
    [
        (32, "养老院门前聚集讨薪", ["dept.ga", "court.studio", "dept.mz", TOWN]),
        (12, "快递网点换承包人，要求结清工钱", ["dept.ga", TOWN]),
        (3, "工地拖欠工资", ["dept.zj"]),
        (2, "餐馆拖欠工资", []),
    ],
)
def test_assistants_follow_the_number_of_people_and_the_words(people: int, text: str, taken: list[str]) -> None:
    others = [unit(code) for code in ("dept.ga", "court.studio", "dept.mz", "dept.zj", TOWN)]
    proposal = propose(traits(people=people, text=text), rule("migrant_wage"), [RS, *others, CENTER], TOWN)
    assert codes(proposal) == taken
    assert len(proposal.passed_over) == 5 - len(taken)


def test_an_authority_list_item_brings_a_unit_in_only_when_the_words_touch_it() -> None:
    touched = unit("dept.x", duty=duty("X-1", words="养老院"))
    untouched = unit("dept.y", duty=duty("Y-1", words="学校", excluded="仅限校园"))
    proposal = propose(traits(), rule("other_labor"), [RS, touched, untouched, CENTER], None)
    assert codes(proposal) == ["dept.x"]
    assert why_not(proposal, "dept.y") == "权责清单Y-1“某项职责”，仅限校园，本事项未涉及"


def test_a_mediation_organisation_is_entrusted_by_the_lead_unless_the_rule_names_it() -> None:
    org = unit("org.labor", duty=duty("TW-001", words="讨薪"))
    assert why_not(propose(traits(), rule("migrant_wage"), [RS, org, CENTER], None), "org.labor").startswith("调解组织")
    medical = unit("org.medical", duty=duty("TW-003"))
    lead = unit("dept.wj", duty=duty("WJ-002", leads=True))
    assert codes(propose(traits("medical", 5, "术后感染"), rule("medical"), [lead, medical, CENTER], None)) == [
        "org.medical"
    ]


def test_a_unit_that_leads_a_kind_may_assist_where_the_rule_says_so() -> None:
    market = unit("dept.sc", duty=duty("SC-004", leads=True))
    schools = unit("dept.jw", duty=duty("JW-003"))
    proposal = propose(
        traits("consumer_other", 46, "培训机构停课，要求退学费"),
        rule("consumer_other"),
        [market, schools, CENTER],
        None,
    )
    assert proposal.lead is not None
    assert proposal.lead.candidate is schools
    assert codes(proposal) == ["dept.sc"]
    assert proposal.passed_over == ()


def test_reasons_stand_in_the_order_of_the_questions() -> None:
    proposal = propose(traits(), rule("migrant_wage"), [RS, unit("dept.ga", reachable=False), CENTER], None)
    assert proposal.lead is not None
    assert [reason.kind for reason in proposal.lead.reasons] == ["duty", "place", "presence", "load"]
    assert proposal.lead.fits
    assert [reason.kind for reason in proposal.assistants[0].reasons] == ["rule", "place", "presence", "load"]
    assert not proposal.assistants[0].fits


def test_a_condition_names_what_is_missing() -> None:
    assert str(unmet(read_conditions({"people_from": 10}), traits(people=9))) == "涉及人数不足10人"
    assert str(unmet(read_conditions({"keywords": ["工地"]}), traits())) == "本事项未涉及“工地”"
    assert unmet(read_conditions({"people_from": 10, "keywords": ["讨薪"]}), traits(people=2)) is None
    assert unmet(read_conditions(None), traits()) is None
