"""A unit's refusal of an order, its head's word, and the centre's ruling."""

from __future__ import annotations

from uuid import UUID

from app.clocks import services as clock_services
from app.clocks.commands import Subject
from app.core import clock
from app.core.db import db
from app.core.errors import Conflict, InvalidInput
from app.core.ids import new_id
from app.core.permissions import Actor
from app.core.text import msg
from app.core.unit_of_work import unit_of_work
from app.dispatch import permissions as may
from app.dispatch.commands import ReturnDetails, RulingDetails, SupervisionSubject, UnitTask
from app.dispatch.forms.letters import second_return_letter
from app.dispatch.models import DispatchOrder, OrderReturn
from app.dispatch.queries.facts import earliest_due, open_return, risk_of
from app.dispatch.rules.inputs import faults_of_return, faults_of_ruling
from app.dispatch.services.acting import act_on_order, locked_order, refuse_faults
from app.dispatch.services.issuing import refuse_conflicted
from app.dispatch.services.sending import SIGHT_AFTER_RETURN, OrderPlan, end_sight, issue_order
from app.dispatch.services.supervising import auto_supervise
from app.dispatch.types import NewOrder, OrderRole, Ruling, SupervisionCause
from app.dispatch.workflow import ORDER_KIND
from app.intake import queries as intake
from app.intake import services as matters
from app.organisations import queries as organisations


def request_return(order_id: UUID, details: ReturnDetails, *, version: int | None = None, actor: Actor) -> None:
    """Ask to return an order with code, at least 20 signs of reason, basis and suggested unit, within its window.

    The head of the unit has to agree; when the head asks, that is the agreement. Raises ``InvalidInput`` by field.
    """
    refuse_faults(faults_of_return(details))
    suggested = organisations.units_by_id([details.suggested_unit_id] if details.suggested_unit_id else [])
    with unit_of_work(actor):
        order = locked_order(order_id, version, actor)
        if order.unit_id in suggested or not suggested:
            raise InvalidInput({"suggested_unit_id": [msg("请填写本单位以外的承办单位。")]})
        act_on_order(order, "request_return", actor, reason=details.text, code=details.code)
        row = OrderReturn(
            id=new_id(),
            matter_id=order.matter_id,
            order_id=order.id,
            round=order.return_rounds + 1,
            code=details.code,
            reason=details.text.strip(),
            basis=details.basis.strip(),
            suggested_unit_id=details.suggested_unit_id,
            asked_by_id=actor.user_id,
            asked_by_name=actor.name,
            asked_at=clock.now(),
        )
        db.session.add(row)
        db.session.flush()
        if actor.is_head and actor.may(may.APPROVE_RETURN):
            _approve(order, row, "", actor)


def approve_return(order_id: UUID, opinion: str = "", *, version: int | None = None, actor: Actor) -> None:
    """The head of the unit agrees: the order goes back to the centre, whose ruling clock (P05) starts."""
    with unit_of_work(actor):
        order = locked_order(order_id, version, actor)
        _approve(order, _open_return(order), opinion, actor)


def _approve(order: DispatchOrder, row: OrderReturn, opinion: str, actor: Actor) -> None:
    act_on_order(order, "approve_return", actor, reason=opinion or None, code=row.code, round=row.round)
    order.return_rounds = row.round
    row.head_agrees, row.head_name, row.head_at = True, actor.name, clock.now()
    row.head_opinion = opinion.strip() or None


def decline_return(order_id: UUID, reason: str, *, version: int | None = None, actor: Actor) -> None:
    """The head of the unit does not agree: the order stays, its clocks never stopped."""
    with unit_of_work(actor):
        order = locked_order(order_id, version, actor)
        row = _open_return(order)
        act_on_order(order, "decline_return", actor, reason=reason)
        row.head_agrees, row.head_name, row.head_at = False, actor.name, clock.now()
        row.head_opinion = reason.strip()


