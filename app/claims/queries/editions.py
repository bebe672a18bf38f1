"""Frozen editions: what is put under the digest, and the copy an agreement carries as its annex."""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID

from sqlalchemy import select

from app.claims.models import ClaimRow, ClaimSchedule, FlowMonthRow, ScheduleEdition
from app.core.canonical_json import digest, plain
from app.core.db import db
from app.core.errors import NotFound


def edition_content(schedule: ClaimSchedule) -> dict[str, Any]:
    """Everything a frozen schedule says, as JSON types: terms, people, months, sums, traces, acceptances."""
    content = {
        "schedule_id": schedule.id,
        "matter_id": schedule.matter_id,
        "edition": schedule.edition,
        "employer": schedule.employer,
        "employer_uscc": schedule.employer_uscc,
        "employer_party_id": schedule.employer_party_id,
        "first_month": schedule.first_month.isoformat()[:7],
        "last_month": schedule.last_month.isoformat()[:7],
        "pay_day": schedule.pay_day,
        "pay_offset": schedule.pay_offset,
        "sources": schedule.sources,
        "evidence_kinds": schedule.evidence_kinds,
        "employer_present": schedule.employer_present,
        "attendance_by_both": schedule.attendance_by_both,
        "worked_out_on": schedule.worked_out_on,
        "claimed_fen": schedule.claimed_fen,
        "verified_fen": schedule.verified_fen,
        "entered_by": schedule.entered_by,
        "entered_at": schedule.entered_at,
        "verified_by": schedule.verified_by,
        "verified_at": schedule.verified_at,
        "second_checked_by": schedule.second_checked_by,
        "second_checked_at": schedule.second_checked_at,
        "rows": [_row_content(row) for row in schedule.rows],
    }
    kept: dict[str, Any] = plain(content)
    return kept


def _row_content(row: ClaimRow) -> dict[str, Any]:
    return {
        "row_id": row.id,
        "party_id": row.party_id,
        "number": row.number,
        "name": row.name,
        "job": row.job,
        "id_number": row.id_number,
        "account": row.account,
        "account_name": row.account_name,
        "bank": row.bank,
        "hired_on": row.hired_on,
        "left_on": row.left_on,
        "monthly_wage_fen": row.monthly_wage_fen,
        "claimed_fen": row.claimed_fen,
        "verified_fen": row.verified_fen,
        "accepted_at": row.accepted_at,
        "accepted_channel": row.accepted_channel,
        "report": row.report,
        "flow": [_month_content(month) for month in row.flow],
    }


def _month_content(month: FlowMonthRow) -> dict[str, Any]:
    return {
        "month": month.month.isoformat()[:7],
        "due_fen": month.due_fen,
        "paid_fen": month.paid_fen,
        "paid_on": month.paid_on,
        "attendance_days": None if month.attendance_days is None else f"{month.attendance_days.normalize():f}",
        "unpaid_leave_days": f"{month.unpaid_leave_days.normalize():f}",
        "paid_statutory_days": f"{month.paid_statutory_days.normalize():f}",
        "holiday_overtime_days": f"{month.holiday_overtime_days.normalize():f}",
        "deduction_fen": month.deduction_fen,
        "note": month.note,
    }


def edition_of(schedule_id: UUID, number: int | None = None) -> ScheduleEdition:
    """A frozen edition by number, the latest when none is given; raises ``NotFound``."""
    statement = select(ScheduleEdition).where(ScheduleEdition.schedule_id == schedule_id)
    if number is not None:
        statement = statement.where(ScheduleEdition.number == number)
    found = db.session.execute(statement.order_by(ScheduleEdition.number.desc()).limit(1)).scalar_one_or_none()
    if found is None:
        raise NotFound()
    return found


def latest_edition(matter_id: UUID) -> ScheduleEdition | None:
    """The youngest frozen edition of a matter, or None."""
    statement = select(ScheduleEdition).where(ScheduleEdition.matter_id == matter_id)
    return db.session.execute(statement.order_by(ScheduleEdition.id.desc()).limit(1)).scalar_one_or_none()


def frozen_content(edition: ScheduleEdition) -> dict[str, Any]:
    """What the edition says, as :func:`edition_content` built it."""
    content: dict[str, Any] = json.loads(edition.content)
    return content


def is_unaltered(edition: ScheduleEdition) -> bool:
    """Whether the stored content still has the digest it was frozen under."""
    return digest(frozen_content(edition)) == edition.digest
