"""A loaded year as a page shows it: the holidays with their days, the working weekends, the months day by day."""

from __future__ import annotations

from calendar import Calendar as Weeks
from dataclasses import dataclass
from datetime import date

from app.clocks.queries.knowledge import calendar, day_rows
from app.clocks.rules.years import as_csv
from app.core.calendar import ONE_DAY, DayKind, days_between


@dataclass(frozen=True, slots=True)
class Holiday:
    """One holiday: its first and last day off, its statutory days, and how many days it has."""

    name: str
    first: date
    last: date
    statutory: tuple[date, ...]

    @property
    def length(self) -> int:
        """How many days off in a row."""
        return (self.last - self.first).days + 1


@dataclass(frozen=True, slots=True)
class Month:
    """A month in weeks from Monday; a day is its date and kind, a gap is None."""

    number: int
    weeks: tuple[tuple[tuple[date, DayKind] | None, ...], ...]


@dataclass(frozen=True, slots=True)
class YearView:
    """A loaded year."""

    year: int
    holidays: tuple[Holiday, ...]
    makeup: tuple[date, ...]
    months: tuple[Month, ...]


def year_view(year: int) -> YearView:
    """The arrangement of a year; raises ``CalendarNotLoaded`` when it is not loaded."""
    loaded = calendar()
    days = list(days_between(date(year, 1, 1), date(year, 12, 31)))
    kinds = {day: loaded.kind(day) for day in days}
    return YearView(
        year=year,
        holidays=tuple(_holidays([day for day in days if day in loaded.names], kinds, dict(loaded.names))),
        makeup=tuple(day for day in days if kinds[day] is DayKind.MAKEUP),
        months=tuple(_month(year, number, kinds) for number in range(1, 13)),
    )


def year_csv(year: int) -> str:
    """The special days of a loaded year as the CSV that loading accepts; raises ``CalendarNotLoaded``."""
    calendar().kind(date(year, 1, 1))
    return as_csv(day_rows(year))


def _holidays(named: list[date], kinds: dict[date, DayKind], names: dict[date, str]) -> list[Holiday]:
    found: list[Holiday] = []
    for day in named:
        statutory = (day,) if kinds[day] is DayKind.STATUTORY else ()
        last = found[-1] if found else None
        if last and last.name == names[day] and day - last.last == ONE_DAY:
            found[-1] = Holiday(last.name, last.first, day, (*last.statutory, *statutory))
        else:
            found.append(Holiday(names[day], day, day, statutory))
    return found


def _month(year: int, number: int, kinds: dict[date, DayKind]) -> Month:
    weeks = Weeks(firstweekday=0).monthdatescalendar(year, number)
    return Month(
        number,
        tuple(tuple((day, kinds[day]) if day.month == number else None for day in week) for week in weeks),
    )
