"""The mediator's side: asking, supplying facts, deciding about the opinion, telling what came of it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from app.core import clock
from app.core.db import db
from app.core.errors import InvalidInput
from app.core.ids import new_id
from app.core.numbers import allot
from app.core.permissions import Actor, authorise
from app.core.text import msg
from app.core.unit_of_work import lock, unit_of_work
from app.core.workflow import fire, start
from app.guidance import permissions as may
from app.guidance.commands import RequestDetails
from app.guidance.models import GuidanceRequest, Opinion
from app.guidance.queries import guidance_facts, latest_opinion
from app.guidance.rules import faults_of_request
from app.guidance.types import Adoption, Urgency
from app.guidance.workflow import GUIDANCE_WORKFLOW, KIND
from app.intake import queries as intake
from app.intake import services as matters
from app.intake.commands import GrantRequest
from app.intake.policies import require_may_act
from app.intake.types import Ground, HoldKind, Stage
from app.organisations import queries as organisations


def ask(details: RequestDetails, *, actor: Actor) -> UUID:
    """Ask the studio of the centre's court: the request is numbered, queued and told to the judges on duty.

    Raises ``InvalidInput`` by field; a question for the outcome of a case is refused.
    """
    authorise(actor, may.ASK)
    faults = faults_of_request(details.facts_agreed, list(details.questions))
    if details.urgency not in set(Urgency):
        faults["urgency"] = [msg("请选择紧急程度。")]
    if details.needed_by is not None and details.needed_by <= clock.now():
        faults["needed_by"] = [msg("希望答复时间应晚于现在。")]
    if faults:
        raise InvalidInput(faults)
    with unit_of_work(actor):
        require_may_act(actor, details.matter_id)
        studio = organisations.judge_studio_for(intake.matter(details.matter_id).center_id)
        row = _new_request(details, studio.id, actor)
        row.number = allot("guidance", clock.today().year)
        matters.grant(GrantRequest(matter_id=row.matter_id, ground=Ground.GUIDES.value, unit_id=studio.id), actor=actor)
        fire(
            GUIDANCE_WORKFLOW,
            row,
            "submit",
            actor,
            facts=guidance_facts(row, actor),
            risk=_risk(row),
            studio_id=studio.id,
            urgent=row.urgency == Urgency.URGENT,
        )
        matters.lift_hold(row.matter_id, HoldKind.GUIDANCE_MISSING, actor=actor)
        matters.set_stage(row.matter_id, Stage.GUIDANCE, actor=actor)
        return row.id


def _new_request(details: RequestDetails, studio_id: UUID, actor: Actor) -> GuidanceRequest:
    row = GuidanceRequest(
        id=new_id(),
        matter_id=details.matter_id,
        mediation_id=details.mediation_id,
        studio_id=studio_id,
        asked_by_id=actor.user_id,
        asked_by_name=actor.name,
        asking_unit_id=actor.unit_id,
        facts_agreed=details.facts_agreed.strip(),
        facts_disputed=details.facts_disputed.strip(),
        questions=[question.strip() for question in details.questions if question.strip()],
        law_considered=details.law_considered.strip(),
        plans_considered=details.plans_considered.strip(),
        urgency=details.urgency,
        needed_by=details.needed_by,
        attached=list(details.attached),
        submitted_at=clock.now(),
    )
    start(GUIDANCE_WORKFLOW, row)
    db.session.add(row)
    db.session.flush()
    return row


def supply_facts(request_id: UUID, facts: str, *, version: int | None = None, actor: Actor) -> None:
    """Answer the judge's question for facts."""
    with unit_of_work(actor):
        row = _locked(request_id, version, actor)
        fire(GUIDANCE_WORKFLOW, row, "supply_facts", actor, facts=guidance_facts(row, actor), reason=facts)
        row.facts_agreed = f"{row.facts_agreed}\n{facts.strip()}"


ACTS = {
    Adoption.ADOPTED: "adopt",
    Adoption.PARTLY_ADOPTED: "partly_adopt",
    Adoption.NOT_ADOPTED: "not_adopt",
}


def decide(request_id: UUID, adoption: str, reason: str = "", *, version: int | None = None, actor: Actor) -> None:
    """Adopt the opinion, in part, or not; the last two need a reason of 15 signs. The hold is lifted by it."""
    if adoption not in set(Adoption):
        raise InvalidInput({"adoption": [msg("请选择是否采纳。")]})
    with unit_of_work(actor):
        row = _locked(request_id, version, actor)
        choice = Adoption(adoption)
        fire(
            GUIDANCE_WORKFLOW,
            row,
            ACTS[choice],
            actor,
            facts=guidance_facts(row, actor),
            reason=reason,
            adoption=choice.value,
        )
        opinion = latest_opinion(row.id)
        if opinion is not None:
            _note_adoption(opinion, choice, reason, actor)
        row.decided_at = clock.now()
        matters.lift_hold(row.matter_id, HoldKind.OPINION_UNDECIDED, row.id, reason=choice.value, actor=actor)
        matters.set_stage(row.matter_id, Stage.MEDIATING, actor=actor)


def _note_adoption(opinion: Opinion, choice: Adoption, reason: str, actor: Actor) -> None:
    opinion.adoption, opinion.adoption_reason = choice.value, reason.strip() or None
    opinion.decided_by, opinion.decided_at = actor.name, clock.now()


def report_outcome(request_id: UUID, outcome: str, *, version: int | None = None, actor: Actor) -> None:
    """Tell the judge what came of the advice."""
    with unit_of_work(actor):
        row = _locked(request_id, version, actor)
        row.outcome = outcome.strip()
        fire(GUIDANCE_WORKFLOW, row, "report", actor, facts=guidance_facts(row, actor), reason=outcome)


def _locked(request_id: UUID, version: int | None, actor: Actor) -> GuidanceRequest:
    row = lock(GuidanceRequest, request_id, version)
    require_may_act(actor, row.matter_id)
    return row


def _risk(row: Any) -> str | None:
    return intake.risk_of(row.matter_id)


__all__ = ["KIND", "ask", "decide", "report_outcome", "supply_facts"]
