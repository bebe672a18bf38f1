"""Pure calendar arithmetic: kinds of days, periods in days and months, rolling over rest days, duty hours.

A calendar is the State Council's arrangement of the loaded years; it never guesses a year it was not given. Nothing
here knows a law or a clock: ``app.clocks`` says which period runs and why.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum

from app.core.clock import SHANGHAI, local
from app.core.errors import Refused
from app.core.text import Message, msg

ONE_DAY = timedelta(days=1)
SATURDAY = 5


class DayKind(StrEnum):
    """What a day is in the State Council's arrangement of its year."""

    STATUTORY = "statutory"
    ADJUSTED = "adjusted"
    WEEKEND = "weekend"
    MAKEUP = "makeup"
    WORK = "work"

    @property
    def rests(self) -> bool:
        """Whether nobody is expected to work on such a day."""
        return self in _REST_KINDS

    @property
    def label(self) -> Message:
        """The kind as a clerk says it."""
        return DAY_KIND_LABELS[self]


_REST_KINDS = frozenset({DayKind.STATUTORY, DayKind.ADJUSTED, DayKind.WEEKEND})

DAY_KIND_LABELS = {
    DayKind.STATUTORY: msg("法定节假日"),
    DayKind.ADJUSTED: msg("调休放假日"),
    DayKind.WEEKEND: msg("周末"),
    DayKind.MAKEUP: msg("调休上班日"),
    DayKind.WORK: msg("工作日"),
}


class CalendarNotLoaded(Refused):
    """The arrangement of a year that the computation needs is not loaded."""

    code = "calendar_not_loaded"

    def __init__(self, year: int) -> None:
        super().__init__(
            msg("{year}年的放假安排尚未载入，无法推算工作日；请系统管理员载入该年日历后再办理。", year=str(year))
        )
        self.year = year


@dataclass(frozen=True, slots=True)
class Calendar:
    """The loaded years and those of their days that are not what their weekday says; ``names`` holds holiday names."""

    years: frozenset[int]
    kinds: Mapping[date, DayKind]
    names: Mapping[date, str] = field(default_factory=dict)

    def is_loaded(self, day: date) -> bool:
        """Whether the arrangement of the day's year is known."""
        return day.year in self.years

    def kind(self, day: date) -> DayKind:
        """The kind of a day; raises ``CalendarNotLoaded`` outside the loaded years."""
        if day.year not in self.years:
            raise CalendarNotLoaded(day.year)
        return self.kinds.get(day) or weekday_kind(day)

    def rests(self, day: date) -> bool:
        """Whether the day is a rest day as arranged; raises ``CalendarNotLoaded``."""
        return self.kind(day).rests

    def works(self, day: date) -> bool:
        """Whether the day is a working day, working weekends included; raises ``CalendarNotLoaded``."""
        return not self.kind(day).rests

    @property
    def last_year(self) -> int | None:
        """The last loaded year, or nothing."""
        return max(self.years, default=None)


@dataclass(frozen=True, slots=True)
class DutyHours:
    """The hours of a working day in which the centre is on duty."""

    opens: time = time(8, 30)
    closes: time = time(18, 0)

    @classmethod
    def parse(cls, text: str) -> DutyHours:
        """Read ``08:30-18:00``; raises ``ValueError`` for anything else and for hours that end before they begin."""
        opens, separator, closes = text.strip().partition("-")
        hours = cls(time.fromisoformat(opens.strip()), time.fromisoformat(closes.strip()))
        if not separator or hours.opens >= hours.closes:
            raise ValueError(f"not duty hours: {text}")
        return hours

    def opening(self, day: date) -> datetime:
        """The instant at which duty begins on a day."""
        return datetime.combine(day, self.opens, tzinfo=SHANGHAI).astimezone(UTC)

    def closing(self, day: date) -> datetime:
        """The instant at which duty ends on a day."""
        return datetime.combine(day, self.closes, tzinfo=SHANGHAI).astimezone(UTC)


def weekday_kind(day: date) -> DayKind:
    """What a day is when no arrangement moves it."""
    return DayKind.WEEKEND if day.weekday() >= SATURDAY else DayKind.WORK


def days_between(first: date, last: date) -> Iterable[date]:
    """Every day from the first to the last, both included."""
    return (first + timedelta(days=n) for n in range((last - first).days + 1))


def add_days(start: date, days: int) -> date:
    """The last day of a period in calendar days; the start day is not counted, rest days inside are."""
    return start + timedelta(days=days)


def add_months(start: date, months: int) -> date:
    """The corresponding day so many months later; where that month has no such day, its last day."""
    index = start.year * 12 + start.month - 1 + months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(start.day, _month_length(year, month + 1)))


def add_working_days(start: date, days: int, calendar: Calendar, without: frozenset[date] = frozenset()) -> date:
    """The last of so many working days after the start day, which is not counted; days in ``without`` do not count.

    Raises ``CalendarNotLoaded`` when the count leaves the loaded years.
    """
    day = start
    while days > 0:
        day += ONE_DAY
        if calendar.works(day) and day not in without:
            days -= 1
    return day


def subtract_working_days(end: date, days: int, calendar: Calendar) -> date:
    """The day so many working days before another; raises ``CalendarNotLoaded``."""
    day = end
    while days > 0:
        day -= ONE_DAY
        if calendar.works(day):
            days -= 1
    return day


def working_days_between(start: date, end: date, calendar: Calendar) -> int:
    """How many working days lie after ``start`` up to and including ``end``; raises ``CalendarNotLoaded``."""
    return sum(1 for day in days_between(start + ONE_DAY, end) if calendar.works(day))


def roll_forward(day: date, calendar: Calendar) -> date:
    """The day itself when it is a working day, else the first working day after it; raises ``CalendarNotLoaded``."""
    while calendar.rests(day):
        day += ONE_DAY
    return day


def roll_backward(day: date, calendar: Calendar) -> date:
    """The day itself when it is a working day, else the last working day before it; raises ``CalendarNotLoaded``."""
    while calendar.rests(day):
        day -= ONE_DAY
    return day


def add_duty_time(start: datetime, length: timedelta, calendar: Calendar, hours: DutyHours) -> datetime:
    """The instant at which so much duty time has passed; raises ``CalendarNotLoaded``.

    A start outside duty begins at the next opening; an end that falls on closing time stays there.
    """
    day = local(start).date()
    while True:
        if calendar.works(day):
            begins, closes = max(start, hours.opening(day)), hours.closing(day)
            room = closes - begins
            if room > timedelta(0):
                if length <= room:
                    return begins + length
                length -= room
        day += ONE_DAY


def duty_time_between(start: datetime, end: datetime, calendar: Calendar, hours: DutyHours) -> timedelta:
    """How much duty time lies between two instants; raises ``CalendarNotLoaded``."""
    total = timedelta(0)
    for day in days_between(local(start).date(), local(end).date()):
        if calendar.works(day):
            total += max(min(end, hours.closing(day)) - max(start, hours.opening(day)), timedelta(0))
    return total


def next_full_hour(moment: datetime) -> datetime:
    """The beginning of the hour after the one in which the moment lies."""
    return moment.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)


def _month_length(year: int, month: int) -> int:
    first_of_next = date(year + month // 12, month % 12 + 1, 1)
    return (first_of_next - ONE_DAY).day
