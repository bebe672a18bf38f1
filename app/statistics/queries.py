"""Figures for landing pages and the overview."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from statistics import median_low
from uuid import UUID

from sqlalchemy import func, select

from app.core import clock
from app.core.db import db
from app.core.permissions import Actor
from app.intake import queries as intake
from app.intake.models import Dispute, Event
from app.intake.policies import visible_among_few
from app.statistics.models import DailyCount

OPEN = intake.OPEN_STATES
#: The days over which the middle waiting time for a dispatch is taken. [P]
MEDIAN_SPAN = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class DispatchTime:
    """How long one matter waited from its report to its first order."""

    matter_id: UUID
    number: str
    came_at: datetime
    went_at: datetime
    minutes: int


def totals(center_id: UUID, first: date, last: date) -> dict[str, int]:
    """How often each measure happened between two days, both counted."""
    rows = db.session.execute(
        select(DailyCount.measure, func.sum(DailyCount.count))
        .where(DailyCount.center_id == center_id, DailyCount.on.between(first, last))
        .group_by(DailyCount.measure)
    ).all()
    return {row[0]: int(row[1]) for row in rows}


def daily(center_id: UUID, measure: str, days: int = 14) -> list[tuple[date, int]]:
    """One measure day by day up to today; days without rows are nought."""
    last = clock.today()
    first = last - timedelta(days=days - 1)
    rows = db.session.execute(
        select(DailyCount.on, func.sum(DailyCount.count))
        .where(DailyCount.center_id == center_id, DailyCount.measure == measure, DailyCount.on.between(first, last))
        .group_by(DailyCount.on)
    ).all()
    counts: dict[date, int] = {row[0]: int(row[1]) for row in rows}
    return [(first + timedelta(days=n), counts.get(first + timedelta(days=n), 0)) for n in range(days)]


def by_type(center_id: UUID, measure: str, first: date, last: date) -> dict[str, int]:
    """One measure by dispute type between two days."""
    rows = db.session.execute(
        select(DailyCount.dispute_type, func.sum(DailyCount.count))
        .where(DailyCount.center_id == center_id, DailyCount.measure == measure, DailyCount.on.between(first, last))
        .group_by(DailyCount.dispute_type)
    ).all()
    return {row[0]: int(row[1]) for row in rows if row[0]}


def open_by_risk(actor: Actor) -> tuple[dict[str, int], int]:
    """Open matters the actor may see, by confirmed risk (unconfirmed ones under an empty key); and how many are late.

    Late is a matter whose earliest clock has run out.
    """
    late = func.count().filter(Event.due_at < clock.now())
    rows = db.session.execute(
        select(Event.risk_level, func.count(), late)
        .where(visible_among_few(actor, Event.id), Event.state.in_(OPEN))
        .group_by(Event.risk_level)
    ).all()
    return {row[0] or "": row[1] for row in rows}, sum(row[2] for row in rows)


def arrivals_by_hour(actor: Actor, day: date) -> dict[int, int]:
    """How many matters came in on a day, by the hour in Beijing; hours without any are left out."""
    found: dict[int, int] = {}
    for moment in intake.arrivals(actor, day):
        hour = clock.local(moment).hour
        found[hour] = found.get(hour, 0) + 1
    return found


def dispatch_times(actor: Actor) -> list[DispatchTime]:
    """How long each matter first dispatched in the last week waited for its first order, the latest first."""
    since = clock.now() - MEDIAN_SPAN
    return [
        DispatchTime(matter_id, number, came, went, int((went - came).total_seconds() // 60))
        for matter_id, number, came, went in intake.first_dispatches(actor, since)
    ]


def median_minutes(times: Sequence[DispatchTime]) -> int | None:
    """The middle one of some waiting times in whole minutes, of two middle ones the lower; None without any."""
    return median_low([one.minutes for one in times]) if times else None


def open_by_type(actor: Actor) -> dict[str, int]:
    """Open matters the actor may see, by dispute type."""
    rows = db.session.execute(
        select(Dispute.dispute_type, func.count())
        .join(Event, Event.id == Dispute.id)
        .where(visible_among_few(actor, Event.id), Event.state.in_(OPEN))
        .group_by(Dispute.dispute_type)
    ).all()
    return {row[0]: row[1] for row in rows}
