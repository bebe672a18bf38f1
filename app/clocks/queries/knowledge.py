"""The rules and the calendar in force: the tables of the database, and the shipped ones where it has none of its own.

Both are read often and changed once a year, so each process keeps them until a stamp in the database says otherwise;
the stamp is asked for once in a transaction.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import String, cast, func, select

from app.clocks.errors import UnknownRule
from app.clocks.models import CalendarDay, CalendarYear, ClockRule
from app.clocks.rules.tables import (
    NamedDay,
    calendar_of,
    rule_from_row,
    rules_from_tables,
    special_days,
    year_sources,
)
from app.clocks.types import Rule
from app.core import clock
from app.core.calendar import Calendar, DayKind, DutyHours, weekday_kind
from app.core.db import db

WARN_FROM_MONTH = 11

_duty = [DutyHours()]


@dataclass(frozen=True, slots=True)
class Knowledge:
    """The versions of every rule, earliest first, and the calendar."""

    versions: Mapping[str, Sequence[Rule]]
    calendar: Calendar

    def rule(self, rule_id: str, on: date) -> Rule:
        """The version of a rule that applies to an event of a day; raises ``UnknownRule``."""
        versions = self.versions.get(rule_id)
        if not versions:
            raise UnknownRule(rule_id)
        in_force = [rule for rule in versions if rule.valid_from is None or rule.valid_from <= on]
        return in_force[-1] if in_force else versions[0]


#: Where a session keeps what its transaction saw.
SEEN = "clocks.knowledge"
_kept: dict[tuple[Any, ...], Knowledge] = {}


def use_duty_hours(hours: DutyHours) -> None:
    """Set the centre's duty hours (a setting, not law)."""
    _duty[:] = [hours]


def working_days_among(days: Sequence[date]) -> set[date]:
    """Which of some days are working days; in a year that is not loaded yet, those from Monday to Friday."""
    known = calendar()
    return {day for day in days if not (known.kind(day) if known.is_loaded(day) else weekday_kind(day)).rests}


def duty_hours() -> DutyHours:
    """The centre's duty hours on working days."""
    return _duty[0]


def calendar() -> Calendar:
    """The calendar of all loaded years."""
    return knowledge().calendar


def rules() -> list[Rule]:
    """Every rule as it is in force today, in the order of the tables."""
    today = clock.today()
    known = knowledge()
    return [known.rule(rule_id, today) for rule_id in known.versions]


def find_rule(rule_id: str, on: date | None = None) -> Rule:
    """The version of a rule that applies to an event of a day (today when none is given); raises ``UnknownRule``."""
    return knowledge().rule(rule_id, on or clock.today())


def missing_year() -> int | None:
    """The next year, when it is November or later and its arrangement is not loaded; this year, when it is missing."""
    today, years = clock.today(), calendar().years
    if today.year not in years:
        return today.year
    if today.month >= WARN_FROM_MONTH and today.year + 1 not in years:
        return today.year + 1
    return None


def calendar_years() -> list[CalendarYear]:
    """The loaded years with their sources, latest first; shipped years that the database does not have yet included."""
    stored = {row.year: row for row in db.session.scalars(select(CalendarYear))}
    for year, source in year_sources().items():
        stored.setdefault(year, CalendarYear(year=year, source=source, loaded_by_name=""))
    return [stored[year] for year in sorted(stored, reverse=True)]


def day_rows(year: int) -> list[NamedDay]:
    """The days of a loaded year that are not what their weekday says, in order."""
    loaded = calendar()
    days = sorted(day for day in {*loaded.kinds, *loaded.names} if day.year == year)
    return [(day, loaded.kind(day), loaded.names.get(day, "")) for day in days]


def knowledge() -> Knowledge:
    """Rules and calendar together, as this transaction first saw them or has changed them."""
    session = db.session()
    transaction, known = session.info.get(SEEN, (None, None))
    if known is None or transaction is not session.get_transaction():
        known = _known(_stamp())
        session.info[SEEN] = (session.get_transaction(), known)
    return known


def forget() -> None:
    """Ask the database anew: rules or calendar changed in this transaction."""
    db.session().info.pop(SEEN, None)


def _known(stamp: tuple[Any, ...]) -> Knowledge:
    known = _kept.get(stamp)
    if known is None:
        known = Knowledge(_versions(), _calendar())
        _kept.clear()
        _kept[stamp] = known
    return known


def _stamp() -> tuple[Any, ...]:
    parts = (
        select(func.count()).select_from(CalendarYear).scalar_subquery(),
        select(func.max(cast(CalendarYear.revision, String))).scalar_subquery(),
        select(func.count()).select_from(ClockRule).scalar_subquery(),
        select(func.max(cast(ClockRule.id, String))).scalar_subquery(),
    )
    return tuple(db.session.execute(select(*parts)).one())


def _versions() -> dict[str, list[Rule]]:
    versions: dict[str, list[Rule]] = {code: [] for code in rules_from_tables()}
    rows = db.session.scalars(select(ClockRule).order_by(ClockRule.code, ClockRule.valid_from.nulls_first()))
    for row in rows:
        versions.setdefault(row.code, []).append(_rule(row))
    return {code: found or [rules_from_tables()[code]] for code, found in versions.items()}


def _rule(row: ClockRule) -> Rule:
    names = (
        "name",
        "starts",
        "lengths",
        "extension",
        "extension_basis",
        "expiry",
        "basis",
        "evidence",
        "regime",
        "roll",
    )
    flags = ("suspendable", "extendable", "by_document")
    plain = {name: getattr(row, name) for name in (*names, *flags)}
    days = {name: day.isoformat() if (day := getattr(row, name)) else None for name in ("valid_from", "valid_to")}
    return rule_from_row({"id": row.code, **plain, **days})


def _calendar() -> Calendar:
    stored = set(db.session.scalars(select(CalendarYear.year)))
    rows = db.session.scalars(select(CalendarDay))
    days: list[NamedDay] = [
        (row.on, DayKind(row.kind), row.name) for row in rows if row.name or DayKind(row.kind) != weekday_kind(row.on)
    ]
    for year in year_sources().keys() - stored:
        days += special_days(year)
    return calendar_of(stored | set(year_sources()), days)
