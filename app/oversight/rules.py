"""Pure decisions of oversight: what a level obliges to, which days need a note, when silence has lasted too long."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta

from app.core.calendar import Calendar, DayKind, DutyHours, days_between
from app.core.clock import local
from app.intake.types import RiskLevel
from app.oversight.types import DutyKind

#: The product clock of a level's measures: red two hours, orange four (a setting).
MEASURES_CLOCK = "P31"

#: What each level obliges to (domain.md §8); yellow is handled as usual, blue at street level.
DUTIES: Mapping[str, tuple[DutyKind, ...]] = {
    RiskLevel.RED: (
        DutyKind.LEAD_OFFICIAL,
        DutyKind.CHIEF_TOLD,
        DutyKind.LINK_110,
        DutyKind.GUIDANCE,
        DutyKind.DAILY_NOTE,
    ),
    RiskLevel.ORANGE: (DutyKind.DISTRICT_LEAD, DutyKind.GUIDANCE),
}
#: Whose work a duty is, by role.
OWNERS: Mapping[DutyKind, tuple[str, ...]] = {
    DutyKind.LEAD_OFFICIAL: ("director",),
    DutyKind.DISTRICT_LEAD: ("director",),
    DutyKind.CHIEF_TOLD: ("dispatcher", "director"),
    DutyKind.LINK_110: ("dispatcher", "director"),
    DutyKind.GUIDANCE: ("mediator", "dept_officer"),
    DutyKind.DAILY_NOTE: ("dispatcher", "director"),
}
#: Done by naming an official, by a request to the studio, by the note of the day: not by a tick.
NAMING = (DutyKind.LEAD_OFFICIAL, DutyKind.DISTRICT_LEAD)
TICKED = (DutyKind.CHIEF_TOLD, DutyKind.LINK_110)
#: Those that run against the clock of the measures.
TIMED = (*NAMING, *TICKED)

SILENT_DAYS = 7
FESTIVAL = "春节"
FESTIVAL_DAYS = 30


def asked_for(level: str) -> tuple[DutyKind, ...]:
    """What a level obliges to, in the order of the checklist."""
    return DUTIES.get(level, ())


def first_note_day(confirmed_at: datetime, hours: DutyHours) -> date:
    """The first day that needs a note: the day red was confirmed, or the next when duty was over by then."""
    at = local(confirmed_at)
    return at.date() if at.time() < hours.closes else at.date() + timedelta(days=1)


def note_days_missing(known: Iterable[date], first: date, today: date) -> list[date]:
    """The days from the first to today that have no row yet; a day that passed is listed like any other."""
    have = set(known)
    return [day for day in days_between(first, today) if day not in have] if first <= today else []


def silent_since(last_act: datetime, today: date) -> date | None:
    """The day of the last act when seven calendar days have passed without another; otherwise None."""
    day = local(last_act).date()
    return day if (today - day).days >= SILENT_DAYS else None


def festival_ahead(today: date, calendar: Calendar) -> date | None:
    """The first statutory day of Spring Festival when it begins within thirty calendar days; None when it does not.

    A year whose arrangement is not loaded is not guessed: see ``festival_unknown``.
    """
    for year in (today.year, today.year + 1):
        first = spring_festival(year, calendar)
        if first is not None and 0 <= (first - today).days <= FESTIVAL_DAYS:
            return first
    return None


def spring_festival(year: int, calendar: Calendar) -> date | None:
    """The first statutory day of a year's Spring Festival, where that year is loaded."""
    days = [
        day
        for day, name in calendar.names.items()
        if day.year == year and FESTIVAL in name and calendar.kind(day) is DayKind.STATUTORY
    ]
    return min(days, default=None)


def festival_unknown(today: date, calendar: Calendar) -> int | None:
    """The year whose Spring Festival may begin within sixty days and is not loaded; None when all that matters is."""
    ahead = today + timedelta(days=2 * FESTIVAL_DAYS)
    year = ahead.year
    may_begin = ahead >= date(year, 1, 21) or ahead.year > today.year
    before_it = today <= date(year, 2, 20)
    return year if may_begin and before_it and year not in calendar.years else None
