"""Reads of rosters: who is on duty, who is there, and how a unit can be reached now."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload

from app.core import clock
from app.core.db import db
from app.core.pagination import Page, keyset
from app.organisations import queries as organisations
from app.organisations.models import Unit
from app.rosters import rules
from app.rosters.models import Duty, Presence
from app.rosters.types import DutyKind, DutySpan, OnDuty, RosterDay, RosterWeek, Stationing

#: How far ahead the next turn of a rotating unit is looked for.
LOOK_AHEAD = timedelta(days=31)


def who_is_on_duty(unit_id: UUID, at: datetime | None = None, kind: DutyKind | None = None) -> list[OnDuty]:
    """The people on duty for a unit at a moment (now when none is given), the longest on duty first."""
    moment = at or clock.now()
    statement = _during(moment, moment).where(Duty.unit_id == unit_id)
    if kind is not None:
        statement = statement.where(Duty.kind == kind.value)
    return _read(statement)


def judges_on_duty(at: datetime | None = None, *, studio_id: UUID | None = None) -> list[OnDuty]:
    """The judges on duty at a moment, in all studios or in one."""
    moment = at or clock.now()
    statement = _during(moment, moment).where(Duty.kind == DutyKind.DUTY_JUDGE.value)
    if studio_id is not None:
        statement = statement.where(Duty.unit_id == studio_id)
    return _read(statement)


def next_judges(at: datetime | None = None, *, studio_id: UUID | None = None) -> list[OnDuty]:
    """The judges whose duty begins next after a moment."""
    moment = at or clock.now()
    statement = select(Duty).where(Duty.kind == DutyKind.DUTY_JUDGE.value, Duty.from_at > moment)
    if studio_id is not None:
        statement = statement.where(Duty.unit_id == studio_id)
    found = _read(statement.limit(10))
    return [one for one in found if one.from_at == found[0].from_at]


def is_on_duty(user_id: UUID, kind: DutyKind, at: datetime | None = None) -> bool:
    """Whether a person is on duty of a kind at a moment."""
    moment = at or clock.now()
    statement = _during(moment, moment).where(Duty.user_id == user_id, Duty.kind == kind.value)
    return db.session.execute(statement.with_only_columns(Duty.id).limit(1)).first() is not None


def stationing_now(unit_id: UUID, at: datetime | None = None) -> Stationing:
    """How a unit can be reached at a moment, in words: resident, rotating here today, or on call."""
    return stationings([organisations.unit(unit_id)], at)[unit_id]


def stationings(units: Iterable[Unit], at: datetime | None = None) -> dict[UUID, Stationing]:
    """How several units can be reached at a moment, with two queries for all of them."""
    moment, wanted = at or clock.now(), list(units)
    ids = [unit.id for unit in wanted]
    duties: dict[UUID, list[OnDuty]] = {one: [] for one in ids}
    for duty in _read(_during(moment, moment + LOOK_AHEAD).where(Duty.unit_id.in_(ids))):
        duties[duty.unit_id].append(duty)
    return {unit.id: rules.stationing(unit.stationing, duties[unit.id], moment) for unit in wanted}


def week_of(unit_id: UUID, day: date | None = None) -> RosterWeek:
    """The roster of the week a day lies in (this week by default); a night duty stands on the day it begins."""
    monday = rules.monday_of(day or clock.today())
    first, after = clock.at(monday), clock.at(monday + timedelta(days=7))
    statement = select(Duty).where(Duty.unit_id == unit_id, Duty.from_at >= first, Duty.from_at < after)
    found = _read(statement)
    days = tuple(
        RosterDay(each, tuple(one for one in found if clock.local(one.from_at).date() == each))
        for each in (monday + timedelta(days=number) for number in range(7))
    )
    return RosterWeek(unit_id, monday, days)


def duty_page(
    span: DutySpan, *, updated_since: datetime | None = None, cursor: str | None = None, limit: int = 50
) -> Page[Duty]:
    """Duties that begin between two days, both included, by their beginning, page by page, for the API."""
    first, after = clock.at(span.first), clock.at(span.last + timedelta(days=1))
    statement = select(Duty).options(joinedload(Duty.user)).where(Duty.from_at >= first, Duty.from_at < after)
    if span.unit_id is not None:
        statement = statement.where(Duty.unit_id == span.unit_id)
    if span.kind is not None:
        statement = statement.where(Duty.kind == span.kind.value)
    if updated_since is not None:
        statement = statement.where(Duty.updated_at >= updated_since)
    return keyset(statement, [Duty.from_at, Duty.id], cursor=cursor, limit=limit)


def present_at(unit_id: UUID) -> Sequence[Presence]:
    """The open sign-ins at a unit's desks today."""
    today = clock.at(clock.today())
    statement = select(Presence).where(Presence.unit_id == unit_id, Presence.left_at.is_(None))
    ordered = statement.where(Presence.arrived_at >= today).order_by(Presence.arrived_at)
    return db.session.execute(ordered).scalars().all()


def own_presence(user_id: UUID) -> Presence | None:
    """The person's own open sign-in of today, or None."""
    return db.session.execute(
        select(Presence).where(
            Presence.user_id == user_id, Presence.left_at.is_(None), Presence.arrived_at >= clock.at(clock.today())
        )
    ).scalar_one_or_none()


def _during(first: datetime, last: datetime) -> Select[Duty]:
    """Duties that are on at some moment between two."""
    return select(Duty).where(Duty.from_at <= last, Duty.until_at > first)


def _read(statement: Select[Duty]) -> list[OnDuty]:
    ordered = statement.options(joinedload(Duty.user)).order_by(Duty.from_at, Duty.id)
    rows = db.session.execute(ordered).scalars().all()
    there = _arrivals({row.user_id for row in rows})
    return [
        OnDuty(
            duty_id=row.id,
            user_id=row.user_id,
            membership_id=row.membership_id,
            unit_id=row.unit_id,
            name=row.user.display_name,
            kind=DutyKind(row.kind),
            from_at=row.from_at,
            until_at=row.until_at,
            seat=row.seat,
            present_since=there.get((row.user_id, row.unit_id)),
        )
        for row in rows
    ]


def _arrivals(user_ids: set[UUID]) -> dict[tuple[UUID, UUID], datetime]:
    """When people signed in today at which unit, for those who have not left."""
    if not user_ids:
        return {}
    rows = db.session.execute(
        select(Presence.user_id, Presence.unit_id, Presence.arrived_at).where(
            Presence.user_id.in_(user_ids), Presence.left_at.is_(None), Presence.arrived_at >= clock.at(clock.today())
        )
    )
    return {(row.user_id, row.unit_id): row.arrived_at for row in rows}
