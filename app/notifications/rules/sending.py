"""When a message may go, how often it is tried, and how far it has come."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Protocol

from app.core.calendar import ONE_DAY, Calendar, CalendarNotLoaded, DutyHours, add_duty_time
from app.core.clock import local
from app.notifications.types import Held, Standing

#: How long to wait after each try that failed; after the last one the message has failed. [P]
PAUSES = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 180))
MOST_TRIES = len(PAUSES) + 1
#: Reasons that end in the morning.
UNTIL_MORNING = (Held.QUIET, Held.PERSON_CAP, Held.CENTER_CAP)


class Times(Protocol):
    """What tells how far a message has come."""

    held_why: str | None
    handed_at: datetime | None
    delivered_at: datetime | None
    failed_at: datetime | None


def standing(row: Times) -> Standing:
    """How far a message has come."""
    if row.failed_at is not None:
        return Standing.FAILED
    if row.delivered_at is not None:
        return Standing.DELIVERED
    if row.handed_at is not None:
        return Standing.HANDED_OVER
    return Standing.HELD if row.held_why is not None else Standing.WAITING


def may_go_at(now: datetime, calendar: Calendar, hours: DutyHours) -> datetime:
    """The earliest instant from now at which a message that is not red may go: in duty hours of a working day.

    Where the year's arrangement is not loaded every day counts as a working day.
    """
    try:
        return add_duty_time(now, timedelta(0), calendar, hours)
    except CalendarNotLoaded:
        return _any_day(now, hours)


def next_morning(now: datetime, calendar: Calendar, hours: DutyHours) -> datetime:
    """When messages held back by a daily cap go: at the next opening after today."""
    return may_go_at(hours.opening(local(now).date() + ONE_DAY), calendar, hours)


def pause_after(tries: int) -> timedelta | None:
    """How long to wait after so many tries; nothing when that was the last."""
    return PAUSES[tries - 1] if tries < MOST_TRIES else None


def _any_day(now: datetime, hours: DutyHours) -> datetime:
    today = local(now).date()
    if now >= hours.closing(today):
        return hours.opening(today + ONE_DAY)
    return max(now, hours.opening(today))
