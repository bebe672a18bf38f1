"""Days, runs of days and instants in words; the year is left out beside a day of the same year."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from app.core.clock import local
from app.core.text import Message, msg

WEEKDAYS = (
    msg("星期一"),
    msg("星期二"),
    msg("星期三"),
    msg("星期四"),
    msg("星期五"),
    msg("星期六"),
    msg("星期日"),
)


def weekday_text(day: date) -> Message:
    """The weekday of a day."""
    return WEEKDAYS[day.weekday()]


def day_text(day: date, beside: date | None) -> Message:
    """A day, without its year beside a day of the same year."""
    if beside and beside.year == day.year:
        return msg("{month}月{day}日", month=day.month, day=day.day)
    return msg("{year}年{month}月{day}日", year=str(day.year), month=day.month, day=day.day)


def run_text(days: Sequence[date], beside: date) -> Message:
    """A run of consecutive days, first to last."""
    first = day_text(days[0], beside)
    return first if len(days) == 1 else msg("{first}至{last}", first=first, last=day_text(days[-1], days[0]))


def time_text(moment: datetime) -> str:
    """The hour and minute on the wall clock."""
    return f"{local(moment):%H:%M}"


def moment_text(moment: datetime, *, timed: bool, beside: date | None = None) -> Message:
    """An instant as day, or as day and time."""
    day = day_text(local(moment).date(), beside)
    return msg("{day} {time}", day=day, time=time_text(moment)) if timed else day
