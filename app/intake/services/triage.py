"""Triage: what the event is, how grave, and which lawful way it goes. The risk is confirmed by a person."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from app.core import clock
from app.core.db import db
from app.core.errors import InvalidInput
from app.core.permissions import Actor, authorise
from app.core.text import Message, msg
from app.core.unit_of_work import lock, unit_of_work
from app.core.workflow import fire
from app.intake import permissions as may
from app.intake.commands import TriageDecision
from app.intake.models import Dispute, Event
from app.intake.policies import require_may_act
from app.intake.queries.facts import event_facts
from app.intake.services.risk import confirm_risk
from app.intake.types import DisputeType, Pathway, Stage
from app.intake.workflow import EVENT_WORKFLOW


def _check(decision: TriageDecision) -> None:
    found: dict[str, list[Message]] = {}
    if decision.pathway not in set(Pathway):
        found["pathway"] = [msg("请选择路径。")]
    if decision.pathway == Pathway.MEDIATION and decision.dispute_type not in set(DisputeType):
        found["dispute_type"] = [msg("请选择纠纷类型。")]
    if decision.cause_code and not decision.cause_list_version:
        found["cause_list_version"] = [msg("填写案由编号时须注明案由规定版本。")]
    if found:
        raise InvalidInput(found)


def triage_event(matter_id: UUID, decision: TriageDecision, *, version: int | None = None, actor: Actor) -> None:
    """Triage a registered event: to mediation (a dispute begins), as an emergency, or into another lawful pathway.

    Raises ``InvalidInput`` by field, ``Refused`` with ``risk_not_confirmed`` when no person has confirmed a risk level.
    """
    authorise(actor, may.EVENT_TRIAGE)
    _check(decision)
    with unit_of_work(actor):
        require_may_act(actor, matter_id)
        event = lock(Event, matter_id, version)
        if decision.risk_level:
            confirm_risk(matter_id, decision.risk_level, decision.risk_reason, actor=actor)
        event.pathway, event.pathway_notice = decision.pathway, decision.notice or None
        event.emergency_note = decision.emergency_note or None
        facts = event_facts(
            event, pathway=decision.pathway, notice=decision.notice, emergency_note=decision.emergency_note
        )
        if decision.pathway == Pathway.MEDIATION:
            _begin_dispute(event, decision, actor)
            act = "triage_emergency" if decision.emergency_note else "triage"
            fire(EVENT_WORKFLOW, event, act, actor, facts=facts, risk=event.risk_level, **_told(event, decision))
            event.stage = Stage.TRIAGED.value
        else:
            fire(EVENT_WORKFLOW, event, "redirect", actor, facts=facts, risk=event.risk_level, pathway=decision.pathway)
            event.stage = Stage.REDIRECTED.value


def _told(event: Event, decision: TriageDecision) -> dict[str, Any]:
    return {
        "risk_level": event.risk_level or "",
        "dispute_type": decision.dispute_type or "",
        "pathway": decision.pathway,
    }


def _begin_dispute(event: Event, decision: TriageDecision, actor: Actor) -> None:
    dispute = db.session.get(Dispute, event.id) or Dispute(id=event.id)
    dispute.dispute_type = decision.dispute_type or DisputeType.OTHER.value
    dispute.cause_code = decision.cause_code or None
    dispute.cause_list_version = decision.cause_list_version if decision.cause_code else None
    dispute.triaged_by_id, dispute.triaged_by_name = actor.user_id, actor.name
    dispute.triaged_at = clock.now()
    db.session.add(dispute)


def confirm_receipt(matter_id: UUID, *, version: int | None = None, actor: Actor) -> None:
    """The receiving unit has the redirected matter; the event ends here."""
    _simple(matter_id, "confirm_receipt", Stage.ENDED, version=version, actor=actor)


def not_taken(matter_id: UUID, reason: str, *, version: int | None = None, actor: Actor) -> None:
    """The other pathway did not take it; the centre triages anew."""
    _simple(matter_id, "not_taken", Stage.REGISTERED, reason=reason, version=version, actor=actor)


def change_pathway(
    matter_id: UUID, decision: TriageDecision, reason: str, *, version: int | None = None, actor: Actor
) -> None:
    """A matter in handling goes another lawful way; refused while an opinion is undecided."""
    with unit_of_work(actor):
        require_may_act(actor, matter_id)
        event = lock(Event, matter_id, version)
        facts = event_facts(event, pathway=decision.pathway, notice=decision.notice)
        fire(
            EVENT_WORKFLOW,
            event,
            "change_pathway",
            actor,
            facts=facts,
            reason=reason,
            risk=event.risk_level,
            pathway=decision.pathway,
        )
        event.pathway, event.pathway_notice, event.stage = decision.pathway, decision.notice, Stage.REDIRECTED.value


def _simple(
    matter_id: UUID, act: str, stage: Stage, *, version: int | None, actor: Actor, reason: str | None = None
) -> None:
    with unit_of_work(actor):
        require_may_act(actor, matter_id)
        event = lock(Event, matter_id, version)
        fire(EVENT_WORKFLOW, event, act, actor, facts=event_facts(event), reason=reason, risk=event.risk_level)
        event.stage = stage.value
