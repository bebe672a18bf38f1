"""Put workers on a schedule: people known again by identity number keep their row, receipts and acceptance."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from uuid import UUID

from sqlalchemy import select

from app.claims import events as facts_of
from app.claims import permissions as may
from app.claims.errors import RowHasReceipts
from app.claims.models import ClaimRow, ClaimSchedule, FlowMonthRow, Receipt
from app.claims.rules.roster import worker_faults
from app.claims.services.loading import open_schedule_row
from app.claims.services.working_out import work_out
from app.claims.types import FlowMonth, WorkerClaim
from app.core import clock, identity
from app.core.crypto import blind_index
from app.core.db import db
from app.core.errors import InvalidInput, NotFound
from app.core.ids import new_id
from app.core.permissions import Actor, authorise
from app.core.text import msg
from app.core.unit_of_work import unit_of_work
from app.intake import queries as intake


def save_worker(
    schedule_id: UUID, worker: WorkerClaim, *, row_id: UUID | None = None, version: int | None = None, actor: Actor
) -> UUID:
    """Put one worker on the schedule, or correct a row (named, or of the same number), and work it out again.

    Raises InvalidInput by field, ScheduleNotOpen once the schedule was handed on. Returns the row's id.
    """
    authorise(actor, may.SCHEDULE_ENTER)
    faults = worker_faults(worker, clock.today())
    if faults:
        raise InvalidInput(faults)
    with unit_of_work(actor) as uow:
        schedule = open_schedule_row(schedule_id, version, actor)
        same = [row for row in schedule.rows if row.number == worker.number]
        row = next((row for row in schedule.rows if row.id == row_id), None) if row_id else next(iter(same), None)
        if same and same[0] is not row:
            raise InvalidInput({"number": [msg("序号{number}已有人使用。", number=str(worker.number))]})
        twin = next((other for other in schedule.rows if other.id_index == _index(worker)), None)
        if twin is not None and twin is not row:
            raise InvalidInput({"id_number": [msg("证件号码与序号{number}重复。", number=str(twin.number))]})
        parties = _parties(schedule.matter_id)
        row = row or _new_row(schedule)
        _put(row, worker, parties)
        work_out(schedule, clock.today())
        schedule.touch()
        uow.audit("claims.save_worker", facts_of.ROW, row.id, schedule.matter_id, {"number": row.number})
        return row.id


def remove_worker(row_id: UUID, *, version: int | None = None, actor: Actor) -> None:
    """Take a worker off a schedule being entered; raises RowHasReceipts when money was recorded for the row."""
    authorise(actor, may.SCHEDULE_ENTER)
    with unit_of_work(actor) as uow:
        row = db.session.get(ClaimRow, row_id)
        if row is None:
            raise NotFound()
        schedule = open_schedule_row(row.schedule_id, version, actor)
        _remove(schedule, [row])
        work_out(schedule, clock.today())
        schedule.touch()
        uow.audit("claims.remove_worker", facts_of.ROW, row_id, schedule.matter_id, {"number": row.number})


def replace_roster(schedule: ClaimSchedule, workers: Sequence[WorkerClaim]) -> None:
    """Let the given workers take the place of all rows; amounts in fen. Raises RowHasReceipts."""
    parties = _parties(schedule.matter_id)
    known = {row.id_index: row for row in schedule.rows}
    kept = {_index(worker) for worker in workers}
    _remove(schedule, [row for index, row in known.items() if index not in kept])
    for place, row in enumerate(schedule.rows):
        row.number = -1 - place
    db.session.flush()
    for worker in workers:
        _put(known.get(_index(worker)) or _new_row(schedule), worker, parties)
    db.session.flush()
    schedule.rows.sort(key=lambda row: row.number)


def _remove(schedule: ClaimSchedule, rows: Sequence[ClaimRow]) -> None:
    ids = [row.id for row in rows]
    paid = db.session.execute(
        select(ClaimRow.name).join(Receipt, Receipt.row_id == ClaimRow.id).where(ClaimRow.id.in_(ids))
    )
    names = list(dict.fromkeys(paid.scalars()))
    if names:
        raise RowHasReceipts(names)
    for row in rows:
        schedule.rows.remove(row)
    db.session.flush()


def _new_row(schedule: ClaimSchedule) -> ClaimRow:
    row = ClaimRow(id=new_id(), matter_id=schedule.matter_id, report={})
    schedule.rows.append(row)
    return row


def _put(row: ClaimRow, worker: WorkerClaim, parties: dict[bytes, UUID]) -> None:
    account = identity.normal_account(worker.account)
    row.number, row.name, row.job = worker.number, identity.normal_name(worker.name), worker.job
    row.id_number, row.id_index = identity.normal_id_number(worker.id_number), _index(worker)
    row.account, row.account_index = account or None, blind_index(account, "account") if account else None
    row.account_name, row.bank = identity.normal_name(worker.account_name), worker.bank
    row.phone = identity.normal_phone(worker.phone) or None
    row.hired_on, row.left_on = worker.hired_on, worker.left_on
    row.monthly_wage_fen, row.claimed_fen = worker.monthly_wage_fen, worker.claimed_fen
    row.party_id = parties.get(row.id_index)
    if tuple(month.as_flow for month in row.flow) != worker.flow:
        row.flow.clear()
        db.session.flush()
        row.flow.extend(_flow_row(flow) for flow in sorted(worker.flow, key=lambda flow: flow.month))


def _flow_row(flow: FlowMonth) -> FlowMonthRow:
    return FlowMonthRow(
        id=new_id(),
        month=flow.month.first_day,
        due_fen=flow.due_fen,
        paid_fen=flow.paid_fen,
        paid_on=flow.paid_on,
        attendance_days=None if flow.attendance_days is None else _days(flow.attendance_days),
        unpaid_leave_days=_days(flow.unpaid_leave_days),
        paid_statutory_days=_days(flow.paid_statutory_days),
        holiday_overtime_days=_days(flow.holiday_overtime_days),
        deduction_fen=flow.deduction_fen,
        note=flow.note,
    )


def _days(days: Fraction) -> Decimal:
    return Decimal(days.numerator) / Decimal(days.denominator)


def _index(worker: WorkerClaim) -> bytes:
    return blind_index(identity.normal_id_number(worker.id_number), "identity")


def _parties(matter_id: UUID) -> dict[bytes, UUID]:
    return {party.id_index: party.id for party in intake.parties_of(matter_id) if party.id_index}
