"""Family V: who is bound, whether they wanted it, whether the law allows it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from app.agreements.rules.lint.will import is_away
from app.agreements.types.circumstances import CareTaken, Consent, Leaving, Session, SignatureFact, ThirdPerson
from app.agreements.types.clauses import FreeText
from app.agreements.types.enums import AgentCategory, Capacity, SignerKind, SignMode
from app.agreements.types.linting import Case, Level
from app.agreements.types.parties import Agent
from tests.support.agreement_cases import EMPLOYER, at, s01_case, s02_case, worker_key
from tests.support.agreement_changes import clause, content, facts, hits, party, plus, settings

QUIET = tuple(f"V{number:02d}" for number in range(1, 18))


@pytest.mark.parametrize("number", QUIET)
def test_sound_agreements_pass(number: str) -> None:
    assert hits(s02_case(), number) == []
    assert hits(s01_case(), number) == []


def test_party_without_consent_blocks() -> None:
    consents = s02_case().circumstances.consents
    assert hits(facts(s02_case(), consents=consents[:1]), "V01")


def test_consent_after_the_first_session_blocks() -> None:
    late = (Consent(party="owner", at=at(9, 1, 9)), Consent(party="firm", at=at(9, 1, 10)))
    assert hits(facts(s02_case(), consents=late), "V01")


def test_rights_not_read_warns() -> None:
    assert hits(facts(s02_case(), rights_notices=()), "V02")


def test_minor_needs_a_statutory_agent_who_signs() -> None:
    child = party(s02_case(), "owner", id_number="110199201006013018")
    assert hits(child, "V03")
    mother = party(child, "owner", agents=(Agent(name="母亲", statutory=True),))
    assert not hits(mother, "V03")
    own = SignatureFact(signer=SignerKind.PARTY, party="owner", at=at(9, 1, 11), mode=SignMode.PEN)
    assert hits(facts(mother, signatures=(own,)), "V03")
    assert not hits(facts(mother, signatures=(replace(own, by_statutory_agent=True),)), "V03")


@pytest.mark.parametrize("capacity", [Capacity.LIMITED, Capacity.NONE])
def test_adult_without_full_capacity_needs_a_guardian(capacity: Capacity) -> None:
    assert hits(party(s02_case(), "owner", capacity=capacity), "V03")


def signature(key: str, hour: int, device: str = "", mode: SignMode = SignMode.PEN) -> SignatureFact:
    return SignatureFact(signer=SignerKind.PARTY, party=key, at=at(9, 1, hour), mode=mode, device=device)


def test_both_sides_on_one_device_warns() -> None:
    one = [signature(key, 11, "pad-1", SignMode.ELECTRONIC) for key in ("owner", "firm")]
    assert hits(facts(s02_case(), signatures=tuple(one)), "V04")
    two = (signature("owner", 11, "pad-1", SignMode.ELECTRONIC), signature("firm", 11, "pad-2", SignMode.ELECTRONIC))
    assert not hits(facts(s02_case(), signatures=two), "V04")


def same_agent() -> Case:
    agent = Agent(name="代某", category=AgentCategory.LAWYER)
    return party(party(s02_case(), "owner", agents=(agent,)), "firm", agents=(agent,))


def test_one_agent_for_both_sides_blocks() -> None:
    assert hits(same_agent(), "V05")


def test_agent_of_several_workers_on_one_side_passes() -> None:
    agent = Agent(name="代某", category=AgentCategory.LAWYER)
    case = party(party(s01_case(), worker_key(1), agents=(agent,)), worker_key(2), agents=(agent,))
    assert not hits(case, "V05")


def left_room() -> Case:
    session = Session(
        started_at=at(9, 1, 9, 30), attended=("owner", "firm"), left=(Leaving(party="firm", at=at(9, 1, 10)),)
    )
    return facts(s02_case(), sessions=(session,))


def test_signature_of_somebody_who_left_the_room_blocks() -> None:
    assert hits(facts(left_room(), signatures=(signature("firm", 11),)), "V06")
    assert not hits(facts(left_room(), signatures=(signature("owner", 11),)), "V06")


def test_somebody_who_came_back_may_sign() -> None:
    case = s01_case()
    assert is_away(case, EMPLOYER, at(6, 18, 12, 30))
    assert not is_away(case, EMPLOYER, at(6, 23, 9))


def test_elderly_or_unable_to_read_gets_help() -> None:
    old = party(s02_case(), "owner", birth_on=date(1950, 1, 1))
    assert hits(old, "V07")
    assert not hits(facts(old, care=(CareTaken(party="owner", day_to_think=True),)), "V07")
    assert hits(party(s02_case(), "owner", reads_unaided=False), "V07")
    assert hits(party(s02_case(), "owner", needs_interpreter=True), "V07")


def test_binding_a_stranger_blocks() -> None:
    assert hits(clause(s02_case(), "balance", obligors=("brother",)), "V08")


def test_debtor_who_does_not_sign_cannot_be_bound() -> None:
    assert hits(content(s02_case(), non_signing=("firm",)), "V08")


def test_insurer_must_join_and_other_creditor_is_a_warning() -> None:
    insurer = ThirdPerson(name="安途财险（虚构）", relation="insurer")
    assert hits(facts(s02_case(), third_persons=(insurer,)), "V09")[0].level is Level.BLOCK
    other = ThirdPerson(name="别的债权人", relation="creditor")
    assert hits(facts(s02_case(), third_persons=(other,)), "V09")[0].level is Level.WARN
    assert not hits(facts(s02_case(), third_persons=(replace(insurer, joins=True),)), "V09")


def words(text: str) -> Case:
    return plus(s02_case(), FreeText(key="x", text=text))


def test_waiver_of_reporting_a_crime_blocks_and_of_suing_warns() -> None:
    assert [hit.level for hit in hits(words("甲方放弃追究乙方刑事责任"), "V10")] == [None]
    assert [hit.level for hit in hits(words("双方今后不得起诉"), "V10")] == [Level.WARN]
    assert not hits(words("双方可以依法起诉"), "V10")


@pytest.mark.parametrize("text", ["劳动者自愿放弃社会保险", "不再主张加班费", "公司无需缴纳社保"])
def test_waiver_of_statutory_protection_blocks(text: str) -> None:
    assert hits(words(text), "V11")


@pytest.mark.parametrize(
    ("rate", "lpr", "expected"), [("36", "3.0", None), ("12", "3.0", "quiet"), ("36", None, "warn")]
)
def test_interest_above_four_times_lpr(rate: str, lpr: str | None, expected: str | None) -> None:
    found = hits(settings(facts(s02_case(), annual_interest_percent=rate), lpr_percent=lpr), "V12")
    assert [hit.level for hit in found] == {"quiet": [], "warn": [Level.WARN], None: [None]}[expected]


def test_penalty_above_thirty_per_cent_warns() -> None:
    assert hits(clause(s02_case(), "delay", cap_fen=1_000_000), "V13")
    assert hits(clause(s02_case(), "delay", daily_fen=None, daily_ten_thousandths=50, cap_fen=None), "V13")


def test_unlawful_subject_blocks() -> None:
    assert hits(words("偿还赌债五万元"), "V14")
    assert hits(facts(s02_case(), unlawful_subject=True), "V14")


def test_signs_of_sham_mediation_add_up() -> None:
    one = facts(s02_case(), false_mediation_signals=("large_cash",))
    assert hits(one, "V15")[0].level is Level.WARN
    many = facts(same_agent(), false_mediation_signals=("large_cash", "agreed_within_an_hour"))
    assert hits(many, "V15")[0].level is Level.BLOCK


def test_facts_are_written_and_match_the_evidence() -> None:
    assert hits(facts(s02_case(), facts_match_evidence=False), "V16")
    assert hits(content(s02_case(), facts="欠钱", responsibility=""), "V17")