def accept_return(
    order_id: UUID,
    details: RulingDetails,
    *,
    new_unit: UnitTask | None = None,
    version: int | None = None,
    actor: Actor,
) -> NewOrder | None:
    """Rule that the return stands. The order ends; with ``new_unit`` another unit gets one of the same part at once.

    A lead's return makes the matter wait for a dispatch unless a new lead is named here. The second return is ruled on
    by the director, never by who issued the order. Raises ``Refused`` or ``InvalidInput``.
    """
    refuse_faults(faults_of_ruling(details, refuses=False))
    with unit_of_work(actor):
        order = locked_order(order_id, version, actor)
        row = _open_return(order)
        if new_unit is not None and new_unit.unit_id == order.unit_id:
            raise InvalidInput({"new_unit_id": [msg("请改派给其他单位。")]})
        if new_unit is not None:
            refuse_conflicted(order.matter_id, {"new_unit_id": [new_unit.unit_id]})
        act_on_order(order, "accept_return", actor, reason=details.text, code=row.code, round=row.round)
        order.ended_at = clock.now()
        _write_ruling(row, Ruling.ACCEPTED, details, actor)
        end_sight(order, actor, after=SIGHT_AFTER_RETURN)
        if order.is_lead:
            matters.mark_lead_returned(order.matter_id, actor=actor)
        if new_unit is None:
            return None
        if order.is_lead:
            matters.mark_dispatched(order.matter_id, 1, actor=actor)
        task = UnitTask(unit_id=new_unit.unit_id, task=new_unit.task.strip() or order.task)
        issued = issue_order(
            OrderPlan(matter_id=order.matter_id, role=OrderRole(order.role), task=task, parent_id=order.parent_id),
            actor=actor,
        )
        row.new_order_id = issued.id
        return issued


def refuse_return(order_id: UUID, details: RulingDetails, *, version: int | None = None, actor: Actor) -> None:
    """Rule that the unit keeps the order, with the legal basis; its clocks go on and are not reset.

    A unit that never signed counts as having received the order when it asked to return it. Refusing a second return
    opens a supervision. Raises ``Refused`` or ``InvalidInput``.
    """
    refuse_faults(faults_of_ruling(details, refuses=True))
    with unit_of_work(actor):
        order = locked_order(order_id, version, actor)
        row = _open_return(order)
        act_on_order(order, "refuse_return", actor, reason=details.text, code=row.code, round=row.round)
        _write_ruling(row, Ruling.REFUSED, details, actor)
        if order.signed_at is None:
            _count_from_the_return(order, row, actor)
        if row.round >= 2:
            auto_supervise(
                SupervisionSubject(kind=ORDER_KIND, id=order.id, matter_id=order.matter_id),
                order.unit_id,
                SupervisionCause.SECOND_RETURN_REFUSED,
                second_return_letter(order.number, row.ruled_at or clock.now()),
                actor=Actor.system(),
            )


def _count_from_the_return(order: DispatchOrder, row: OrderReturn, actor: Actor) -> None:
    """The order was never signed: its working clocks run from the moment the unit asked to return it."""
    order.signed_at, order.signed_by_name = row.asked_at, row.asked_by_name
    order.signed_by_id = row.asked_by_id
    risk = risk_of(order.matter_id)
    for rule_id in ("P06", "P09"):
        clock_services.arm(
            Subject(ORDER_KIND, order.id, order.matter_id), rule_id, row.asked_at, risk=risk, actor=actor
        )
    order.due_at = earliest_due(ORDER_KIND, order.id)
    if order.is_lead and intake.matter(order.matter_id).state == "dispatched":
        matters.mark_lead_signed(order.matter_id, actor=actor)


def _write_ruling(row: OrderReturn, ruling: Ruling, details: RulingDetails, actor: Actor) -> None:
    row.ruling, row.ruling_text, row.ruling_basis = ruling.value, details.text.strip(), details.basis.strip() or None
    row.ruled_by_id, row.ruled_by_name, row.ruled_at = actor.user_id, actor.name, clock.now()


def _open_return(order: DispatchOrder) -> OrderReturn:
    row = open_return(order.id)
    if row is None:
        raise Conflict(msg("没有等待审核的退回申请。"), code="no_return_awaits")
    return row
