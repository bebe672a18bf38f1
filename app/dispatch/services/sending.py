"""One order on its way: number, limits, first clock, sight of the matter."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from sqlalchemy.exc import IntegrityError

from app.clocks import queries as clocks
from app.clocks import services as clock_services
from app.clocks.commands import Subject
from app.clocks.types import Risk, Terms
from app.core import clock
from app.core.db import db
from app.core.errors import Conflict
from app.core.ids import new_id
from app.core.numbers import allot
from app.core.permissions import Actor
from app.core.text import msg
from app.core.unit_of_work import current
from app.core.workflow import start
from app.dispatch import events as told
from app.dispatch.commands import UnitTask
from app.dispatch.models import DispatchOrder
from app.dispatch.queries.facts import earliest_due
from app.dispatch.services.acting import about
from app.dispatch.types import NewOrder, OrderRole
from app.dispatch.workflow import ORDER_KIND, ORDER_WORKFLOW
from app.intake import queries as intake
from app.intake import services as matters
from app.intake.commands import GrantRequest
from app.intake.types import Ground, Source
from app.organisations import queries as organisations

SIGN, CONTACT, FINISH = "P03", "P06", "P09"
RETURN, PETITION_OBJECTION = "P04", "K19"

#: A unit whose return was accepted may read the ruling so long; a setting.
SIGHT_AFTER_RETURN = timedelta(days=7)


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderPlan:
    """One order to be sent."""

    matter_id: UUID
    role: OrderRole
    task: UnitTask
    catch_all: bool = False
    parent_id: UUID | None = None


def issue_order(plan: OrderPlan, *, actor: Actor) -> NewOrder:
    """Give one order its number, its limits and its first clock, and let its unit see the matter.

    Called inside an act that holds the matter's lock. Raises ``Conflict`` for a second lead or a unit's second order.
    """
    event = intake.matter(plan.matter_id)
    now, risk = clock.now(), event.risk_level
    returns_under = PETITION_OBJECTION if event.source == Source.PETITION_OFFICE else RETURN
    order = DispatchOrder(
        id=new_id(),
        matter_id=event.id,
        center_id=event.center_id,
        unit_id=plan.task.unit_id,
        parent_id=plan.parent_id,
        role=plan.role.value,
        catch_all=plan.catch_all,
        task=plan.task.task.strip(),
        demand=event.demand,
        duty_basis=_duty_basis(plan.matter_id, plan.task.unit_id),
        risk=risk,
        limits={name: _due(rule, risk) for name, rule in (("sign", SIGN), ("contact", CONTACT), ("finish", FINISH))},
        return_by=None if plan.catch_all else clocks.deadline_for(returns_under, now, _terms(risk)).due_at,
        issued_by_id=actor.user_id,
        issued_by_name=actor.name,
        issued_at=now,
    )
    start(ORDER_WORKFLOW, order)
    _insert(order)
    matters.grant(GrantRequest(matter_id=event.id, ground=Ground.DISPATCHED.value, unit_id=order.unit_id), actor=actor)
    clock_services.arm(Subject(ORDER_KIND, order.id, event.id), SIGN, now, risk=risk, actor=actor)
    order.due_at = earliest_due(ORDER_KIND, order.id)
    current().record(
        told.DispatchOrderIssued(
            matter_id=event.id, subject_kind=ORDER_KIND, subject_id=order.id, number=order.number, **about(order)
        )
    )
    return NewOrder(order.id, order.number)


def _insert(order: DispatchOrder) -> None:
    try:
        with db.session.begin_nested():
            order.number = allot("dispatch", clock.today().year)
            db.session.add(order)
            db.session.flush()
    except IntegrityError as twice:
        if order.is_lead and "one_lead" in str(twice.orig):
            raise Conflict(msg("本事项已有主办单位，不能再派第二个主办。"), code="second_lead") from twice
        name = organisations.unit(order.unit_id).name
        raise Conflict(msg("{unit}在本事项已有派遣单。", unit=name), code="unit_engaged") from twice


def _terms(risk: str | None) -> Terms:
    return Terms(risk=Risk(risk) if risk else Risk.YELLOW)


def _due(rule_id: str, risk: str | None) -> str:
    return clocks.deadline_for(rule_id, clock.now(), _terms(risk)).due_at.isoformat()


def _duty_basis(matter_id: UUID, unit_id: UUID) -> list[dict[str, str]]:
    """The unit's authority-list item for this kind of dispute, and the law behind it."""
    dispute = intake.dispute_of(matter_id)
    region = intake.matter(matter_id).region_code
    competent = organisations.competent_units(dispute.dispute_type, region) if dispute else []
    for one in competent:
        if one.unit.id == unit_id:
            return [{"source": one.entry.code, "text": one.entry.text, "law": one.entry.legal_basis}]
    return []


def end_sight(order: DispatchOrder, actor: Actor, *, after: timedelta | None = None) -> None:
    """The unit no longer needs to see the matter for this order: now, or after some days."""
    if after is None:
        matters.end_grant(order.matter_id, Ground.DISPATCHED.value, unit_id=order.unit_id, actor=actor)
        return
    ground, until = Ground.DISPATCHED.value, clock.now() + after
    matters.grant(
        GrantRequest(matter_id=order.matter_id, ground=ground, unit_id=order.unit_id, until=until), actor=actor
    )
