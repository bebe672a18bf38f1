"""Pure decisions about reminders: when one may come, and until when one is put off."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from app.core import clock
from app.core.text import Message, msg
from app.notifications.types import Span

Faults = dict[str, list[Message]]

LONGEST_WORDS = 200
#: How far ahead a reminder may lie, and how many wait for one person at most (settings of ours).
LONGEST = timedelta(days=366)
MOST_OPEN = 200
MORNING = time(9)
SPANS = {Span.HOUR: timedelta(hours=1), Span.THREE_HOURS: timedelta(hours=3)}


def faults_of_reminder(words: str, due_at: datetime | None, now: datetime) -> Faults:
    """A reminder has words, and a time ahead within a year."""
    found: Faults = {}
    if not words.strip():
        found["words"] = [msg("请写明要提醒自己什么。")]
    elif len(words.strip()) > LONGEST_WORDS:
        found["words"] = [msg("提醒内容不能超过{most}个字。", most=LONGEST_WORDS)]
    return found | faults_of_time("due_at", due_at, now)


def faults_of_time(field: str, moment: datetime | None, now: datetime) -> Faults:
    """A time of reminding is given, lies ahead, and within a year."""
    if moment is None:
        return {field: [msg("请填写提醒时间。")]}
    if moment <= now:
        return {field: [msg("提醒时间应当晚于现在。")]}
    if moment > now + LONGEST:
        return {field: [msg("提醒时间不能超过一年。")]}
    return {}


def put_off_until(span: Span, own: datetime | None, now: datetime) -> datetime | None:
    """When something put off comes again: after a span, tomorrow at nine in Beijing, or at an own time."""
    if span is Span.OWN:
        return own
    if span is Span.TOMORROW:
        return clock.at(clock.local(now).date() + timedelta(days=1), MORNING.hour)
    return now + SPANS[span]
