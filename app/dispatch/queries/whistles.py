"""Whistles of a matter and of a unit: lists, one with its units, and what is offered on it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, ScalarSelect, Select, and_, exists, func, or_, select
from sqlalchemy.orm import joinedload, selectinload

from app.core import clock
from app.core.db import db
from app.core.errors import NotFound
from app.core.pagination import Page, capped_count, count_of, keyset
from app.core.permissions import Actor
from app.core.workflow import Offer, offers
from app.dispatch.models import Whistle, WhistleCall
from app.dispatch.queries.orders import COUNT_CAP
from app.dispatch.rules.calling import standing
from app.dispatch.types import CallStanding, WhistleFacts
from app.dispatch.workflow import WHISTLE_WORKFLOW
from app.intake.policies import visible_among_few, visible_to

WHISTLE_TABS = ("to_answer", "standing", "missing", "over")
OVER = ("ended", "withdrawn")


@dataclass(frozen=True, slots=True, kw_only=True)
class WhistleFilter:
    """What a list of whistles is narrowed by."""

    tab: str = ""
    matter_id: UUID | None = None
    updated_since: datetime | None = None
    own: bool = False


def _called(unit_id: UUID | None, *more: ColumnElement[bool]) -> ColumnElement[bool]:
    return exists().where(WhistleCall.whistle_id == Whistle.id, WhistleCall.unit_id == unit_id, *more)


def _unanswered(unit_id: UUID | None) -> ColumnElement[bool]:
    silent = (WhistleCall.acknowledged_at, WhistleCall.declined_at, WhistleCall.arrived_at)
    return and_(Whistle.state == "called", _called(unit_id, *(column.is_(None) for column in silent)))


def _missing() -> ColumnElement[bool]:
    absent = exists().where(WhistleCall.whistle_id == Whistle.id, WhistleCall.arrived_at.is_(None))
    return and_(Whistle.state == "called", Whistle.arrive_by < clock.now(), absent)


def _tabs(actor: Actor) -> dict[str, ColumnElement[bool]]:
    return {
        "to_answer": _unanswered(actor.unit_id),
        "standing": Whistle.state == "called",
        "missing": _missing(),
        "over": Whistle.state.in_(OVER),
    }


def _narrowed(actor: Actor, wanted: WhistleFilter) -> Select[Whistle]:
    statement = select(Whistle).where(visible_to(actor, Whistle.matter_id))
    if wanted.own:
        mine = or_(Whistle.unit_id == actor.unit_id, Whistle.center_id == actor.unit_id, _called(actor.unit_id))
        statement = statement.where(mine)
    if wanted.matter_id is not None:
        statement = statement.where(Whistle.matter_id == wanted.matter_id)
    if wanted.updated_since is not None:
        statement = statement.where(Whistle.updated_at >= wanted.updated_since)
    return statement


def filtered_whistles(actor: Actor, wanted: WhistleFilter) -> Select[Whistle]:
    """The statement of a list of whistles: visible, narrowed, not yet ordered or cut."""
    statement, tab = _narrowed(actor, wanted), _tabs(actor).get(wanted.tab)
    return statement if tab is None else statement.where(tab)


def list_whistles(actor: Actor, wanted: WhistleFilter, *, cursor: str | None = None, limit: int = 20) -> Page[Whistle]:
    """One page of whistles, the latest first, each with the units that were called."""
    statement = filtered_whistles(actor, wanted).options(joinedload(Whistle.unit), _with_units())
    return keyset(statement, [Whistle.id], cursor=cursor, limit=limit, descending=True)


def _with_units() -> Any:
    return selectinload(Whistle.calls).joinedload(WhistleCall.unit)


def count_whistles(actor: Actor, wanted: WhistleFilter) -> tuple[int, bool]:
    """How many whistles the list has, exact to 10,000."""
    return capped_count(filtered_whistles(actor, wanted).with_only_columns(Whistle.id), COUNT_CAP)


def whistle_tab_counts(actor: Actor, wanted: WhistleFilter) -> dict[str, int]:
    """Whistles by tab under the list's other filters, in one statement."""
    counted = [func.count().filter(tab).label(name) for name, tab in _tabs(actor).items()]
    row = db.session.execute(_narrowed(actor, wanted).with_only_columns(*counted)).one()
    return dict(zip(WHISTLE_TABS, row, strict=True))


def whistles_waiting(actor: Actor) -> ScalarSelect[int]:
    """Whistles that wait for an answer of the actor's unit, for the menu."""
    statement = select(Whistle.id).where(visible_among_few(actor, Whistle.matter_id), _unanswered(actor.unit_id))
    return count_of(statement, COUNT_CAP)


def whistles_of(matter_id: UUID) -> Sequence[Whistle]:
    """All whistles of a matter, the latest first. The caller has checked the right."""
    statement = select(Whistle).where(Whistle.matter_id == matter_id).options(joinedload(Whistle.unit), _with_units())
    return db.session.execute(statement.order_by(Whistle.id.desc())).scalars().all()


def get_whistle(actor: Actor, whistle_id: UUID) -> Whistle:
    """One whistle of a visible matter with its units; raises ``NotFound``."""
    statement = select(Whistle).where(Whistle.id == whistle_id, visible_to(actor, Whistle.matter_id))
    loaded = statement.options(joinedload(Whistle.unit), joinedload(Whistle.center), _with_units())
    found = db.session.execute(loaded).scalar_one_or_none()
    if found is None:
        raise NotFound()
    return found


def whistle_facts(whistle: Whistle) -> WhistleFacts:
    """The facts of a whistle as they stand now."""
    return WhistleFacts(arrived=sum(call.arrived_at is not None for call in whistle.calls))


def whistle_offers(whistle: Whistle, actor: Actor) -> list[Offer]:
    """Acts on the whistle for the unit that blew it."""
    found = offers(WHISTLE_WORKFLOW, whistle, actor, whistle_facts(whistle))
    return [one for one in found if one.refusal is None or one.refusal.code != "not_my_unit"]


def standings(whistle: Whistle) -> dict[UUID, CallStanding]:
    """How far each called unit has come, by its id."""
    now = whistle.ended_at or clock.now()
    return {call.unit_id: standing(call, whistle.meet_at, whistle.arrive_by, now) for call in whistle.calls}
