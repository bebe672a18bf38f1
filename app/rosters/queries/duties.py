"""Reads of rosters: who is on duty, who is there, and how a unit can be reached now."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload

from app.core import clock
from app.core.db import db
from app.core.errors import NotFound
from app.core.pagination import Page, keyset
from app.organisations import queries as organisations
from app.organisations.models import Unit
from app.rosters import rules
from app.rosters.models import Duty
from app.rosters.queries.presence import arrivals
from app.rosters.types import DutyKind, DutySpan, OnDuty, Stationing

#: How far ahead the next turn of a rotating unit is looked for.
LOOK_AHEAD = timedelta(days=31)


def who_is_on_duty(unit_id: UUID, at: datetime | None = None, kind: DutyKind | None = None) -> list[OnDuty]:
    """The people on duty for a unit at a moment (now when none is given), the longest on duty first."""
    moment = at or clock.now()
    statement = during(moment, moment).where(Duty.unit_id == unit_id)
    if kind is not None:
        statement = statement.where(Duty.kind == kind.value)
    return read_duties(statement)


def on_duty_of_units(unit_ids: Iterable[UUID], at: datetime | None = None) -> list[OnDuty]:
    """Everybody on duty for some units at a moment (now when none is given), the longest on duty first."""
    moment = at or clock.now()
    return read_duties(during(moment, moment).where(Duty.unit_id.in_(list(unit_ids))))


def judges_on_duty(at: datetime | None = None, *, studio_id: UUID | None = None) -> list[OnDuty]:
    """The judges on duty at a moment, in all studios or in one."""
    moment = at or clock.now()
    statement = during(moment, moment).where(Duty.kind == DutyKind.DUTY_JUDGE.value)
    if studio_id is not None:
        statement = statement.where(Duty.unit_id == studio_id)
    return read_duties(statement)


def next_judges(at: datetime | None = None, *, studio_id: UUID | None = None) -> list[OnDuty]:
    """The judges whose duty begins next after a moment."""
    moment = at or clock.now()
    statement = select(Duty).where(Duty.kind == DutyKind.DUTY_JUDGE.value, Duty.from_at > moment)
    if studio_id is not None:
        statement = statement.where(Duty.unit_id == studio_id)
    found = read_duties(statement.limit(10))
    return [one for one in found if one.from_at == found[0].from_at]


def is_on_duty(user_id: UUID, kind: DutyKind, at: datetime | None = None) -> bool:
    """Whether a person is on duty of a kind at a moment."""
    moment = at or clock.now()
    statement = during(moment, moment).where(Duty.user_id == user_id, Duty.kind == kind.value)
    return db.session.execute(statement.with_only_columns(Duty.id).limit(1)).first() is not None


def on_duty_among(user_ids: Iterable[UUID], at: datetime | None = None) -> set[UUID]:
    """Which of some people are on duty at a moment, anywhere and of any kind; one statement."""
    moment = at or clock.now()
    statement = during(moment, moment).where(Duty.user_id.in_(list(user_ids))).with_only_columns(Duty.user_id)
    return set(db.session.execute(statement).scalars())


def stationing_now(unit_id: UUID, at: datetime | None = None) -> Stationing:
    """How a unit can be reached at a moment, in words: resident, rotating here today, or on call."""
    return stationings([organisations.unit(unit_id)], at)[unit_id]


def stationings(units: Iterable[Unit], at: datetime | None = None) -> dict[UUID, Stationing]:
    """How several units can be reached at a moment, with two queries for all of them."""
    moment, wanted = at or clock.now(), list(units)
    ids = [unit.id for unit in wanted]
    duties: dict[UUID, list[OnDuty]] = {one: [] for one in ids}
    for one in read_duties(during(moment, moment + LOOK_AHEAD).where(Duty.unit_id.in_(ids))):
        duties[one.unit_id].append(one)
    return {unit.id: rules.stationing(unit.stationing, duties[unit.id], moment) for unit in wanted}


def duty(duty_id: UUID) -> Duty:
    """One duty with its person; raises ``NotFound``."""
    statement = select(Duty).options(joinedload(Duty.user)).where(Duty.id == duty_id)
    found = db.session.execute(statement).scalar_one_or_none()
    if found is None:
        raise NotFound()
    return found


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


def during(first: datetime, last: datetime) -> Select[Duty]:
    """Duties that are on at some moment between two."""
    return select(Duty).where(Duty.from_at <= last, Duty.until_at > first)


def read_duties(statement: Select[Duty]) -> list[OnDuty]:
    """The duties a statement finds, by their beginning, with whether the person has signed in."""
    ordered = statement.options(joinedload(Duty.user), joinedload(Duty.in_place_of)).order_by(Duty.from_at, Duty.id)
    rows = db.session.execute(ordered).scalars().all()
    there = arrivals({row.user_id for row in rows})
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
            version=row.version,
            in_place_of=row.in_place_of.display_name if row.in_place_of else "",
            left_open=row.left_open or 0,
        )
        for row in rows
    ]
