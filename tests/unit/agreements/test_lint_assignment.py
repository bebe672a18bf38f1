"""Family T: the safeguards of an assignment of wage claims."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from app.agreements.types.assignment import SetOff, Warranty
from app.agreements.types.circumstances import NoticeFact, Paper
from app.agreements.types.clauses import FreeText, Instalment, PayInstalments
from app.agreements.types.enums import (
    NoticeMode,
    PaperKind,
    PaymentMethod,
    ReceiverRole,
    TransferMoment,
    WarrantyKind,
)
from app.agreements.types.linting import Level
from tests.support.agreement_cases import EMPLOYER, HOME, s01_case, s02_case, worker_key
from tests.support.agreement_changes import clause, content, facts, hits, plus, row, without

QUIET = tuple(f"T{number:02d}" for number in range(1, 26) if number not in (9, 22))
LACKING = {
    "T14": "unpaid",
    "T15": "paid_first",
    "T16": "accessory",
    "T17": "tax",
    "T18": "reserved",
    "T19": "recourse",
    "T20": "cost",
    "T25": "no_labour",
    "T08": "acknowledgement",
    "T13": "transfer",
    "T12": "payment",
    "T07": "warranty_workers",
}


@pytest.mark.parametrize("number", QUIET)
def test_safeguarded_assignment_passes(number: str) -> None:
    assert hits(s01_case(), number) == []


@pytest.mark.parametrize("number", [f"T{number:02d}" for number in range(1, 26)])
def test_rules_for_assignments_leave_other_agreements_alone(number: str) -> None:
    assert hits(s02_case(), number) == []


@pytest.mark.parametrize(("number", "key"), LACKING.items())
def test_missing_safeguard_is_found(number: str, key: str) -> None:
    assert hits(without(s01_case(), key), number)


def test_future_wages_cannot_be_assigned() -> None:
    case = s01_case()
    assert case.content.annex is not None
    months = case.content.annex.rows[0].months
    later = (*months, replace(months[1], month="2025-06", due_on=date(2025, 7, 15)))
    assert hits(row(case, 1, months=later), "T01")


def test_month_without_a_pay_day_is_not_accrued() -> None:
    case = s01_case()
    assert case.content.annex is not None
    months = case.content.annex.rows[0].months
    assert hits(row(case, 1, months=(replace(months[0], due_on=None), months[1])), "T01")


def test_claim_for_injury_is_personal() -> None:
    assert hits(row(s01_case(), 1, kind="injury"), "T02")


def test_ban_on_assignment_is_only_noted() -> None:
    assert hits(facts(s01_case(), assignment_banned=True), "T03")


def notice(**changes: object) -> NoticeFact:
    known = NoticeFact(mode=NoticeMode.EMS, receiver_role=ReceiverRole.REGISTERED_ADDRESS)
    return replace(known, **changes)  # type: ignore[arg-type]


def test_chat_message_to_somebody_without_authority_is_weak() -> None:
    assert hits(facts(s01_case(), notices=(notice(mode=NoticeMode.WECHAT),)), "T06")
    assert hits(facts(s01_case(), notices=(notice(receiver_role=ReceiverRole.UNAUTHORISED),)), "T06")
    assert not hits(facts(s01_case(), notices=(notice(),)), "T06")


def test_claim_assigned_before_blocks() -> None:
    assert hits(facts(s01_case(), earlier_assignments=(3,)), "T07")


def test_counterclaim_against_a_worker_warns_and_between_firms_is_noted() -> None:
    against = SetOff(holder=EMPLOYER, against=worker_key(1), text="工服损坏赔偿", amount_fen=20_000)
    assert hits(clause(s01_case(), "acknowledgement", setoffs=(against,)), "T09")[0].level is None
    assert hits(s01_case(), "T09")[0].level is Level.INFO
    assert hits(clause(s01_case(), "acknowledgement", setoffs=None), "T09")[0].level is None


def test_unstated_defences_warn() -> None:
    assert hits(clause(s01_case(), "acknowledgement", defences=None), "T08")


def test_assigning_more_than_was_verified_blocks() -> None:
    assert hits(clause(s01_case(), "assignment", amount_fen=26_130_576), "T10")


def test_discount_blocks() -> None:
    assert hits(clause(s01_case(), "assignment", price_fen=20_000_000), "T11")


def test_payment_through_the_employer_blocks() -> None:
    assert hits(clause(s01_case(), "payment", obligees=(EMPLOYER,)), "T12")
    assert hits(clause(s01_case(), "payment", per_annex=False), "T12")


def test_transfer_before_payment_blocks() -> None:
    assert hits(clause(s01_case(), "transfer", moment=TransferMoment.ON_SIGNING), "T13")


@pytest.mark.parametrize(
    "changes",
    [
        {"lapses_on": date(2025, 7, 2)},
        {"claim_returns": False},
        {"deadline_on": date(2025, 7, 1), "lapses_on": date(2025, 7, 2)},
    ],
)
def test_lapse_is_the_day_after_the_deadline_of_payment(changes: dict[str, object]) -> None:
    assert hits(clause(s01_case(), "unpaid", **changes), "T14")


def test_social_insurance_put_on_the_assignee_warns() -> None:
    assert hits(clause(s01_case(), "tax", insurance_owed_by=HOME), "T17")


def test_conditional_set_off_warns() -> None:
    assert hits(clause(s01_case(), "recourse", setoff_condition="服务质量争议处理完毕"), "T19")


def test_insolvency_in_sight_warns() -> None:
    assert hits(facts(s01_case(), debtor_insolvency_near=True), "T21")


def test_approval_of_the_assignee_on_file_quiets_the_warning() -> None:
    assert hits(s01_case(), "T22")
    approval = Paper(kind=PaperKind.ASSIGNEE_APPROVAL, party=HOME)
    assert not hits(facts(s01_case(), papers=(approval,)), "T22")


def test_freeing_the_debtor_is_a_transfer_of_debt() -> None:
    text = "上述工资由康颐养老院承担，洁安公司不再支付"
    assert hits(plus(s01_case(), FreeText(key="x", text=text)), "T23")


def test_instalments_by_the_assignee_are_explained() -> None:
    case = without(s01_case(), "payment")
    parts = PayInstalments(
        key="parts",
        obligors=(HOME,),
        obligees=("all:assignor",),
        amount_fen=26_130_575,
        instalments=(Instalment(no=1, due_on=date(2025, 6, 30), amount_fen=26_130_575),),
        method=PaymentMethod.BANK_TRANSFER,
        per_annex=True,
    )
    assert hits(plus(case, parts), "T24")


def test_warranty_against_double_assignment_is_asked() -> None:
    case = without(s01_case(), "warranty_workers")
    weak = Warranty(key="w", warrantors=("all:assignor",), warranties=(WarrantyKind.CLAIMS_TRUE,))
    assert hits(plus(case, weak), "T07")[0].level is Level.WARN


def test_side_without_any_signer_blocks_the_three_party_kind() -> None:
    parties = tuple(party for party in s01_case().content.parties if party.key != HOME)
    assert hits(content(s01_case(), parties=parties), "T04")
