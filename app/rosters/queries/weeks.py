"""A week of rosters: day by day for one unit, and as a grid by desk or by person."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import select

from app.accounts import queries as accounts
from app.core import clock
from app.core.db import db
from app.organisations import queries as organisations
from app.rosters import rules
from app.rosters.models import Duty
from app.rosters.queries.duties import read_duties
from app.rosters.queries.exchanges import open_exchanges
from app.rosters.types import DutySpan, GridLine, GridView, OnDuty, RosterDay, RosterGrid, RosterWeek
from app.rosters.workbook import Placed, write_duties

#: Desks in use within so long before a week are offered in it, also while nobody is planned there.
DESK_MEMORY = timedelta(days=28)
DAYS = 7


def week_of(unit_id: UUID | None, day: date | None = None) -> RosterWeek:
    """The roster of the week a day lies in (this week by default); a night duty stands on the day it begins.

    Without a unit it is everybody's.
    """
    monday = rules.monday_of(day or clock.today())
    found = _begun_in(unit_id, monday)
    days = tuple(
        RosterDay(each, tuple(one for one in found if clock.local(one.from_at).date() == each))
        for each in _days(monday)
    )
    return RosterWeek(unit_id, monday, days)


def grid_of(week: RosterWeek, view: GridView) -> RosterGrid:
    """A week as lines and days. Desks lately in use and people of the unit keep their line while nothing is planned."""
    lines = _desks(week) if view is GridView.DESK else _people(week)
    found = [one for day in week.days for one in day.duties]
    return RosterGrid(view, tuple(day.day for day in week.days), rules.grid_rows(view, lines, found, week.days))


def seats_of(unit_id: UUID) -> list[str]:
    """The desks and rooms of a unit lately in use, by name."""
    since = clock.now() - DESK_MEMORY
    statement = select(Duty.seat).distinct().where(Duty.unit_id == unit_id, Duty.until_at > since, Duty.seat != "")
    return list(db.session.execute(statement.order_by(Duty.seat)).scalars())


def placed_duties(span: DutySpan) -> list[Placed]:
    """The duties that begin between two days with login name and unit, for a spreadsheet."""
    first, after = clock.at(span.first), clock.at(span.last + timedelta(days=1))
    statement = select(Duty).where(Duty.from_at >= first, Duty.from_at < after)
    if span.unit_id is not None:
        statement = statement.where(Duty.unit_id == span.unit_id)
    found = read_duties(statement)
    names = organisations.units_by_id(one.unit_id for one in found)
    logins = accounts.logins_of(one.user_id for one in found)
    return [Placed(one, logins[one.user_id], names[one.unit_id].short_name) for one in found]


def roster_sheet(span: DutySpan) -> bytes:
    """The same as a spreadsheet, in the columns that importing takes."""
    return write_duties(placed_duties(span))


def _days(monday: date) -> list[date]:
    return [monday + timedelta(days=number) for number in range(DAYS)]


def _begun_in(unit_id: UUID | None, monday: date) -> list[OnDuty]:
    first, after = clock.at(monday), clock.at(monday + timedelta(days=DAYS))
    statement = select(Duty).where(Duty.from_at >= first, Duty.from_at < after)
    if unit_id is not None:
        statement = statement.where(Duty.unit_id == unit_id)
    found = read_duties(statement)
    asked = open_exchanges([one.duty_id for one in found])
    return [replace(one, exchange_id=asked.get(one.duty_id)) for one in found]


def _desks(week: RosterWeek) -> list[GridLine]:
    since, after = clock.at(week.monday) - DESK_MEMORY, clock.at(week.monday + timedelta(days=DAYS))
    statement = select(Duty.unit_id, Duty.seat).distinct().where(Duty.from_at >= since, Duty.from_at < after)
    if week.unit_id is not None:
        statement = statement.where(Duty.unit_id == week.unit_id)
    rows = db.session.execute(statement.order_by(Duty.seat, Duty.unit_id))
    return [GridLine(row.unit_id, seat=row.seat) for row in rows]


def _people(week: RosterWeek) -> list[GridLine]:
    if week.unit_id is None:
        return []
    return [
        GridLine(one.unit_id, user_id=one.user_id, membership_id=one.membership_id, name=one.name)
        for one in accounts.colleagues(unit_id=week.unit_id)
    ]
