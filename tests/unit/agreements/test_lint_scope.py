"""Family A: a court would not take it. Each rule is quiet on a sound agreement and speaks on a broken one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from app.agreements.types.circumstances import Court, InsolvencyCheck, Organisation, Paper, Proceeding
from app.agreements.types.clauses import FreeText
from app.agreements.types.enums import AgentCategory, PaperKind, Subject
from app.agreements.types.linting import Case, Level
from app.agreements.types.parties import Agent
from tests.support.agreement_cases import COURT, s01_case, s02_case
from tests.support.agreement_changes import content, facts, hits, party, plus, settings

QUIET = ("A03", "A04", "A05", "A08", "A09", "A10", "A11", "A12", "A13", "A15", "A16", "A17")


@pytest.mark.parametrize("number", QUIET)
def test_sound_agreement_passes(number: str) -> None:
    assert hits(s02_case(), number) == []


def organisation(**changes: object) -> Case:
    case = s02_case()
    known = case.circumstances.organisation
    assert known is not None
    return facts(case, organisation=replace(known, **changes))  # type: ignore[arg-type]


def test_private_settlement_is_not_confirmable() -> None:
    assert hits(facts(s02_case(), organisation=None), "A03")


@pytest.mark.parametrize("changes", [{"filed_on": None}, {"active": False}])
def test_organisation_without_filing_blocks(changes: dict[str, object]) -> None:
    assert hits(organisation(**changes), "A03")


@pytest.mark.parametrize("told", [None, False])
def test_court_was_not_told_of_the_organisation(told: bool | None) -> None:
    assert hits(organisation(notified_court=told), "A04")


def test_administrative_body_alone_is_warned_and_with_a_committee_passes() -> None:
    assert hits(organisation(kind="administrative"), "A05")
    assert not hits(organisation(kind="administrative", co_presiding=("街道人民调解委员会",)), "A05")


@pytest.mark.parametrize(
    ("court", "warned"),
    [
        (Court(name=COURT), True),
        (Court(name=COURT, accepts_self_mediated=False), True),
        (Court(name=COURT, accepts_self_mediated=True), False),
        (Court(name=COURT, pre_litigation_number="（2025）京0111诉前调8号"), False),
        (Court(name=COURT, invited=True), False),
    ],
)
def test_court_policy_on_self_mediated_agreements(court: Court, warned: bool) -> None:
    assert bool(hits(facts(s02_case(), court=court), "A08")) is warned


@pytest.mark.parametrize("text", ["双方自愿离婚", "确认双方亲子关系", "解除收养关系"])
def test_status_relations_block(text: str) -> None:
    assert hits(plus(s02_case(), FreeText(key="x", text=text)), "A09")


def test_maintenance_payment_alone_passes() -> None:
    assert not hits(plus(s02_case(), FreeText(key="x", text="每人每月5日前支付赡养费600元")), "A09")


@pytest.mark.parametrize("text", ["该地块归11户所有", "确认房屋所有权属于申请人", "双方于次日过户"])
def test_title_to_property_blocks(text: str) -> None:
    assert hits(plus(s02_case(), FreeText(key="x", text=text)), "A10")


def test_handing_over_without_title_passes() -> None:
    assert not hits(plus(s02_case(), FreeText(key="x", text="甲于2025年9月3日将钥匙交付乙")), "A10")


def test_bankrupt_party_blocks_and_an_old_look_up_warns() -> None:
    broke = InsolvencyCheck(party="firm", insolvent=True, checked_on=date(2025, 9, 1))
    assert [hit.level for hit in hits(facts(s02_case(), insolvency_checks=(broke,)), "A11")] == [None]
    old = InsolvencyCheck(party="firm", insolvent=False, checked_on=date(2025, 8, 1))
    assert [hit.level for hit in hits(facts(s02_case(), insolvency_checks=(old,)), "A11")] == [Level.WARN]


@pytest.mark.parametrize("subject", [Subject.ADMINISTRATIVE, Subject.CRIMINAL, Subject.INTERNAL])
def test_subject_outside_civil_law_blocks(subject: Subject) -> None:
    assert hits(facts(s02_case(), subject=subject), "A12")


def test_other_proceeding_blocks_but_a_pre_litigation_number_does_not() -> None:
    assert hits(facts(s02_case(), proceedings=(Proceeding(kind="arbitration", number="京劳人仲字1号"),)), "A13")
    assert not hits(facts(s02_case(), proceedings=(Proceeding(kind="pre_litigation_mediation"),)), "A13")


def agents(*agents: Agent) -> Case:
    return party(s02_case(), "firm", agents=agents)


def test_agents_have_a_lawful_category_and_are_two_at_most() -> None:
    lawyer = Agent(name="梁某", category=AgentCategory.LAWYER)
    assert not hits(agents(lawyer), "A15")
    assert hits(agents(Agent(name="梁某")), "A15")
    assert hits(agents(lawyer, lawyer, lawyer), "A15")
    assert not hits(agents(Agent(name="母亲", statutory=True)), "A15")


def test_citizen_agent_needs_a_recommendation() -> None:
    case = agents(Agent(name="热心人", category=AgentCategory.CITIZEN))
    assert hits(case, "A15")
    assert not hits(facts(case, papers=(Paper(kind=PaperKind.RECOMMENDATION, party="firm"),)), "A15")


def test_large_sum_or_foreign_element_asks_for_the_level_of_court() -> None:
    assert hits(settings(s02_case(), intermediate_court_fen=1_000_000), "A17")
    assert hits(facts(s02_case(), foreign_element=True), "A17")


def test_administrative_land_dispute_s09_is_stopped_twice() -> None:
    case = content(s01_case(), dispute_type="expropriation")
    case = facts(case, subject=Subject.ADMINISTRATIVE)
    case = plus(case, FreeText(key="x", text="该宅基地确认归11户所有"))
    assert hits(case, "A12")
    assert hits(case, "A10")


def test_organisation_is_named_in_the_finding() -> None:
    case = facts(s02_case(), organisation=Organisation(name="虚构调解室", kind="individual_studio"))
    assert "虚构调解室" in str(hits(case, "A03")[0].message)
