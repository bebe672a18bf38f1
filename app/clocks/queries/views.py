"""A clock as people see it: what is left, how much is used, in which colour, and why this date."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from app.clocks.models import DeadlineRow
from app.clocks.queries.knowledge import Knowledge, duty_hours, knowledge
from app.clocks.rules import from_rows
from app.clocks.rules.rungs import colour_of, used_share
from app.clocks.rules.wording import day_text, time_text
from app.clocks.types import Because, Unit
from app.core import clock
from app.core.calendar import Calendar, CalendarNotLoaded, duty_time_between, working_days_between
from app.core.clock import local
from app.core.text import Message, msg


@dataclass(frozen=True, slots=True)
class ClockView:
    """One clock for a page or the API. ``used`` is a percentage; ``colour`` is grey, yellow, orange, red or green."""

    id: UUID
    rule_id: str
    name: str
    subject_kind: str
    subject_id: UUID
    matter_id: UUID | None
    is_law: bool
    risk: str | None
    started_at: datetime
    due_at: datetime
    due_on: date
    timed: bool
    provisional: bool
    advised_on: date | None
    safe_on: date | None
    used: int
    colour: str
    left: Message
    due: Message
    because: tuple[Because, ...]
    expiry: str
    suspended_at: datetime | None
    stopped_at: datetime | None
    breached_at: datetime | None

    @property
    def condition(self) -> str:
        """Whether the clock runs, is suspended, is stopped, or ran out and still runs."""
        if self.stopped_at:
            return "stopped"
        if self.suspended_at:
            return "suspended"
        return "breached" if self.breached_at or self.used > 100 else "running"


def views_of(rows: Iterable[DeadlineRow]) -> list[ClockView]:
    """Deadlines as they look now; rules and calendar are fetched once for all."""
    listed = list(rows)
    if not listed:
        return []
    now, known = clock.now(), knowledge()
    return [view_of(row, now, known) for row in listed]


def view_of(row: DeadlineRow, now: datetime, known: Knowledge) -> ClockView:
    """A deadline as it looks at an instant; a stopped or suspended one looks as it did then."""
    at = row.stopped_at or row.suspended_at or now
    used = used_share(row.started_at, times_of(row), at)
    return ClockView(
        id=row.id,
        rule_id=row.rule_id,
        name=row.rule_name,
        subject_kind=row.subject_kind,
        subject_id=row.subject_id,
        matter_id=row.matter_id,
        is_law=row.is_law,
        risk=row.risk,
        started_at=row.started_at,
        due_at=row.due_at,
        due_on=row.due_on,
        timed=row.timed,
        provisional=row.provisional,
        advised_on=row.advised_on,
        safe_on=row.safe_on,
        used=used,
        colour=_colour(row, used, at),
        left=_left(row, at, known.calendar),
        due=due_text(row.due_at, at, timed=row.timed),
        because=from_rows(row.because),
        expiry=known.rule(row.rule_id, local(row.started_at).date()).expiry,
        suspended_at=row.suspended_at,
        stopped_at=row.stopped_at,
        breached_at=row.breached_at,
    )


def times_of(row: DeadlineRow) -> dict[int, datetime]:
    """The instants of the four rungs as stored."""
    return {50: row.half_at, 80: row.most_at, 100: row.due_at, 120: row.over_at}


def due_text(due_at: datetime, now: datetime, *, timed: bool) -> Message:
    """The due day in words, with its hour where the hour counts; today is called today."""
    day, today = local(due_at).date(), local(now).date()
    if day == today:
        return msg("今日 {time}", time=time_text(due_at)) if timed else msg("今日")
    words = day_text(day, today)
    return msg("{day} {time}", day=words, time=time_text(due_at)) if timed else words


def _colour(row: DeadlineRow, used: int, at: datetime) -> str:
    if row.stopped_at:
        return "red" if at > row.due_at else "green"
    return "grey" if row.suspended_at else colour_of(used)


def _left(row: DeadlineRow, at: datetime, loaded: Calendar) -> Message:
    if row.stopped_at:
        return msg("逾期办结") if at > row.due_at else msg("按期办结")
    if row.suspended_at:
        return msg("已中止")
    late = at > row.due_at
    if row.unit == Unit.HOURS:
        return _span_text(_span(row, at, loaded), late=late)
    return _days_text(row, at, loaded)


def _span(row: DeadlineRow, at: datetime, loaded: Calendar) -> timedelta:
    low, high = sorted((at, row.due_at))
    if not row.in_duty:
        return high - low
    try:
        return duty_time_between(low, high, loaded, duty_hours())
    except CalendarNotLoaded:
        return high - low


def _span_text(span: timedelta, *, late: bool) -> Message:
    minutes = int(span.total_seconds() // 60)
    if minutes < 60:
        return msg("超时{m}分", m=minutes) if late else msg("剩{m}分", m=minutes)
    hours, rest = divmod(minutes, 60)
    if late:
        return msg("超时{h}小时{m}分", h=hours, m=rest)
    return msg("剩{h}小时{m}分", h=hours, m=rest)


def _days_text(row: DeadlineRow, at: datetime, loaded: Calendar) -> Message:
    today, late = local(at).date(), at > row.due_at
    if row.due_on == today:
        if late:
            return msg("今日已逾期")
        return _span_text(_span(row, at, loaded), late=False) if row.timed else msg("今日到期")
    low, high = sorted((today, row.due_on))
    if row.unit == Unit.WORKING_DAYS:
        working = _working_days(low, high, loaded)
        if late and not working:
            return msg("逾期不足1个工作日")
        return msg("逾期{n}个工作日", n=working) if late else msg("剩{n}个工作日", n=working)
    days = (high - low).days
    return msg("逾期{n}天", n=days) if late else msg("剩{n}天", n=days)


def _working_days(low: date, high: date, loaded: Calendar) -> int:
    try:
        return working_days_between(low, high, loaded)
    except CalendarNotLoaded:
        return (high - low).days
