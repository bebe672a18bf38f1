"""Clocks of a stretch of time as the rules in force would let them run; rows are read, nothing is changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import or_, select

from app.clocks.models import DeadlineRow
from app.clocks.queries.knowledge import Knowledge, duty_hours, knowledge
from app.clocks.queries.views import times_of
from app.clocks.rules import compute
from app.clocks.rules.rungs import rung_times
from app.clocks.types import Length, Risk, Span, Terms
from app.core.calendar import CalendarNotLoaded
from app.core.clock import local
from app.core.db import db
from app.core.errors import InvalidInput


@dataclass(frozen=True, slots=True)
class ReplayedClock:
    """One clock: whose it was, when it began and stood still for good, and the instants of its rungs."""

    rule_id: str
    subject_kind: str
    subject_id: UUID
    matter_id: UUID | None
    risk: str | None
    started_at: datetime
    until: datetime | None
    times: Mapping[int, datetime]


def replayed(first: datetime, end: datetime) -> list[ReplayedClock]:
    """Every clock that ran at some moment from ``first`` until before ``end``, its rungs counted anew."""
    ran = select(DeadlineRow).where(
        DeadlineRow.started_at < end, or_(DeadlineRow.stopped_at.is_(None), DeadlineRow.stopped_at >= first)
    )
    known = knowledge()
    rows = db.session.execute(ran.order_by(DeadlineRow.started_at, DeadlineRow.id)).scalars()
    return [_replayed(row, known) for row in rows]


def terms_of(row: DeadlineRow) -> Terms:
    """What this clock adds to its rule, as stored."""
    return Terms(
        risk=Risk(row.risk) if row.risk else None,
        length=Length.parse(row.length) if row.length else None,
        extensions=row.extensions or 0,
        until=row.until,
        spans=tuple(Span(_instant(start), _instant(end)) for start, end in row.spans or ()),
    )


def _replayed(row: DeadlineRow, known: Knowledge) -> ReplayedClock:
    return ReplayedClock(
        rule_id=row.rule_id,
        subject_kind=row.subject_kind,
        subject_id=row.subject_id,
        matter_id=row.matter_id,
        risk=row.risk,
        started_at=row.started_at,
        until=row.stopped_at or row.suspended_at,
        times=_times(row, known),
    )


def _times(row: DeadlineRow, known: Knowledge) -> Mapping[int, datetime]:
    """The rungs by the rule in force on the starting day; as stored where they cannot be counted any more."""
    rule = known.rule(row.rule_id, local(row.started_at).date())
    try:
        deadline = compute(rule, row.started_at, known.calendar, duty_hours(), terms_of(row))
    except (CalendarNotLoaded, InvalidInput):
        return times_of(row)
    return rung_times(deadline, known.calendar, duty_hours())


def _instant(text: str) -> datetime:
    return datetime.fromisoformat(text)
