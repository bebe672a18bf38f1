"""Whom a matter or an order waits for: who must act next, with what, and since when; two statements for a page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

from sqlalchemy import Select, func, select
from sqlalchemy.orm import joinedload

from app.core.db import db
from app.core.permissions import Actor
from app.dispatch.models import DispatchOrder
from app.dispatch.queries.orders import ORDER_TABS, OrderFilter, filtered_orders
from app.dispatch.rules.awaiting import Wait, event_waits, order_waits
from app.dispatch.workflow import LEAVES_NO_LEAD
from app.intake import queries as intake
from app.intake.models import Event

STAGES = tuple(tab for tab in ORDER_TABS if tab != "over")


def waits_of_events(events: Sequence[Event]) -> tuple[dict[UUID, Wait], dict[UUID, str]]:
    """By event whom it waits for, and the short name of the unit that leads it. The caller has checked the right."""
    leads = _leads([event.id for event in events])
    since = intake.standing_since([*(event.id for event in events), *(order.id for order in leads.values())])
    waits = {}
    for event in events:
        lead = leads.get(event.id)
        found = event_waits(event, lead, lead.unit.short_name if lead is not None else "", since)
        if found is not None:
            waits[event.id] = found
    return waits, {matter_id: order.unit.short_name for matter_id, order in leads.items()}


def waits_of_orders(orders: Sequence[DispatchOrder]) -> dict[UUID, Wait]:
    """By order whom it waits for; orders that have ended wait for nobody."""
    since = intake.standing_since(order.id for order in orders)
    found = {order.id: order_waits(order, order.unit.short_name, since) for order in orders}
    return {order_id: wait for order_id, wait in found.items() if wait is not None}


def _leads(matter_ids: Sequence[UUID]) -> dict[UUID, DispatchOrder]:
    if not matter_ids:
        return {}
    statement = (
        select(DispatchOrder)
        .where(
            DispatchOrder.matter_id.in_(matter_ids),
            DispatchOrder.role == "lead",
            DispatchOrder.state.not_in(LEAVES_NO_LEAD),
        )
        .options(joinedload(DispatchOrder.unit))
    )
    return {order.matter_id: order for order in db.session.execute(statement).scalars()}


def order_stage_counts(actor: Actor, wanted: OrderFilter) -> dict[str, int]:
    """How many orders of the list stand in each stage; the list's tab is looked away from."""
    statement = _living(actor, wanted).with_only_columns(DispatchOrder.state, func.count())
    by_state: dict[str, int] = {row[0]: row[1] for row in db.session.execute(statement.group_by(DispatchOrder.state))}
    return {tab: sum(by_state.get(state, 0) for state in ORDER_TABS[tab]) for tab in STAGES}


def order_stage_cards(actor: Actor, wanted: OrderFilter, most: int) -> dict[str, list[DispatchOrder]]:
    """The first orders of each stage, the earliest due first, as many as ``most`` of each."""
    order = (DispatchOrder.due_at, DispatchOrder.id)
    place = func.row_number().over(partition_by=DispatchOrder.state, order_by=order).label("place")
    placed = _living(actor, wanted).with_only_columns(DispatchOrder.id, place).subquery()
    statement = (
        select(DispatchOrder)
        .join(placed, placed.c.id == DispatchOrder.id)
        .where(placed.c.place <= most)
        .options(joinedload(DispatchOrder.unit))
        .order_by(*order)
    )
    rows = db.session.execute(statement).scalars().all()
    return {tab: [row for row in rows if row.state in ORDER_TABS[tab]][:most] for tab in STAGES}


def _living(actor: Actor, wanted: OrderFilter) -> Select[DispatchOrder]:
    statement = filtered_orders(actor, replace(wanted, tab=""))
    return statement.where(DispatchOrder.state.not_in(ORDER_TABS["over"]))
