"""Count money towards duties, record what was done, and move the agreement along."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import func, select, update

from app.agreements import events as told
from app.agreements import permissions as may
from app.agreements.commands import Share
from app.agreements.errors import ReceiptExhausted
from app.agreements.models import Agreement, Allocation, ClaimAssignment, Obligation
from app.agreements.queries.facts import duties_of, facts_for, paid_by
from app.agreements.queries.stored import content_of
from app.agreements.rules.allocation import FreeReceipt, OpenDuty, Portion, propose
from app.agreements.services.loading import locked_agreement
from app.agreements.types.enums import Standing
from app.agreements.types.states import AgreementState, ObligationKind
from app.agreements.workflow import AGREEMENT_WORKFLOW, IN_FORCE
from app.claims import queries as claims
from app.core import clock
from app.core.db import db
from app.core.errors import InvalidInput, NotFound, Refused
from app.core.ids import new_id
from app.core.permissions import Actor, authorise
from app.core.text import msg
from app.core.unit_of_work import current, unit_of_work
from app.core.workflow import fire
from app.intake import services as matters
from app.intake.types import Stage

BY_DEBTOR, BY_OBLIGOR, BY_ACT = "debtor", "obligor", "act"


def allocate_receipts(agreement_id: UUID, *, version: int | None = None, actor: Actor) -> int:
    """Count every receipt of the matter towards the payee's duties as far as it goes; returns how many portions."""
    authorise(actor, may.PERFORM)
    with unit_of_work(actor):
        row = _in_force(agreement_id, version, actor)
        portions = propose(_open_duties(row), _receipts(row))
        _count(row, portions, actor)
        return len(portions)


def record_performance(
    agreement_id: UUID, shares: Sequence[Share], *, version: int | None = None, actor: Actor
) -> None:
    """Count chosen receipts towards chosen duties, in fen; raises ReceiptExhausted when one does not hold so much."""
    authorise(actor, may.PERFORM)
    with unit_of_work(actor):
        row = _in_force(agreement_id, version, actor)
        duties = {duty.id: duty for duty in duties_of(row.id)}
        free = {one.id: one.free_fen for one in _receipts(row)}
        portions = []
        for share in shares:
            duty = duties.get(share.obligation_id)
            if duty is None or share.receipt_id not in free:
                raise NotFound()
            room = min(duty.outstanding_fen, free[share.receipt_id])
            amount = room if share.amount_fen is None else share.amount_fen
            if not 0 < amount <= room:
                raise ReceiptExhausted()
            free[share.receipt_id] -= amount
            portions.append(Portion(duty_id=duty.id, receipt_id=share.receipt_id, amount_fen=amount))
        _count(row, portions, actor)


def record_act_done(
    agreement_id: UUID, obligation_id: UUID, done_on: date, note: str, *, version: int | None = None, actor: Actor
) -> None:
    """Record that an act or a delivery was done, with the day and what shows it."""
    authorise(actor, may.PERFORM)
    if done_on > clock.today():
        raise InvalidInput({"done_on": [msg("履行日期不能晚于今天。")]})
    if len(note.strip()) < 4:
        raise InvalidInput({"note": [msg("请写明履行情况和依据，不少于{least}个字。", least=4)]})
    with unit_of_work(actor):
        row = _in_force(agreement_id, version, actor)
        duty = next((one for one in duties_of(row.id) if one.id == obligation_id), None)
        if duty is None or duty.kind == ObligationKind.PAYMENT:
            raise NotFound()
        if duty.fulfilled_on is not None:
            raise Refused(msg("这项义务已经登记履行。"), code="already_fulfilled")
        duty.fulfilled_on, duty.fulfilled_by, duty.note = done_on, BY_ACT, note.strip()
        _tell(row, duty)
        move_along(row, actor=actor)


def release_receipt(receipt_id: UUID, *, actor: Actor) -> None:
    """A receipt was struck out: what it was counted towards is owed again. Called in the same transaction."""
    with unit_of_work(actor):
        statement = select(Allocation).where(Allocation.receipt_id == receipt_id, Allocation.voided_at.is_(None))
        portions = db.session.execute(statement).scalars().all()
        touched: set[UUID] = set()
        for portion in portions:
            duty = db.session.get_one(Obligation, portion.obligation_id)
            portion.voided_at = clock.now()
            duty.paid_fen -= portion.amount_fen
            duty.fulfilled_on = duty.fulfilled_by = None
            touched.add(duty.agreement_id)
        db.session.flush()
        for agreement_id in sorted(touched):
            _step_back(locked_agreement(agreement_id, None, actor), actor)


def mark_overdue(agreement_id: UUID, *, actor: Actor) -> None:
    """A due date passed and something is still owed; the platform itself says so."""
    with unit_of_work(actor):
        row = locked_agreement(agreement_id, None, actor)
        facts = facts_for(row, actor, with_lint=False)
        fire(AGREEMENT_WORKFLOW, row, "mark_overdue", actor, facts=facts, outstanding_fen=facts.outstanding_fen)


def _in_force(agreement_id: UUID, version: int | None, actor: Actor) -> Agreement:
    row = locked_agreement(agreement_id, version, actor)
    if row.state not in IN_FORCE:
        raise Refused(msg("协议生效以后、履行完毕之前才能登记履行。"), code="wrong_state")
    return row


