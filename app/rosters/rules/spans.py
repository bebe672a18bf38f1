"""Spans of duty: how long one may be, and what a clerk means by a day and two times."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from app.core import clock
from app.core.text import Message, msg

LONGEST_DUTY = timedelta(hours=24)


def monday_of(day: date) -> date:
    """The Monday of the week a day lies in."""
    return day - timedelta(days=day.weekday())


def span_of(day: date, begins: time, ends: time) -> tuple[datetime, datetime]:
    """The instants of a duty written as a day and two times; one that ends no later than it begins ends next day."""
    last = day if ends > begins else day + timedelta(days=1)
    return clock.at(day, begins.hour, begins.minute), clock.at(last, ends.hour, ends.minute)


def faults_of_span(from_at: datetime, until_at: datetime) -> dict[str, list[Message]]:
    """What is wrong with the two ends of a duty, by field."""
    if until_at <= from_at:
        return {"until_at": [msg("结束时间应晚于开始时间。")]}
    if until_at - from_at > LONGEST_DUTY:
        return {"until_at": [msg("一个班次不能超过24小时。")]}
    return {}
