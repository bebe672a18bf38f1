"""What a draft lacks, which lines nobody can satisfy, in which words revisions differ, what of a proposal is kept."""

from __future__ import annotations

import json
from dataclasses import replace

from app.core.ids import new_id
from app.core.text import msg
from app.dispatch.rules.routing import (
    Candidate,
    Conditions,
    Content,
    Known,
    KnownUnit,
    Line,
    Names,
    Rule,
    Traits,
    differences,
    digest,
    faults_of_draft,
    kept_candidates,
    kept_inputs,
    normal,
    propose,
    read_candidates,
    unsatisfied,
)
from app.dispatch.types import Match

HERE, THERE = "110111012", "110111105"
KNOWN = Known(
    units={
        "dept.rs": KnownUnit("人社局", True, "110111"),
        "dept.gone": KnownUnit("旧局", False, "110111"),
        "sub.here": KnownUnit("西潞分中心", True, HERE),
    },
    towns={HERE: KnownUnit("西潞分中心", True, HERE), THERE: KnownUnit("长阳分中心", False, THERE)},
    center=KnownUnit("中心", True, "110111", takes_orders=False),
)
NAMES = Names({"dept.rs": "人社局", "dept.gone": "旧局", "town": msg("事发地分中心")}, {HERE: "西潞"})
RS = Line(unit="dept.rs")
CONTENT = Content(leads=(RS,), assists=(), lead_task="核实欠薪事实，组织调解。")


def at(code: str, *regions: str) -> Line:
    return Line(unit=code, when=Conditions(regions=regions))


def test_a_draft_says_at_each_field_what_it_lacks() -> None:
    assert faults_of_draft(CONTENT, KNOWN) == {}
    bad = Content(leads=(), assists=(Line(unit="center"), RS, RS, at("dept.rs", "110111999")), lead_task="短")
    found = faults_of_draft(bad, KNOWN)
    assert {"leads", "assists.0.unit", "assists.2.unit", "assists.3.regions", "assists.0.task"} <= set(found)
    assert {"assists.1.reason", "lead_task"} <= set(found)
    many = faults_of_draft(replace(CONTENT, leads=tuple(at("dept.rs", HERE) for _ in range(9))), KNOWN)
    assert "leads" in many


def test_a_line_nobody_can_satisfy_is_named() -> None:
    lines = (
        RS,
        Line(unit="dept.gone"),
        Line(unit="dept.never"),
        Line(unit="center"),
        Line(unit="town"),
        at("town", THERE),
        at("sub.here", THERE),
        at("dept.rs", THERE),
    )
    found = unsatisfied(replace(CONTENT, leads=lines), KNOWN)
    assert sorted(found) == [f"leads.{n}.unit" for n in (1, 2, 3, 5, 6)]
    assert str(found["leads.1.unit"][0]) == "“旧局”现在不接单，没有单位能满足这一行。"
    able = replace(KNOWN, center=KnownUnit("中心", True, "110111"))
    assert "leads.3.unit" not in unsatisfied(replace(CONTENT, leads=lines), able)


def test_differences_are_told_in_plain_words() -> None:
    old = replace(CONTENT, assists=(Line(unit="town", task="安抚家属。", reason="属地"),))
    ten = Line(unit="dept.rs", when=Conditions(people_from=10, keywords=("工地",), match=Match.ALL), most_load=9)
    new = Content(leads=(Line(unit="town"), ten), assists=(), lead_task="先核实人数。", basis="会议纪要")
    assert [str(one) for one in differences(old, new, NAMES)] == [
        "增加主办“事发地分中心”（不设条件）",
        "主办“人社局”的条件由“不设条件”改为“满足全部条件：涉及“工地”；涉及10人以上”",
        "主办“人社局”的负荷上限由不限改为加权9",
        "去掉协办“事发地分中心”",
        "主办任务由“核实欠薪事实，组织调解。”改为“先核实人数。”",
        "依据由“—”改为“会议纪要”",
    ]
    swapped = replace(new, leads=(ten, Line(unit="town")))
    assert [str(one) for one in differences(new, swapped, NAMES)] == ["主办顺序改为：人社局、事发地分中心"]
    assert differences(new, new, NAMES) == []
    assert len(differences(None, new, NAMES)) == 1


def test_a_fingerprint_stands_for_one_text_on_one_foundation() -> None:
    assert digest(CONTENT, 1) == digest(replace(CONTENT), 1)
    assert len({digest(CONTENT, 1), digest(CONTENT, 2), digest(replace(CONTENT, lead_task="另一任务"), 1)}) == 3
    assert normal(Conditions(people_from=3, match=Match.ALL)) == Conditions(people_from=3)


def test_a_kept_proposal_is_read_again_with_every_reason() -> None:
    plain = {"active": True, "covers_place": True, "mediates": False, "reachable": True, "presence": msg("常驻")}
    lead = Candidate(unit_id=new_id(), code="dept.rs", name="人社局", load=2, weight=5, **plain)
    back = Candidate(unit_id=new_id(), code="dept.ga", name="公安分局", load=0, conflict=msg("应当回避"), **plain)
    lines = (RS, Line(unit="dept.ga", when=Conditions(keywords=("讨薪", "堵门"))))
    traits = Traits(dispute_type="migrant_wage", region_code=HERE, text="聚集讨薪", involved_count=9, risk="red")
    rule = Rule("migrant_wage", 3, lines, (), "组织调解。")
    proposal = propose(traits, rule, [lead, back], None)
    stored = json.loads(json.dumps(kept_candidates(proposal)))
    found = read_candidates(stored)
    assert [(one["name"], one["part"], one["weight"]) for one in found] == [
        ("人社局", "lead", 5),
        ("公安分局", "passed", 0),
    ]
    assert proposal.lead is not None
    assert [str(one["words"]) for one in found[0]["reasons"]] == [str(one.words) for one in proposal.lead.reasons]
    assert str(found[1]["reasons"][0]["words"]) == "应当回避"
    assert kept_inputs(traits, rule) == {
        "dispute_type": "migrant_wage",
        "region_code": HERE,
        "people": 9,
        "risk": "red",
        "amount_fen": None,
        "source": "",
        "words": ["讨薪"],
    }
