"""Family W: wage claims in the annex."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from app.agreements.types.circumstances import SignatureFact
from app.agreements.types.claims import Deduction
from app.agreements.types.enums import Relation, SignerKind, SignMode
from app.agreements.types.linting import Level, Stage
from tests.support.agreement_cases import HOME, at, s01_case, worker_key
from tests.support.agreement_changes import clause, facts, hits, row, settings

QUIET = tuple(f"W{number:02d}" for number in range(1, 19) if number not in (11, 15))


@pytest.mark.parametrize("number", QUIET)
def test_verified_schedule_of_s01_passes(number: str) -> None:
    assert hits(s01_case(), number) == []


@pytest.mark.parametrize("changes", [{"employer": None}, {"basis": None}, {"months": ()}, {"name": ""}])
def test_claim_lacking_an_element_blocks(changes: dict[str, object]) -> None:
    assert hits(row(s01_case(), 4, **changes), "W01")


def test_one_kind_of_evidence_is_too_little() -> None:
    assert hits(row(s01_case(), 4, evidence_kinds=("roster", "roster")), "W02")


def test_gap_in_the_wage_flow_needs_a_reason() -> None:
    assert hits(row(s01_case(), 4, gap_months=1), "W03")
    assert hits(row(s01_case(), 4, flow_months=8), "W03")
    assert not hits(row(s01_case(), 4, flow_months=8, gap_reason="2024年10月入职"), "W03")


def test_month_without_attendance_blocks_and_one_sided_attendance_warns() -> None:
    case = s01_case()
    assert case.content.annex is not None
    months = case.content.annex.rows[3].months
    missing = (months[0], replace(months[1], attendance_days=None))
    assert [hit.level for hit in hits(row(case, 4, months=missing), "W04")] == [None]
    assert [hit.level for hit in hits(row(case, 4, attendance_both_sides=False), "W04")] == [Level.WARN]


def test_wrong_sum_is_found_by_computing_it_again() -> None:
    assert hits(row(s01_case(), 4, verified_fen=686_898), "W05")


def test_rounding_the_daily_wage_first_would_be_found() -> None:
    assert hits(row(s01_case(), 17, verified_fen=897_930), "W05")


def test_difference_the_worker_did_not_accept_blocks() -> None:
    assert hits(row(s01_case(), 4, worker_accepts_on=None), "W06")


def test_outlier_warns() -> None:
    assert hits(row(s01_case(), 4, mean_paid_fen=200_000), "W07")


def test_wage_below_the_minimum_warns_except_part_time() -> None:
    poor = settings(s01_case(), minimum_wage_fen=400_000)
    assert hits(poor, "W08")
    assert not hits(settings(s01_case(), minimum_wage_fen=242_000), "W08")


def test_deduction_without_ground_warns() -> None:
    assert hits(row(s01_case(), 6, deductions=(Deduction(amount_fen=100_000),)), "W09")


def test_employment_that_ended_more_than_a_year_ago_warns() -> None:
    assert hits(row(s01_case(), 25, ended_on=date(2024, 6, 22)), "W10")
    assert not hits(row(s01_case(), 25, ended_on=date(2024, 6, 23)), "W10")


def test_student_is_listed_apart() -> None:
    found = hits(row(s01_case(), 9, relation=Relation.STUDENT), "W11")
    assert "claims/9" in {hit.subject for hit in found}


def test_same_worker_month_or_account_twice_blocks() -> None:
    assert hits(row(s01_case(), 2, id_number="110199196501011008"), "W12")
    case = s01_case()
    assert case.content.annex is not None
    assert hits(row(case, 2, account=case.content.annex.rows[0].account), "W12")
    assert hits(facts(case, duplicate_claims=(3,)), "W12")


def test_account_of_somebody_else_blocks() -> None:
    case = s01_case()
    assert case.content.annex is not None
    assert hits(row(case, 2, account=case.content.annex.rows[0].account), "W13")
    assert hits(row(case, 2, account=None), "W13")


def test_client_named_as_debtor_of_wages_warns() -> None:
    assert hits(clause(s01_case(), "claims", debtor=HOME), "W14")


def test_criminal_threshold_needs_ten_people_and_the_sum() -> None:
    assert hits(s01_case(), "W15")
    assert not hits(settings(s01_case(), criminal_persons=33), "W15")
    assert not hits(settings(s01_case(), criminal_total_fen=26_130_576), "W15")


def test_totals_that_differ_block() -> None:
    assert hits(row(s01_case(), 1, verified_fen=720_001), "W16")
    assert hits(clause(s01_case(), "payment", amount_fen=26_130_574), "W16")
    assert hits(clause(s01_case(), "claims", count=31), "W16")


def test_group_needs_its_paper_and_every_members_consent() -> None:
    assert hits(facts(s01_case(), papers=()), "W17")
    consents = s01_case().circumstances.settlement_consents
    assert hits(facts(s01_case(), settlement_consents=consents[1:]), "W17")
    own = SignatureFact(signer=SignerKind.PARTY, party=worker_key(1), at=at(6, 23, 9), mode=SignMode.PEN)
    assert not hits(facts(s01_case(), settlement_consents=consents[1:], signatures=(own,)), "W17")


def test_those_who_did_not_sign_are_found_at_the_application() -> None:
    signed = tuple(
        SignatureFact(signer=SignerKind.PARTY, party=worker_key(number), at=at(6, 23, 9), mode=SignMode.PEN)
        for number in range(1, 32)
    )
    case = facts(s01_case(), signatures=signed)
    assert not hits(case, "W18")
    assert hits(replace(case, stage=Stage.APPLY), "W18")[0].evidence == ("姜某月",)
