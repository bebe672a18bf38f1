"""What an act would meet on each of many rows, before it is done: a fixed number of statements, however many rows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app.core import clock
from app.core.db import db
from app.core.permissions import Actor
from app.core.text import Message, msg
from app.core.workflow import Refusal, obstacle
from app.dispatch.models import DispatchOrder, MatterCopy, OrderReturn, RoutingRule
from app.dispatch.queries.routing import NoRoutingRule, rule_of
from app.dispatch.queries.routing_ground import ground_for
from app.dispatch.rules.copying import fault_of_copy, refusal_to_copy
from app.dispatch.rules.routing import Proposal, propose
from app.dispatch.types import OrderFacts, ProposedUnits
from app.dispatch.workflow import LEAVES_NO_LEAD, ORDER_WORKFLOW
from app.intake import queries as intake
from app.intake.models import Event
from app.intake.policies import grant_of, only_copied, visible_to

#: Acts on orders whose conditions ask no more than the order itself and whether a return waits for the unit's head.
FORESEEN = ("sign", "urge")


def chosen_orders(actor: Actor, order_ids: Sequence[UUID]) -> dict[UUID, tuple[DispatchOrder, bool]]:
    """Of some orders those of granted matters, by id, each with whether the actor may act on its matter."""
    acts = grant_of(actor, DispatchOrder.matter_id, to_act=True)
    statement = select(DispatchOrder, acts).options(joinedload(DispatchOrder.unit))
    rows = db.session.execute(
        statement.where(DispatchOrder.id.in_(order_ids), visible_to(actor, DispatchOrder.matter_id))
    )
    return {order.id: (order, acting) for order, acting in rows}


def obstacles_on_orders(
    name: str, found: Iterable[tuple[DispatchOrder, bool]], actor: Actor
) -> dict[UUID, Refusal | None]:
    """By order what would refuse one of the ``FORESEEN`` acts now, or None."""
    rows = list(found)
    asked = _returns_asked([order.id for order, _ in rows])
    now = clock.now()
    return {
        order.id: _only_read(acting)
        or obstacle(ORDER_WORKFLOW, order, name, actor, OrderFacts(now=now, return_asked_at=asked.get(order.id)))
        for order, acting in rows
    }


def _only_read(acting: bool) -> Refusal | None:
    refused = only_copied()
    return None if acting else Refusal(refused.code, refused.message)


def _returns_asked(order_ids: Sequence[UUID]) -> dict[UUID, datetime]:
    statement = select(OrderReturn.order_id, OrderReturn.asked_at).where(
        OrderReturn.order_id.in_(order_ids), OrderReturn.ruling.is_(None), OrderReturn.head_agrees.is_(None)
    )
    return {row.order_id: row.asked_at for row in db.session.execute(statement)}


def obstacles_to_dispatch(found: Iterable[tuple[Event, bool]], actor: Actor) -> dict[UUID, Refusal | None]:
    """By event what would refuse a dispatch to one lead now, the proposal apart."""
    return {
        event.id: _only_read(acting) or intake.obstacle_on(event, "dispatch", actor, {"lead_count": 1})
        for event, acting in found
    }


def proposals_for(events: Sequence[Event]) -> dict[UUID, ProposedUnits | Refusal]:
    """Who should act on each triaged matter, or why nobody is proposed. The caller has checked the right.

    What bears on the matters is gathered once for each kind of dispute among them.
    """
    kinds = {event.dispute.dispute_type for event in events if event.dispute is not None}
    rules = {row.dispute_type: rule_of(row) for row in _rules_in_force(kinds)}
    none = NoRoutingRule()
    found: dict[UUID, ProposedUnits | Refusal] = {event.id: Refusal(none.code, none.message) for event in events}
    for kind, rule in rules.items():
        asked = [event for event in events if event.dispute is not None and event.dispute.dispute_type == kind]
        ground = ground_for(asked, kind, (*rule.leads, *rule.assists))
        for event in asked:
            town = ground.town(event)
            code = town.code if town else None
            found[event.id] = _units(propose(ground.traits(event), rule, ground.candidates(event), code))
    return found


def _units(proposal: Proposal) -> ProposedUnits | Refusal:
    if proposal.lead is None:
        return Refusal("no_lead", msg("按规则没有单位可以主办，请打开事项选定单位。"))
    lead, *others = ((one.candidate.unit_id, one.candidate.name) for one in (proposal.lead, *proposal.assistants))
    return ProposedUnits(lead, tuple(others))


def fault_of_reminder(words: str) -> Message | None:
    """What the words of a reminder lack."""
    least = ORDER_WORKFLOW.named("urge").reason
    return msg("请写明理由，不少于{least}个字。", least=least) if len(words.strip()) < least else None


def _rules_in_force(kinds: Iterable[str]) -> Sequence[RoutingRule]:
    statement = select(RoutingRule).where(
        RoutingRule.dispute_type.in_(sorted(kinds)),
        RoutingRule.published_at.is_not(None),
        RoutingRule.retired_at.is_(None),
    )
    return db.session.execute(statement).scalars().all()


def obstacles_to_copy(
    found: Iterable[tuple[Event, bool]], unit_id: UUID | None, actor: Actor
) -> dict[UUID, Refusal | None]:
    """By event what would refuse a copy to a unit now; without a unit only what no unit could change."""
    rows = list(found)
    handling, having = _readers([event.id for event, _ in rows], unit_id)
    return {
        event.id: _only_read(acting)
        or refusal_to_copy(event, actor)
        or _needless(handles=event.id in handling, has_one=event.id in having)
        for event, acting in rows
    }


def _needless(*, handles: bool, has_one: bool) -> Refusal | None:
    fault = fault_of_copy(handles=handles, has_one=has_one)
    return Refusal("has_it", fault) if fault is not None else None


def _readers(matter_ids: Sequence[UUID], unit_id: UUID | None) -> tuple[set[UUID], set[UUID]]:
    """Of some matters those a unit handles, and those of which it has a copy."""
    if unit_id is None:
        return set(), set()
    ended = (*LEAVES_NO_LEAD, "completed")
    orders = select(DispatchOrder.matter_id).where(
        DispatchOrder.matter_id.in_(matter_ids), DispatchOrder.unit_id == unit_id, DispatchOrder.state.not_in(ended)
    )
    copies = select(MatterCopy.matter_id).where(
        MatterCopy.matter_id.in_(matter_ids), MatterCopy.unit_id == unit_id, MatterCopy.ended_at.is_(None)
    )
    return set(db.session.execute(orders).scalars()), set(db.session.execute(copies).scalars())
