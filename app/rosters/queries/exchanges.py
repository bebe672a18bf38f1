"""Exchanges of duties as those concerned see them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import joinedload

from app.core import clock
from app.core.db import db
from app.core.errors import NotFound
from app.core.pagination import Page, keyset
from app.core.permissions import Actor
from app.core.workflow import Offer, offers
from app.rosters import rules
from app.rosters.models import Duty, DutyExchange
from app.rosters.permissions import EDIT_ROSTER
from app.rosters.policies import may_decide_exchange
from app.rosters.queries.duties import read_duties
from app.rosters.types import ExchangeKind, ExchangeTab, OnDuty
from app.rosters.workflow import EXCHANGE_WORKFLOW

#: How far ahead duties are offered for a swap.
OFFERED = timedelta(days=35)


def exchange(exchange_id: UUID, *, actor: Actor) -> DutyExchange:
    """One exchange of one's own or of a unit one manages; raises ``NotFound``."""
    found = db.session.execute(_visible(actor).where(DutyExchange.id == exchange_id)).scalar_one_or_none()
    if found is None:
        raise NotFound()
    return found


def exchange_page(actor: Actor, tab: ExchangeTab, *, cursor: str | None = None, limit: int = 20) -> Page[DutyExchange]:
    """Exchanges of one tab, the newest first."""
    statement = _visible(actor).where(_of_tab(actor, tab))
    return keyset(statement, [DutyExchange.id], cursor=cursor, limit=limit, descending=True)


def exchange_counts(actor: Actor) -> dict[ExchangeTab, int]:
    """How many exchanges each open tab holds."""
    found = {}
    for tab in (ExchangeTab.TO_ANSWER, ExchangeTab.TO_DECIDE, ExchangeTab.ASKED):
        inner = _visible(actor).where(_of_tab(actor, tab)).with_only_columns(DutyExchange.id).limit(100).subquery()
        found[tab] = db.session.execute(select(func.count()).select_from(inner)).scalar_one()
    return found


def exchange_offers(row: DutyExchange, actor: Actor) -> list[Offer]:
    """What the actor may do with an exchange now."""
    now, kind = clock.now(), ExchangeKind(row.kind)
    facts = {
        "manages": may_decide_exchange(actor, row.unit_id),
        "in_time": rules.in_time(kind, row.from_at, row.until_at, now)
        and (
            row.other_from_at is None
            or row.other_until_at is None
            or rules.in_time(kind, row.other_from_at, row.other_until_at, now)
        ),
    }
    found = offers(EXCHANGE_WORKFLOW, row, actor, facts)
    return [one for one in found if one.allowed or (one.refusal and one.refusal.code == "too_late")]


def duties_to_swap(duty: Duty) -> list[OnDuty]:
    """The duties of others in the unit that have not begun, for which a duty may be exchanged."""
    now = clock.now()
    statement = select(Duty).where(
        Duty.unit_id == duty.unit_id, Duty.user_id != duty.user_id, Duty.from_at > now, Duty.from_at < now + OFFERED
    )
    return read_duties(statement.limit(200))


def open_exchanges(duty_ids: Iterable[UUID]) -> dict[UUID, UUID]:
    """The open request of each duty that has one."""
    wanted = list(duty_ids)
    rows = db.session.execute(
        select(DutyExchange.id, DutyExchange.duty_id, DutyExchange.other_duty_id).where(
            DutyExchange.state == "asked",
            or_(DutyExchange.duty_id.in_(wanted), DutyExchange.other_duty_id.in_(wanted)),
        )
    )
    return {one: row.id for row in rows for one in (row.duty_id, row.other_duty_id) if one is not None}


def _visible(actor: Actor) -> Select[DutyExchange]:
    statement = select(DutyExchange).options(
        joinedload(DutyExchange.holder), joinedload(DutyExchange.taker), joinedload(DutyExchange.asked_by)
    )
    if actor.may(EDIT_ROSTER):
        return statement
    own = or_(DutyExchange.holder_id == actor.user_id, DutyExchange.taker_id == actor.user_id)
    if actor.unit_id is not None and may_decide_exchange(actor, actor.unit_id):
        return statement.where(or_(own, DutyExchange.unit_id == actor.unit_id))
    return statement.where(own)


def _of_tab(actor: Actor, tab: ExchangeTab) -> ColumnElement[bool]:
    asked = DutyExchange.state == "asked"
    if tab is ExchangeTab.TO_ANSWER:
        return asked & (DutyExchange.answerer_id == actor.user_id)
    if tab is ExchangeTab.ASKED:
        return asked & (DutyExchange.asked_by_id == actor.user_id)
    if tab is ExchangeTab.TO_DECIDE:
        return asked & (DutyExchange.asked_by_id != actor.user_id) & (DutyExchange.answerer_id != actor.user_id)
    return DutyExchange.state != "asked"
