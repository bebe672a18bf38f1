"""When a duty may still change hands, and how its hours are written in a notice."""

from __future__ import annotations

from datetime import datetime

from app.core import clock
from app.rosters.types import ExchangeKind


def in_time(kind: ExchangeKind, from_at: datetime, until_at: datetime, moment: datetime) -> bool:
    """Whether a duty may still change hands: before it begins; one that is stepped into, before it ends."""
    return moment < (until_at if kind is ExchangeKind.STEP_IN else from_at)


def hours_in_digits(from_at: datetime, until_at: datetime) -> str:
    """The hours without words, the same in every language: 06-18 18:00–06-19 08:30."""
    start, end = clock.local(from_at), clock.local(until_at)
    last = f"{end:%H:%M}" if end.date() == start.date() else f"{end:%m-%d %H:%M}"
    return f"{start:%m-%d %H:%M}–{last}"
