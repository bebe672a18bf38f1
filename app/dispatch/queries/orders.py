"""Lists and details of orders, in the order of what is due first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, ScalarSelect, Select, and_, func, or_, select
from sqlalchemy.orm import joinedload, selectinload

from app.core import clock
from app.core.db import db
from app.core.errors import NotFound
from app.core.models import TransitionRow
from app.core.pagination import Page, batches, capped_count, count_of, keyset
from app.core.permissions import Actor
from app.dispatch.models import DispatchOrder, Extension, OrderReturn
from app.dispatch.models.orders import NO_CLOCK
from app.dispatch.workflow import LEAVES_NO_LEAD, ORDER_KIND
from app.intake.models import Event
from app.intake.policies import visible_among_few, visible_to

COUNT_CAP = 10_000

#: Tabs of the order list and the states behind each.
ORDER_TABS: dict[str, tuple[str, ...]] = {
    "to_sign": ("issued",),
    "handling": ("signed", "in_progress", "suspended"),
    "return_pending": ("return_pending",),
    "feedback": ("feedback",),
    "over": ("completed", "returned", "withdrawn"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderFilter:
    """What a list of orders is narrowed by; every field comes from the URL."""

    tab: str = ""
    unit_id: UUID | None = None
    role: str = ""
    late: bool = False
    handled_by_me: bool = False
    keyword: str = ""
    matter_id: UUID | None = None
    updated_since: datetime | None = None
    own: bool = False


def _visible(actor: Actor) -> Select[DispatchOrder]:
    return select(DispatchOrder).where(visible_to(actor, DispatchOrder.matter_id))


def _narrowed(statement: Select[DispatchOrder], wanted: OrderFilter, actor: Actor) -> Select[DispatchOrder]:
    if wanted.own:
        mine = or_(DispatchOrder.unit_id == actor.unit_id, DispatchOrder.center_id == actor.unit_id)
        statement = statement.where(mine)
    if wanted.unit_id is not None:
        statement = statement.where(DispatchOrder.unit_id == wanted.unit_id)
    if wanted.matter_id is not None:
        statement = statement.where(DispatchOrder.matter_id == wanted.matter_id)
    if wanted.role:
        statement = statement.where(DispatchOrder.role == wanted.role)
    if wanted.handled_by_me:
        statement = statement.where(DispatchOrder.handler_id.in_(actor.people))
    if wanted.late:
        statement = statement.where(_late())
    if wanted.updated_since is not None:
        statement = statement.where(DispatchOrder.updated_at >= wanted.updated_since)
    if word := wanted.keyword.strip():
        named = select(Event.id).where(or_(Event.number == word.upper(), Event.title.contains(word, autoescape=True)))
        numbered = DispatchOrder.number.contains(word, autoescape=True)
        statement = statement.where(or_(numbered, DispatchOrder.matter_id.in_(named)))
    return statement


def _late() -> ColumnElement[bool]:
    missed = or_(DispatchOrder.overdue_sign_at.is_not(None), DispatchOrder.overdue_finish_at.is_not(None))
    return or_(DispatchOrder.due_at < clock.now(), and_(missed, DispatchOrder.due_at < NO_CLOCK))


def filtered_orders(actor: Actor, wanted: OrderFilter) -> Select[DispatchOrder]:
    """The statement of a list of orders: visible, narrowed, not yet ordered or cut."""
    statement = _narrowed(_visible(actor), wanted, actor)
    if wanted.tab in ORDER_TABS:
        statement = statement.where(DispatchOrder.state.in_(ORDER_TABS[wanted.tab]))
    return statement


def list_orders(
    actor: Actor, wanted: OrderFilter, *, cursor: str | None = None, limit: int = 20
) -> Page[DispatchOrder]:
    """One page of orders, the earliest due first, with their units."""
    statement = filtered_orders(actor, wanted).options(joinedload(DispatchOrder.unit))
    return keyset(statement, [DispatchOrder.due_at, DispatchOrder.id], cursor=cursor, limit=limit)


def all_orders(actor: Actor, wanted: OrderFilter) -> Iterator[Sequence[DispatchOrder]]:
    """Every order of the list, the earliest due first, in batches."""
    statement = filtered_orders(actor, wanted).options(joinedload(DispatchOrder.unit))
    return batches(statement, [DispatchOrder.due_at, DispatchOrder.id])


def order_ids(actor: Actor, wanted: OrderFilter) -> Select[Any]:
    """The ids of a list's orders, not yet ordered or cut: what it is counted by."""
    return filtered_orders(actor, wanted).with_only_columns(DispatchOrder.id)


def count_orders(actor: Actor, wanted: OrderFilter) -> tuple[int, bool]:
    """How many orders the list has, exact to 10,000."""
    return capped_count(order_ids(actor, wanted), COUNT_CAP)


def order_tab_counts(actor: Actor, wanted: OrderFilter | None = None) -> dict[str, int]:
    """Orders by tab under the list's other filters; those that are over are counted to 10,000."""
    wanted = wanted or OrderFilter(own=True)
    over = count_orders(actor, replace(wanted, tab="over"))[0]
    return {**living_counts(actor, wanted), "over": over}


def living_counts(actor: Actor, wanted: OrderFilter | None = None) -> dict[str, int]:
    """Orders that have not ended, by tab under the list's other filters, in one statement."""
    visible = select(DispatchOrder).where(visible_among_few(actor, DispatchOrder.matter_id))
    living = _narrowed(visible, wanted or OrderFilter(own=True), actor).where(
        DispatchOrder.state.not_in(ORDER_TABS["over"])
    )
    rows = db.session.execute(
        living.with_only_columns(DispatchOrder.state, func.count()).group_by(DispatchOrder.state)
    ).all()
    by_state: dict[str, int] = {row[0]: row[1] for row in rows}
    tabs = {tab: states for tab, states in ORDER_TABS.items() if tab != "over"}
    return {tab: sum(by_state.get(state, 0) for state in states) for tab, states in tabs.items()}


