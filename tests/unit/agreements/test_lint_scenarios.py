"""What the lint says of the scenarios of domain.md §10, exactly."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from datetime import date

import pytest

from app.agreements.rules.drafting import without_debtor, without_workers
from app.agreements.rules.lint import run
from app.agreements.types.circumstances import NoticeFact
from app.agreements.types.enums import NoticeMode, ReceiverRole
from app.agreements.types.linting import Case, Colour, Level, LintReport
from tests.support.agreement_cases import EMPLOYER, at, s01_case, s02_case, s03_case, worker_key


def summary(report: LintReport) -> dict[str, set[str]]:
    """Level to rule numbers."""
    found: dict[str, set[str]] = defaultdict(set)
    for finding in report.findings:
        found[finding.level.value].add(finding.rule_id)
    return dict(found)


def test_planned_assignment_of_s01_has_exactly_the_expected_findings() -> None:
    report = run(s01_case())
    assert summary(report) == {"warn": {"A08", "T22"}, "info": {"T09", "W15", "W11"}}
    assert report.colour is Colour.YELLOW


def test_s01_names_the_six_people_whose_relation_must_be_checked() -> None:
    subjects = [finding.subject for finding in run(s01_case()).findings if finding.rule_id == "W11"]
    assert subjects == [f"claims/{no}" for no in (1, 2, 6, 11, 24, 25)]


def test_s01_dated_before_the_may_pay_day_is_stopped() -> None:
    case = s01_case()
    early = replace(case, content=replace(case.content, signing_on=date(2025, 6, 9)))
    blocked = {finding.rule_id for finding in run(early).at(Level.BLOCK)}
    assert blocked == {"T01"}


def absent_three(case: Case) -> Case:
    absent = tuple(worker_key(no) for no in (4, 12, 25))
    return replace(case, circumstances=replace(case.circumstances, unavailable=absent))


def test_variant_c_absent_workers_stop_the_draft_until_they_are_left_out() -> None:
    case = absent_three(s01_case())
    assert {finding.rule_id for finding in run(case).at(Level.BLOCK)} == {"W18"}
    mended = replace(case, content=without_workers(case.content, frozenset(case.circumstances.unavailable)))
    assert run(mended).at(Level.BLOCK) == ()
    assert mended.content.annex is not None
    assert mended.content.annex.total_fen == 26_130_575 - 686_897 - 703_448 - 602_299


def test_variant_d_debtor_who_refuses_stops_the_three_party_kind() -> None:
    case = s01_case()
    refusing = replace(case, circumstances=replace(case.circumstances, refusing=(EMPLOYER,)))
    assert {finding.rule_id for finding in run(refusing).at(Level.BLOCK)} == {"T04"}


def test_variant_d_two_party_kind_waits_for_the_proven_notice() -> None:
    case = s01_case()
    draft = replace(
        case,
        content=without_debtor(case.content),
        circumstances=replace(case.circumstances, refusing=(EMPLOYER,)),
    )
    report = run(draft)
    assert {finding.rule_id for finding in report.at(Level.BLOCK)} == {"T05"}
    assert {finding.rule_id for finding in report.at(Level.WARN)} == {"A08", "T08", "T22"}
    notice = NoticeFact(
        mode=NoticeMode.EMS,
        receiver_role=ReceiverRole.REGISTERED_ADDRESS,
        arrived_at=at(6, 22, 10),
        proof="EMS 1234567890123（虚构）",
    )
    proven = replace(draft, circumstances=replace(draft.circumstances, notices=(notice,)))
    assert run(proven).at(Level.BLOCK) == ()


def test_renovation_agreement_s02_is_green() -> None:
    report = run(s02_case())
    assert [finding.rule_id for finding in report.findings] == []
    assert report.colour is Colour.GREEN


def test_performed_oral_agreement_s03_needs_no_confirmation() -> None:
    assert summary(run(s03_case())) == {"warn": {"C01"}}


def test_s03_cannot_be_confirmed_while_it_is_oral() -> None:
    report = run(s03_case(wish=True))
    assert {finding.rule_id for finding in report.at(Level.BLOCK)} == {"A16"}


def test_s03_elderly_neighbour_hears_the_agreement_read_aloud() -> None:
    report = run(s03_case(read_aloud=False))
    assert "V07" in {finding.rule_id for finding in report.at(Level.WARN)}


@pytest.mark.parametrize("dispute_type", ["migrant_wage", "other_labor"])
def test_oral_agreement_in_a_labour_dispute_is_stopped(dispute_type: str) -> None:
    case = s03_case()
    labour = replace(case, content=replace(case.content, dispute_type=dispute_type))
    assert "A16" in {finding.rule_id for finding in run(labour).at(Level.BLOCK)}
