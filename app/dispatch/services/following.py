"""What the platform itself does with orders: marks a missed clock once, follows its matter, keeps lists sorted."""

from __future__ import annotations

import json
from pathlib import Path
from uuid import UUID

from sqlalchemy import select

from app.core import clock
from app.core.db import db
from app.core.ids import new_id
from app.core.permissions import Actor
from app.core.text import as_written, msg
from app.core.unit_of_work import unit_of_work
from app.dispatch import events as told
from app.dispatch.models import DispatchOrder, RoutingRule
from app.dispatch.models.orders import NO_CLOCK
from app.dispatch.queries.facts import earliest_due
from app.dispatch.queries.orders import living_orders
from app.dispatch.queries.supervisions import supervisions_of
from app.dispatch.queries.whistles import whistles_of
from app.dispatch.rules.chasing import SIGN_CLOCK, TERM_CLOCKS
from app.dispatch.services.acting import about, act_on_order, locked_order
from app.dispatch.workflow import ORDER_KIND, SUPERVISION_KIND, WHISTLE_KIND

TABLE = Path(__file__).resolve().parent.parent / "tables" / "routing_rules.json"


def flag_overdue(order: DispatchOrder, rule_id: str, *, actor: Actor) -> bool:
    """Mark that a unit missed the clock of signing or of finishing, once each; returns whether this was the first time.

    The version stays: a person who is just reading the order may still act on it.
    """
    if rule_id == SIGN_CLOCK and order.overdue_sign_at is None:
        order.overdue_sign_at = clock.now()
    elif rule_id in TERM_CLOCKS and order.overdue_finish_at is None:
        order.overdue_finish_at = clock.now()
    else:
        return False
    with unit_of_work(actor) as uow:
        uow.record(
            told.DispatchOrderOverdue(
                matter_id=order.matter_id, subject_kind=ORDER_KIND, subject_id=order.id, rule_id=rule_id, **about(order)
            )
        )
    return True


def end_orders_of(matter_id: UUID, *, actor: Actor) -> int:
    """End the living orders of a matter that went another way; returns how many ended."""
    with unit_of_work(actor):
        living = living_orders(matter_id)
        for found in living:
            order = locked_order(found.id, None, Actor.system())
            act_on_order(order, "end_with_matter", Actor.system())
            order.ended_at = clock.now()
        return len(living)


def reopen_lead_order(matter_id: UUID, *, actor: Actor) -> None:
    """The return visit found the matter unsolved: the lead's completed order is open again with a new term (P21)."""
    with unit_of_work(actor):
        statement = select(DispatchOrder.id).where(
            DispatchOrder.matter_id == matter_id, DispatchOrder.role == "lead", DispatchOrder.state == "completed"
        )
        order_id = db.session.execute(statement).scalar_one_or_none()
        if order_id is not None:
            order = locked_order(order_id, None, Actor.system())
            act_on_order(order, "reopen", Actor.system())
            order.ended_at = None


def refresh_due(matter_id: UUID, *, actor: Actor) -> None:
    """Bring due instants of orders, supervisions and whistles in line with their clocks, after a new colour."""
    with unit_of_work(actor):
        for order in living_orders(matter_id):
            order.due_at = earliest_due(ORDER_KIND, order.id)
        for row in supervisions_of(matter_id):
            if row.state != "closed":
                row.due_at = earliest_due(SUPERVISION_KIND, row.id)
        for whistle in whistles_of(matter_id):
            due = earliest_due(WHISTLE_KIND, whistle.id)
            whistle.arrive_by = due if due < NO_CLOCK else whistle.arrive_by


def load_routing_rules(*, actor: Actor) -> int:
    """Publish the shipped routing rules for the kinds of dispute that have none; returns how many were published."""
    with unit_of_work(actor) as uow:
        known = set(db.session.execute(select(RoutingRule.dispute_type)).scalars())
        loaded = 0
        for row in json.loads(TABLE.read_text(encoding="utf-8")):
            if row["dispute_type"] in known:
                continue
            by, why = actor.name, as_written(msg("随系统提供的规则"))
            rule = RoutingRule(id=new_id(), revision=1, basis="", published_at=clock.now(), **row)
            rule.drafted_by_name, rule.published_by_name, rule.publish_reason = by, by, why
            db.session.add(rule)
            uow.audit("dispatch.routing_rule_published", "routing_rule", rule.id, None, {"code": rule.code})
            loaded += 1
        return loaded