def orders_waiting(actor: Actor, tab: str) -> ScalarSelect[int]:
    """How many orders of the actor's unit stand in a tab, as part of a larger statement."""
    visible = select(DispatchOrder).where(visible_among_few(actor, DispatchOrder.matter_id))
    found = _narrowed(visible, OrderFilter(own=True), actor).where(DispatchOrder.state.in_(ORDER_TABS[tab]))
    return count_of(found.with_only_columns(DispatchOrder.id), COUNT_CAP)


def orders_for_director(actor: Actor, limit: int = 8) -> Sequence[DispatchOrder]:
    """Orders on which only the director may decide: a second return or a second extension waits (domain.md §4.2)."""
    returned = select(OrderReturn.order_id).where(OrderReturn.round > 1, OrderReturn.ruling.is_(None))
    prolonged = select(Extension.order_id).where(Extension.granted.is_(True))
    asked = select(Extension.order_id).where(Extension.granted.is_(None), Extension.order_id.in_(prolonged))
    second = or_(
        and_(DispatchOrder.state == "return_pending", DispatchOrder.id.in_(returned)), DispatchOrder.id.in_(asked)
    )
    statement = select(DispatchOrder).where(
        visible_among_few(actor, DispatchOrder.matter_id),
        DispatchOrder.state.not_in(ORDER_TABS["over"]),
        second,
    )
    statement = statement.options(joinedload(DispatchOrder.unit)).order_by(DispatchOrder.due_at, DispatchOrder.id)
    return db.session.execute(statement.limit(limit)).scalars().all()


def get_order(actor: Actor, order_id: UUID) -> DispatchOrder:
    """One order of a visible matter with all that hangs on it; raises ``NotFound``."""
    statement = (
        _visible(actor)
        .where(DispatchOrder.id == order_id)
        .options(
            joinedload(DispatchOrder.unit),
            joinedload(DispatchOrder.center),
            selectinload(DispatchOrder.returns).joinedload(OrderReturn.suggested_unit),
            selectinload(DispatchOrder.returns).joinedload(OrderReturn.new_order),
            selectinload(DispatchOrder.contacts),
            selectinload(DispatchOrder.extensions),
            selectinload(DispatchOrder.feedbacks),
        )
    )
    order = db.session.execute(statement).unique().scalar_one_or_none()
    if order is None:
        raise NotFound()
    return order


def urges_of(order: DispatchOrder) -> Sequence[TransitionRow]:
    """How often and in which words the centre reminded the unit, the latest first."""
    if not order.urges:
        return ()
    statement = select(TransitionRow).where(
        TransitionRow.subject_kind == ORDER_KIND, TransitionRow.subject_id == order.id, TransitionRow.name == "urge"
    )
    return db.session.execute(statement.order_by(TransitionRow.id.desc())).scalars().all()


def orders_of(matter_id: UUID) -> Sequence[DispatchOrder]:
    """All orders of a matter, the lead first, then in the order of issue. The caller has checked the right."""
    statement = (
        select(DispatchOrder)
        .where(DispatchOrder.matter_id == matter_id)
        .options(joinedload(DispatchOrder.unit))
        .order_by(DispatchOrder.role.desc(), DispatchOrder.id)
    )
    return db.session.execute(statement).scalars().all()


def living_orders(matter_id: UUID) -> list[DispatchOrder]:
    """Orders of a matter that are neither completed nor returned nor withdrawn; resolving waits for them."""
    ended = (*LEAVES_NO_LEAD, "completed")
    return [order for order in orders_of(matter_id) if order.state not in ended]


def lead_order(matter_id: UUID) -> DispatchOrder | None:
    """The order of the matter's one lead, or None while there is none."""
    statement = select(DispatchOrder).where(
        DispatchOrder.matter_id == matter_id,
        DispatchOrder.role == "lead",
        DispatchOrder.state.not_in(LEAVES_NO_LEAD),
    )
    return db.session.execute(statement).scalar_one_or_none()


def open_returns(order_ids: Sequence[UUID]) -> dict[UUID, OrderReturn]:
    """The returns that wait for a ruling, by order, with the suggested units."""
    statement = (
        select(OrderReturn)
        .where(OrderReturn.order_id.in_(order_ids), OrderReturn.ruling.is_(None), OrderReturn.head_agrees.is_(True))
        .options(joinedload(OrderReturn.suggested_unit))
    )
    return {row.order_id: row for row in db.session.execute(statement).scalars()}


def events_of(matter_ids: Iterable[UUID]) -> dict[UUID, Event]:
    """The root events of the matters on a page, by id."""
    wanted = set(matter_ids)
    if not wanted:
        return {}
    return {row.id: row for row in db.session.execute(select(Event).where(Event.id.in_(wanted))).scalars()}


def leads_of(matter_ids: Sequence[UUID]) -> dict[UUID, UUID]:
    """The unit that leads each matter now, for lists; matters without a living lead are left out."""
    if not matter_ids:
        return {}
    rows = db.session.execute(
        select(DispatchOrder.matter_id, DispatchOrder.unit_id)
        .where(
            DispatchOrder.matter_id.in_(matter_ids),
            DispatchOrder.role == "lead",
            DispatchOrder.state.not_in(("returned", "withdrawn")),
        )
        .order_by(DispatchOrder.id)
    ).all()
    return {row[0]: row[1] for row in rows}