def _open_duties(row: Agreement) -> list[OpenDuty]:
    return [
        OpenDuty(
            id=duty.id,
            outstanding_fen=duty.outstanding_fen,
            due_on=duty.due_on,
            claim_row_id=duty.claim_row_id,
            obligee_party_id=duty.obligee_party_id,
            obligee=duty.obligee,
        )
        for duty in duties_of(row.id)
        if duty.outstanding_fen > 0
    ]


def _receipts(row: Agreement) -> list[FreeReceipt]:
    counted = _counted_by_receipt(row.matter_id)
    return [
        FreeReceipt(
            id=one.id,
            free_fen=one.amount_fen - counted[one.id],
            paid_on=one.paid_on,
            row_id=one.row_id,
            payee_party_id=one.payee_party_id,
            payee=one.payee,
        )
        for one in claims.receipts_of(row.matter_id)
    ]


def _counted_by_receipt(matter_id: UUID) -> dict[UUID, int]:
    statement = (
        select(Allocation.receipt_id, func.sum(Allocation.amount_fen))
        .where(Allocation.matter_id == matter_id, Allocation.voided_at.is_(None))
        .group_by(Allocation.receipt_id)
    )
    return defaultdict(int, {receipt: int(total) for receipt, total in db.session.execute(statement)})


def _count(row: Agreement, portions: Sequence[Portion], actor: Actor) -> None:
    duties = {duty.id: duty for duty in duties_of(row.id)}
    receipts = {one.id: one for one in claims.receipts_of(row.matter_id)}
    by_debtor = _debtor_receipts(row)
    for portion in portions:
        duty, receipt = duties[portion.duty_id], receipts[portion.receipt_id]
        db.session.add(
            Allocation(
                id=new_id(),
                obligation_id=duty.id,
                receipt_id=receipt.id,
                matter_id=row.matter_id,
                amount_fen=portion.amount_fen,
                recorded_by=actor.name,
            )
        )
        duty.paid_fen += portion.amount_fen
        if duty.paid_fen == duty.amount_fen:
            duty.fulfilled_on = receipt.paid_on
            duty.fulfilled_by = BY_DEBTOR if receipt.id in by_debtor else BY_OBLIGOR
        _tell(row, duty)
    db.session.flush()
    _lapse_for_those_paid_first(row)
    if portions:
        move_along(row, actor=actor)


def _debtor_receipts(row: Agreement) -> set[UUID]:
    debtors = content_of(row).with_standing(Standing.DEBTOR)
    ids = {party.matter_party_id for party in debtors if party.matter_party_id}
    names = {party.name for party in debtors}
    return {one.id for one in claims.receipts_of(row.matter_id) if paid_by(one, ids, names)}


def _lapse_for_those_paid_first(row: Agreement) -> None:
    """Where the employer paid a worker first, the assignment ends for that worker only."""
    paid_first = [
        duty.claim_row_id for duty in duties_of(row.id) if duty.fulfilled_by == BY_DEBTOR and duty.claim_row_id
    ]
    if paid_first:
        db.session.execute(
            update(ClaimAssignment)
            .where(
                ClaimAssignment.agreement_id == row.id,
                ClaimAssignment.claim_row_id.in_(paid_first),
                ClaimAssignment.ended_at.is_(None),
            )
            .values(ended_at=clock.now(), end_reason="debtor_paid_first")
        )


def _tell(row: Agreement, duty: Obligation) -> None:
    current().record(
        told.ObligationPerformed(
            matter_id=row.matter_id,
            subject_kind="obligation",
            subject_id=duty.id,
            paid_fen=duty.paid_fen,
            outstanding_fen=duty.outstanding_fen,
        )
    )


def move_along(row: Agreement, *, actor: Actor) -> None:
    """Performed when nothing is owed any more, partly performed when something was done."""
    db.session.flush()
    facts = facts_for(row, actor, with_lint=False)
    if facts.open_duties == 0:
        days = [duty.fulfilled_on for duty in duties_of(row.id) if duty.fulfilled_on]
        row.performed_on = max(days, default=clock.today())
        fire(AGREEMENT_WORKFLOW, row, "perform", actor, facts=facts, performed_on=row.performed_on.isoformat())
    elif row.state != AgreementState.PARTIALLY_PERFORMED and not facts.overdue_duties:
        fire(AGREEMENT_WORKFLOW, row, "part_perform", actor, facts=facts)
    else:
        row.touch()
    matters.set_stage(row.matter_id, Stage.PERFORMING, actor=actor)


def _step_back(row: Agreement, actor: Actor) -> None:
    if row.state not in (AgreementState.PERFORMED, AgreementState.PARTIALLY_PERFORMED):
        row.touch()
        return
    facts = facts_for(row, actor, with_lint=False)
    row.performed_on = None
    if row.state == AgreementState.PERFORMED and facts.touched_duties:
        fire(AGREEMENT_WORKFLOW, row, "part_perform", actor, facts=facts)
    elif not facts.touched_duties:
        fire(AGREEMENT_WORKFLOW, row, "unperform", actor, facts=facts, reason=str(msg("收款记录作废")))
    else:
        row.touch()
