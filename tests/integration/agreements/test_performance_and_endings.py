"""Money counted towards duties, both endings of S01, and the certificate."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import pytest

from app.agreements import queries, services
from app.agreements.commands import Share
from app.agreements.errors import ReceiptExhausted
from app.agreements.jobs import mark_overdue_agreements
from app.agreements.models import Certificate, ClaimAssignment, Notice
from app.agreements.types.states import LapseCause, Route
from app.claims import services as claims
from app.claims.commands import ReceiptDetails
from app.core import clock
from app.core.db import db
from app.core.errors import Conflict, InvalidInput, Refused
from app.mediation import queries as mediation
from app.rendering.models import Document
from tests.support.agreement_matters import HOME, AssignmentMatter, DrawnUp
from tests.support.wages import TERMS


def in_force(matter: AssignmentMatter) -> UUID:
    agreement_id = matter.draft()
    services.freeze_agreement(agreement_id, actor=matter.ding)
    matter.sign_all(agreement_id)
    return agreement_id


def open_holders() -> int:
    return db.session.query(ClaimAssignment).filter(ClaimAssignment.ended_at.is_(None)).count()


def test_ending_a_employer_pays_everybody_first_and_the_assignment_lapses(assignment: AssignmentMatter) -> None:
    agreement_id = assignment.draft()
    services.freeze_agreement(agreement_id, actor=assignment.ding)
    assignment.receipts(TERMS.employer)
    cause = services.lapse_agreement(agreement_id, "用人单位已向32人付清", actor=assignment.ding)
    row = assignment.agreement(agreement_id)
    assert cause is LapseCause.PERFORMED_FIRST
    assert row.state == "lapsed"
    assert open_holders() == 0
    sitting = mediation.latest_mediation(assignment.matter_id)
    assert sitting is not None
    assert sitting.state == "performed_without_agreement"
    certificate_id = services.issue_performance_certificate(assignment.matter_id, actor=assignment.ding)
    certificate = db.session.get_one(Certificate, certificate_id)
    assert (certificate.basis, certificate.amount_fen, certificate.obligor) == ("schedule", 26_130_575, TERMS.employer)
    document = db.session.get_one(Document, certificate.document_id)
    assert document.form_code == "D41"
    assert "（2025）" in certificate.basis_number


def test_ending_b_assignee_pays_each_worker_and_the_agreement_is_performed(signed_small: DrawnUp) -> None:
    small, agreement_id, _ = signed_small.parts()
    with clock.frozen(clock.at(date(2025, 6, 30), 15)):
        small.receipts(HOME, small.rows()[:1])
        assert small.agreement(agreement_id).state == "partially_performed"
        small.receipts(HOME, small.rows()[1:])
    row = small.agreement(agreement_id)
    assert row.state == "performed"
    assert row.performed_on == date(2025, 6, 30)
    assert [duty.fulfilled_by for duty in queries.duties_of(agreement_id)] == ["obligor"] * 3
    certificate = db.session.get_one(
        Certificate, services.issue_performance_certificate(small.matter_id, actor=small.ding)
    )
    assert (certificate.basis, certificate.amount_fen) == ("agreement", 2_160_000)


def test_lapse_without_ground_is_refused(small: AssignmentMatter) -> None:
    agreement_id = small.draft()
    with pytest.raises(Refused) as refusal:
        services.lapse_agreement(agreement_id, "不想签了", actor=small.ding)
    assert refusal.value.code == "no_ground_to_lapse"
    small.receipts(TERMS.employer, small.rows()[:2])
    with pytest.raises(Refused):
        services.lapse_agreement(agreement_id, "只付了两个人", actor=small.ding)


def test_payment_by_somebody_else_is_no_payment_by_the_employer(small: AssignmentMatter) -> None:
    agreement_id = small.draft()
    small.receipts(HOME)
    with pytest.raises(Refused):
        services.lapse_agreement(agreement_id, "养老院付的", actor=small.ding)


def test_lapse_waits_for_an_undecided_opinion(small: AssignmentMatter) -> None:
    agreement_id = small.draft()
    small.receipts(TERMS.employer)
    small.hold()
    with pytest.raises(Refused) as refusal:
        services.lapse_agreement(agreement_id, "用人单位已付清", actor=small.ding)
    assert refusal.value.code == "on_hold"


def test_employer_who_pays_one_worker_first_frees_that_claim_only(signed_small: DrawnUp) -> None:
    small, agreement_id, _ = signed_small.parts()
    small.receipts(TERMS.employer, small.rows()[:1])
    duties = queries.duties_of(agreement_id)
    assert [duty.fulfilled_by for duty in duties] == ["debtor", None, None]
    assert open_holders() == 2


def test_assignee_who_does_not_pay_lets_the_assignment_lapse_the_day_after(signed_small: DrawnUp) -> None:
    small, agreement_id, _ = signed_small.parts()
    with clock.frozen(clock.at(date(2025, 6, 30), 15)), pytest.raises(Refused):
        services.lapse_agreement(agreement_id, "受让人没有付款", actor=small.ding)
    with clock.frozen(clock.at(date(2025, 7, 1), 9)):
        mark_overdue_agreements()
        assert small.agreement(agreement_id).state == "overdue"
        cause = services.lapse_agreement(agreement_id, "受让人没有付款", actor=small.ding)
    assert cause is LapseCause.ASSIGNEE_UNPAID
    assert open_holders() == 0


def test_overdue_agreement_without_confirmation_cannot_be_enforced(signed_small: DrawnUp) -> None:
    small, agreement_id, _ = signed_small.parts()
    with clock.frozen(clock.at(date(2025, 7, 1), 9)):
        mark_overdue_agreements()
        with pytest.raises(Refused) as refusal:
            services.choose_route(agreement_id, Route.ENFORCEMENT, "申请强制执行", actor=small.ding)
        assert refusal.value.code == "not_confirmed"
        services.choose_route(agreement_id, Route.DISPUTE, "申请支付令", actor=small.ding)
    assert small.agreement(agreement_id).state == "in_dispute"


def test_chosen_share_never_exceeds_receipt_or_duty(signed_small: DrawnUp) -> None:
    small, agreement_id, _ = signed_small.parts()
    duties = queries.duties_of(agreement_id)
    stranger = claims.record_receipts(
        small.matter_id,
        [receipt("热心人", 100_000)],
        actor=small.ding,
    )[0]
    share = Share(obligation_id=duties[0].id, receipt_id=stranger, amount_fen=100_001)
    with pytest.raises(ReceiptExhausted):
        services.record_performance(agreement_id, [share], actor=small.ding)
    services.record_performance(
        agreement_id, [Share(obligation_id=duties[0].id, receipt_id=stranger)], actor=small.ding
    )
    assert queries.duties_of(agreement_id)[0].paid_fen == 100_000
    with pytest.raises(ReceiptExhausted):
        services.record_performance(
            agreement_id, [Share(obligation_id=duties[1].id, receipt_id=stranger, amount_fen=1)], actor=small.ding
        )


def receipt(payee: str, fen: int) -> ReceiptDetails:
    return ReceiptDetails(payer=HOME, payee=payee, amount_fen=fen, paid_on=clock.today(), bank_reference="X-1")


def test_struck_out_receipt_is_owed_again(signed_small: DrawnUp) -> None:
    small, agreement_id, _ = signed_small.parts()
    with clock.frozen(clock.at(date(2025, 6, 30), 15)):
        receipts = small.receipts(HOME)
        assert small.agreement(agreement_id).state == "performed"
        claims.void_receipt(receipts[0], "重复登记，予以作废", actor=small.ding)
    row = small.agreement(agreement_id)
    assert row.state == "partially_performed"
    assert queries.duties_of(agreement_id)[0].outstanding_fen == 720_000


def test_certificate_waits_for_full_performance_and_is_issued_once(signed_small: DrawnUp) -> None:
    small, agreement_id, _ = signed_small.parts()
    with pytest.raises(Refused) as refusal:
        services.issue_performance_certificate(small.matter_id, actor=small.ding)
    assert refusal.value.code == "not_performed"
    small.receipts(HOME)
    services.issue_performance_certificate(small.matter_id, actor=small.ding)
    with pytest.raises(Conflict):
        services.issue_performance_certificate(small.matter_id, actor=small.ding)
    assert small.agreement(agreement_id).state == "performed"


def test_notice_carries_its_document_and_later_its_proof(signed_small: DrawnUp) -> None:
    small, agreement_id, _ = signed_small.parts()
    sent = small.notice(arrived_at=None, proof=None)
    notice_id = services.record_notice(agreement_id, sent, ("虚构银行", "0000000000009001"), actor=small.ding)
    notice = db.session.get_one(Notice, notice_id)
    assert not notice.is_proven
    assert db.session.get_one(Document, notice.document_id).form_code == "D26"
    with pytest.raises(InvalidInput):
        services.record_arrival(notice_id, small.notice(proof=None), actor=small.ding)
    services.record_arrival(notice_id, small.notice(), actor=small.ding)
    assert db.session.get_one(Notice, notice_id).is_proven


def test_papers_for_debtor_and_payer_are_issued(signed_small: DrawnUp) -> None:
    small, agreement_id, _ = signed_small.parts()
    assert services.issue_acknowledgement(agreement_id, actor=small.ding).form_code == "D27"
    assert services.issue_payment_instruction(agreement_id, actor=small.ding).form_code == "D28"


def test_closing_follows_performance_only(signed_small: DrawnUp) -> None:
    small, agreement_id, _ = signed_small.parts()
    with pytest.raises(Refused):
        services.mark_closed(agreement_id, actor=small.cast.actor("gaomou"))
    small.receipts(HOME)
    services.mark_closed(agreement_id, actor=small.cast.actor("gaomou"))
    assert small.agreement(agreement_id).state == "closed"


def test_replaced_agreement_frees_its_claims_for_the_new_one(signed_small: DrawnUp) -> None:
    small, agreement_id, _ = signed_small.parts()
    services.supersede_agreement(agreement_id, "双方变更付款方式", actor=small.ding)
    assert open_holders() == 0
