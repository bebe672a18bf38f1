"""The judge's side: taking a request, stepping aside, asking for facts, answering."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.dialects.postgresql import insert

from app.core import clock
from app.core.db import db
from app.core.errors import InvalidInput
from app.core.ids import new_id
from app.core.permissions import Actor, authorise
from app.core.text import msg
from app.core.unit_of_work import lock, unit_of_work
from app.core.workflow import fire
from app.guidance import permissions as may
from app.guidance.commands import OpinionDetails
from app.guidance.models import GuidanceRequest, JudgeRecusal, Opinion
from app.guidance.queries import articles_by_code, guidance_facts
from app.guidance.rules import faults_of_answer
from app.guidance.types import Recusal
from app.guidance.workflow import GUIDANCE_WORKFLOW, KIND
from app.intake import queries as intake
from app.intake import services as matters
from app.intake.policies import require_may_act
from app.intake.types import HoldKind


def _locked(request_id: UUID, version: int | None, actor: Actor) -> GuidanceRequest:
    row = lock(GuidanceRequest, request_id, version)
    require_may_act(actor, row.matter_id)
    return row


def take(request_id: UUID, *, version: int | None = None, actor: Actor) -> None:
    """Take a waiting request; two judges at once: the second one is told it is taken."""
    with unit_of_work(actor):
        row = _locked(request_id, version, actor)
        row.judge_id, row.judge_name = (
            (actor.user_id, actor.name) if row.state == "queued" else (row.judge_id, row.judge_name)
        )
        fire(
            GUIDANCE_WORKFLOW,
            row,
            "take",
            actor,
            facts=guidance_facts(row, actor),
            risk=intake.risk_of(row.matter_id),
            judge_id=actor.user_id,
        )
        row.taken_at = clock.now()


def recuse(request_id: UUID, ground: str, note: str, *, version: int | None = None, actor: Actor) -> None:
    """Step aside; the request goes back to the queue and this judge is passed over in the whole matter."""
    if ground not in set(Recusal):
        raise InvalidInput({"ground": [msg("请选择回避事由。")]})
    with unit_of_work(actor):
        row = _locked(request_id, version, actor)
        fire(
            GUIDANCE_WORKFLOW,
            row,
            "recuse",
            actor,
            facts=guidance_facts(row, actor),
            reason=note,
            risk=intake.risk_of(row.matter_id),
            studio_id=row.studio_id,
        )
        if row.judge_id in actor.people:
            row.judge_id = row.judge_name = row.taken_at = None
        db.session.execute(
            insert(JudgeRecusal)
            .values(
                id=new_id(),
                matter_id=row.matter_id,
                judge_id=actor.user_id,
                ground=ground,
                note=note.strip(),
                created_at=clock.now(),
            )
            .on_conflict_do_nothing()
        )


def requeue(request_id: UUID, *, actor: Actor) -> None:
    """Nobody took it while on duty, or the judge's duty ended: back to the queue for the next judge."""
    with unit_of_work(actor):
        row = lock(GuidanceRequest, request_id)
        fire(
            GUIDANCE_WORKFLOW,
            row,
            "requeue",
            actor,
            facts=guidance_facts(row, actor),
            risk=intake.risk_of(row.matter_id),
            studio_id=row.studio_id,
        )
        row.judge_id = row.judge_name = row.taken_at = None


def ask_facts(request_id: UUID, question: str, *, version: int | None = None, actor: Actor) -> None:
    """Ask the mediator for facts before answering."""
    with unit_of_work(actor):
        row = _locked(request_id, version, actor)
        fire(GUIDANCE_WORKFLOW, row, "ask_facts", actor, facts=guidance_facts(row, actor), reason=question)


def answer(request_id: UUID, details: OpinionDetails, *, version: int | None = None, actor: Actor) -> UUID:
    """Give the opinion: plan, risks, drafting notes and articles in force; the matter is held until it is decided.

    Raises ``InvalidInput`` by field, also for an article that is not in the law table. Returns the opinion's id.
    """
    authorise(actor, may.ANSWER)
    faults = faults_of_answer(details.plan, details.risks, list(details.articles))
    known = articles_by_code(details.articles)
    if set(details.articles) - set(known):
        faults["articles"] = [msg("有条文不在条文表中或者已经失效。")]
    if faults:
        raise InvalidInput(faults)
    with unit_of_work(actor):
        row = _locked(request_id, version, actor)
        fire(
            GUIDANCE_WORKFLOW,
            row,
            "answer",
            actor,
            facts=guidance_facts(row, actor),
            risk=intake.risk_of(row.matter_id),
        )
        if actor.stands_for is not None and row.judge_id == actor.stands_for:
            row.judge_id, row.judge_name = actor.user_id, actor.name
        last = select(func.coalesce(func.max(Opinion.position), 0)).where(Opinion.request_id == row.id)
        by_judge = row.judge_id == actor.user_id
        opinion = Opinion(
            id=new_id(),
            request_id=row.id,
            position=db.session.execute(last).scalar_one() + 1,
            judge_id=row.judge_id,
            judge_name=row.judge_name or actor.name,
            written_by=None if by_judge else actor.name,
            facts_relied_on=details.facts_relied_on.strip(),
            plan=details.plan.strip(),
            risks=details.risks.strip(),
            drafting_notes=details.drafting_notes.strip(),
            articles=[
                {
                    "code": code,
                    "law": known[code].law,
                    "article": known[code].article,
                    "paraphrase": known[code].paraphrase,
                }
                for code in details.articles
            ],
        )
        db.session.add(opinion)
        row.answered_at = clock.now()
        matters.place_hold(
            row.matter_id, HoldKind.OPINION_UNDECIDED, KIND, row.id, reason=row.number or "", actor=actor
        )
        return opinion.id
