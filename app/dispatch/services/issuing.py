"""Sending orders out: the first dispatch with exactly one lead, further assistants, help asked for, and taking back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from app.core import clock
from app.core.db import db
from app.core.errors import Conflict, InvalidInput
from app.core.ids import new_id
from app.core.permissions import Actor, authorise
from app.core.text import Message, msg
from app.core.unit_of_work import unit_of_work
from app.dispatch import permissions as may
from app.dispatch.commands import DispatchDecision, UnitTask
from app.dispatch.models import ProposalRecord
from app.dispatch.queries.routing import Answer, NoRoutingRule, answer_for, conflicts_among, unable_center
from app.dispatch.rules.routing import Proposal, kept_candidates, kept_inputs
from app.dispatch.services.acting import act_on_order, locked_order, refuse_faults
from app.dispatch.services.sending import OrderPlan, end_sight, issue_order
from app.dispatch.types import NewOrder, OrderRole
from app.intake import services as matters
from app.intake.policies import require_may_act
from app.organisations import queries as organisations

CHANGE_REASON_LEAST = 10
NO_PROPOSAL = "none"


def dispatch_matter(
    matter_id: UUID, decision: DispatchDecision, *, version: int | None = None, actor: Actor
) -> list[NewOrder]:
    """Send a triaged matter to one lead and any assistants in one act; the units may see the matter from then on.

    A choice that differs from the proposal needs a reason; a unit that is a party gets no order with any reason. Raises
    ``InvalidInput`` by field, ``Refused`` when the event is not waiting for a dispatch (a second lead), ``Conflict``
    when a unit already has an order.
    """
    authorise(actor, may.ISSUE)
    _check_units(decision)
    with unit_of_work(actor) as uow:
        require_may_act(actor, matter_id)
        matters.lock_matter(matter_id, version)
        matters.mark_dispatched(matter_id, 1 if decision.lead else 0, actor=actor)
        _refuse_conflicts(matter_id, decision)
        answer = _answer(matter_id)
        proposal = answer.proposal if answer is not None else None
        changed = _changes(decision, proposal)
        if changed and len(decision.change_reason.strip()) < CHANGE_REASON_LEAST:
            raise InvalidInput(
                {"change_reason": [msg("与建议不同，请写明理由，不少于{least}个字。", least=CHANGE_REASON_LEAST)]}
            )
        assert decision.lead is not None
        lead = UnitTask(unit_id=decision.lead.unit_id, task=_task(decision.lead, proposal))
        plans = [
            OrderPlan(matter_id=matter_id, role=OrderRole.LEAD, task=lead, catch_all=decision.catch_all),
            *_assist_plans(matter_id, decision.assistants, proposal),
        ]
        issued = [issue_order(plan, actor=actor) for plan in plans]
        _remember(matter_id, answer, decision, changed, actor)
        uow.audit(
            "dispatch.matter_dispatched",
            "event",
            matter_id,
            matter_id,
            {
                "orders": [order.number for order in issued],
                "changed": changed,
                "reason": decision.change_reason or None,
            },
        )
        return issued


def add_assistants(
    matter_id: UUID, tasks: Sequence[UnitTask], *, version: int | None = None, actor: Actor
) -> list[NewOrder]:
    """Send further assistants to a matter that has its lead; raises ``Conflict`` when a unit already has an order."""
    authorise(actor, may.ISSUE)
    if not tasks:
        raise InvalidInput({"assistants": [msg("请选择协办单位。")]})
    with unit_of_work(actor):
        require_may_act(actor, matter_id)
        event = matters.lock_matter(matter_id, version)
        if event.state not in ("dispatched", "handling"):
            raise Conflict(msg("事项须已派主办单位，才能增派协办。"), code="no_lead_yet")
        _refuse_inactive([task.unit_id for task in tasks], "assistants")
        refuse_conflicted(matter_id, {"assistants": [task.unit_id for task in tasks]})
        return [issue_order(plan, actor=actor) for plan in _assist_plans(matter_id, tasks, None)]


def ask_assistance(order_id: UUID, wanted: UnitTask, *, version: int | None = None, actor: Actor) -> NewOrder:
    """Ask another unit for help with a named task; it gets an assisting order under this one."""
    if len(wanted.task.strip()) < 4:
        raise InvalidInput({"task": [msg("请写明请求协办的任务。")]})
    with unit_of_work(actor):
        order = locked_order(order_id, version, actor)
        _refuse_inactive([wanted.unit_id], "unit_id")
        refuse_conflicted(order.matter_id, {"unit_id": [wanted.unit_id]})
        act_on_order(order, "ask_assistance", actor, assistant_id=wanted.unit_id)
        plan = OrderPlan(matter_id=order.matter_id, role=OrderRole.ASSIST, task=wanted, parent_id=order.id)
        return issue_order(plan, actor=actor)


def withdraw_order(order_id: UUID, reason: str, *, version: int | None = None, actor: Actor) -> None:
    """Take an order back before it is signed; without its lead the matter waits for a new dispatch."""
    with unit_of_work(actor):
        order = locked_order(order_id, version, actor)
        act_on_order(order, "withdraw", actor, reason=reason)
        order.ended_at = clock.now()
        end_sight(order, actor)
        if order.is_lead:
            matters.mark_dispatch_withdrawn(order.matter_id, actor=actor)


def _check_units(decision: DispatchDecision) -> None:
    found: dict[str, list[Message]] = {}
    if decision.lead is None:
        found["lead_unit_id"] = [msg("须有且只有一个主办单位。")]
    chosen = [task.unit_id for task in decision.assistants]
    if len(chosen) != len(set(chosen)):
        found["assistants"] = [msg("同一单位不能选择两次。")]
    elif decision.lead is not None and decision.lead.unit_id in chosen:
        found["assistants"] = [msg("主办单位不能同时协办。")]
    refuse_faults(found)
    if decision.lead is not None:
        _refuse_inactive([decision.lead.unit_id], "lead_unit_id")
    _refuse_inactive(chosen, "assistants")


def _refuse_inactive(unit_ids: Sequence[UUID], field: str) -> None:
    units = organisations.units_by_id(unit_ids)
    if len(units) != len(set(unit_ids)):
        raise InvalidInput({field: [msg("没有这个单位。")]})
    closed = [unit.name for unit in units.values() if not unit.is_active]
    if closed:
        raise InvalidInput({field: [msg("{units}现在不接单，请改选其他单位。", units="、".join(closed))]})
    if (center := unable_center(units.values())) is not None:
        raise InvalidInput({field: [msg("{unit}没有可以签收派遣单的岗位，请选定承办单位。", unit=center)]})


def _refuse_conflicts(matter_id: UUID, decision: DispatchDecision) -> None:
    lead = [decision.lead.unit_id] if decision.lead is not None else []
    refuse_conflicted(matter_id, {"lead_unit_id": lead, "assistants": [task.unit_id for task in decision.assistants]})


def refuse_conflicted(matter_id: UUID, chosen: Mapping[str, Sequence[UUID]]) -> None:
    """A unit with a conflict of interest gets no order (domain.md §5.3); raises ``InvalidInput`` at its field."""
    conflicts = conflicts_among(matter_id, [one for ids in chosen.values() for one in ids])
    found = {field: [conflicts[one] for one in ids if one in conflicts] for field, ids in chosen.items()}
    refuse_faults({field: words for field, words in found.items() if words})


def _answer(matter_id: UUID) -> Answer | None:
    try:
        return answer_for(matter_id)
    except NoRoutingRule:
        return None


def _changes(decision: DispatchDecision, proposal: Proposal | None) -> bool:
    if proposal is None or decision.lead is None:
        return False
    return (decision.lead.unit_id, frozenset(task.unit_id for task in decision.assistants)) != proposal.unit_ids


def _task(wanted: UnitTask, proposal: Proposal | None) -> str:
    """The words a person typed, else those of the proposal, else the standing words of an order without any."""
    if wanted.task.strip() or proposal is None:
        return wanted.task
    choices = [*proposal.assistants, *([proposal.lead] if proposal.lead else [])]
    return next((choice.task for choice in choices if choice.candidate.unit_id == wanted.unit_id), "")


def _assist_plans(matter_id: UUID, tasks: Sequence[UnitTask], proposal: Proposal | None) -> list[OrderPlan]:
    return [
        OrderPlan(
            matter_id=matter_id,
            role=OrderRole.ASSIST,
            task=UnitTask(unit_id=task.unit_id, task=_task(task, proposal)),
        )
        for task in tasks
    ]


def _remember(matter_id: UUID, answer: Answer | None, decision: DispatchDecision, changed: bool, actor: Actor) -> None:
    """Keep what was proposed, from what and why, beside what was chosen."""
    assert decision.lead is not None
    proposal = answer.proposal if answer else None
    db.session.add(
        ProposalRecord(
            id=new_id(),
            matter_id=matter_id,
            rule_code=proposal.rule_code if proposal else NO_PROPOSAL,
            rule_revision=proposal.rule_revision if proposal else 0,
            proposed=_kept(answer),
            chosen={
                "lead": str(decision.lead.unit_id),
                "assistants": sorted(str(task.unit_id) for task in decision.assistants),
            },
            changed=changed,
            change_reason=decision.change_reason.strip() or None,
            decided_by_id=actor.user_id,
            decided_by_name=actor.name,
            decided_at=clock.now(),
        )
    )


def _kept(answer: Answer | None) -> dict[str, Any]:
    if answer is None:
        return {"lead": None, "assistants": []}
    lead, assistants = answer.proposal.unit_ids
    return {
        "lead": str(lead) if lead else None,
        "assistants": sorted(map(str, assistants)),
        "inputs": kept_inputs(answer.traits, answer.rule),
        "candidates": kept_candidates(answer.proposal),
    }
