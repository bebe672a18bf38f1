"""The shares of a clock at which people are alerted, as instants, and the share used so far."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from itertools import pairwise

from app.clocks.types import Deadline
from app.core.calendar import Calendar, CalendarNotLoaded, DutyHours, add_duty_time, duty_time_between

RUNGS = (50, 80, 100, 120)
DUE = 100
MOST = 999


def rung_times(deadline: Deadline, calendar: Calendar, hours: DutyHours | None = None) -> dict[int, datetime]:
    """When each rung is reached: in duty time for clocks that run in it, else by the calendar; 100 % is the end."""
    hours = hours or DutyHours()
    start, due = deadline.started_at, max(deadline.due_at, deadline.started_at)
    if deadline.in_duty:
        total = duty_time_between(start, due, calendar, hours)
        times = {rung: _after_duty(start, due, total * rung / DUE, calendar, hours) for rung in RUNGS}
    else:
        times = {rung: start + (due - start) * rung / DUE for rung in RUNGS}
    return {**times, DUE: deadline.due_at}


def _after_duty(start: datetime, due: datetime, length: timedelta, calendar: Calendar, hours: DutyHours) -> datetime:
    """An instant so much duty time after the start; past the loaded calendar plain time after the end stands for it."""
    try:
        return add_duty_time(start, length, calendar, hours)
    except CalendarNotLoaded:
        return due + max(length - duty_time_between(start, due, calendar, hours), timedelta(0))


def used_share(started_at: datetime, times: Mapping[int, datetime], now: datetime) -> int:
    """The percentage used at an instant, read off between the rungs; the colours therefore turn exactly on them."""
    points = [(0, started_at), *sorted(times.items())]
    for (low, begins), (high, ends) in pairwise(points):
        if now <= ends:
            if ends <= begins:
                return high
            share = low + (high - low) * max((now - begins) / (ends - begins), 0.0)
            return int(share)
    (low, begins), (high, ends) = points[-2], points[-1]
    if ends <= begins:
        return high
    return min(int(low + (high - low) * ((now - begins) / (ends - begins))), MOST)


def colour_of(used: int) -> str:
    """Grey below 50 %, yellow to 79, orange to 99, red from 100."""
    if used >= DUE:
        return "red"
    if used >= 80:
        return "orange"
    return "yellow" if used >= 50 else "grey"
