"""What has to be staffed and is not."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime

from app.rosters.rules.spans import span_of
from app.rosters.types import Gap, Need, OnDuty

MONDAY_TO_FRIDAY = range(5)


def is_needed(need: Need, day: date, works: Callable[[date], bool]) -> bool:
    """Whether a need stands on a day. Without ``rest_days`` rest days are left out and working weekends count."""
    if day < need.from_on or (need.until_on is not None and day > need.until_on):
        return False
    if need.rest_days:
        return day.weekday() in need.weekdays
    if not works(day):
        return False
    makeup = day.weekday() not in MONDAY_TO_FRIDAY
    return day.weekday() in need.weekdays or (makeup and any(one in MONDAY_TO_FRIDAY for one in need.weekdays))


def gaps_of(
    need: Need, duties: Sequence[OnDuty], days: Iterable[date], works: Callable[[date], bool], moment: datetime
) -> list[Gap]:
    """The stretches of a need that nobody covers, from a moment on; what is already past is no longer a gap."""
    found = []
    for day in days:
        if not is_needed(need, day, works):
            continue
        begins, ends = span_of(day, need.begins, need.ends)
        covering = [(one.from_at, one.until_at) for one in duties if one.unit_id == need.unit_id and _serves(one, need)]
        found += [Gap(need, start, end) for start, end in uncovered(max(begins, moment), ends, covering)]
    return found


def _serves(one: OnDuty, need: Need) -> bool:
    return one.seat == need.seat and one.kind is need.kind


def uncovered(
    begins: datetime, ends: datetime, spans: Iterable[tuple[datetime, datetime]]
) -> list[tuple[datetime, datetime]]:
    """The parts of a stretch that none of the spans covers, in order."""
    left, at = [], begins
    for start, end in sorted(spans):
        if start > at and at < ends:
            left.append((at, min(start, ends)))
        at = max(at, end)
    if at < ends:
        left.append((at, ends))
    return left
