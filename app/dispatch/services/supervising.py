"""Formal chases: issued by a person or once by the platform, climbing when ignored, answered by the unit's head."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from app.core import clock
from app.core.canonical_json import plain
from app.core.db import db
from app.core.errors import Conflict
from app.core.ids import new_id
from app.core.numbers import allot
from app.core.permissions import Actor, authorise
from app.core.text import msg
from app.core.unit_of_work import unit_of_work
from app.core.workflow import start
from app.dispatch import permissions as may
from app.dispatch.commands import ReplyDetails, SupervisionDetails, SupervisionSubject
from app.dispatch.forms.letters import Letter, standing_requirements
from app.dispatch.models import Supervision, SupervisionReply
from app.dispatch.rules.chasing import copies_at
from app.dispatch.rules.inputs import faults_of_reply, faults_of_supervision
from app.dispatch.services.acting import act_on_supervision, locked_supervision, refuse_faults
from app.dispatch.types import SupervisionCause, SupervisionLevel
from app.dispatch.workflow import SUPERVISION_WORKFLOW
from app.intake import queries as intake
from app.intake import services as matters
from app.intake.commands import GrantRequest
from app.intake.policies import require_may_act
from app.intake.types import Ground


def issue_supervision(details: SupervisionDetails, *, actor: Actor) -> UUID:
    """Chase a unit by hand, about progress and quality alone; returns the supervision's id.

    Raises ``InvalidInput`` by field, ``NotFound`` when the matter is not granted.
    """
    authorise(actor, may.SUPERVISION_ISSUE)
    refuse_faults(faults_of_supervision(details))
    with unit_of_work(actor):
        require_may_act(actor, details.subject.matter_id)
        matters.lock_matter(details.subject.matter_id)
        row = _new(details.subject, details.unit_id, SupervisionCause(details.cause), actor)
        row.facts, row.level = details.facts.strip(), details.level
        row.requirements = [text.strip() for text in details.requirements if text.strip()]
        _issue(row, actor)
        return row.id


def auto_supervise(
    subject: SupervisionSubject, unit_id: UUID, cause: SupervisionCause, facts: Letter | str, *, actor: Actor
) -> UUID | None:
    """Chase a unit because a rule of §4.7 was met, exactly once per subject and cause; None when it was done before.

    Called by this context and by later ones inside their own unit of work, with ``Actor.system()``.
    """
    letter = facts if isinstance(facts, Letter) else Letter(facts, standing_requirements(cause))
    with unit_of_work(actor):
        if _exists(subject, cause):
            return None
        row = _new(subject, unit_id, cause, actor)
        row.auto, row.level = True, SupervisionLevel.YELLOW.value
        row.facts, row.requirements = letter.facts, list(letter.requirements)
        try:
            with db.session.begin_nested():
                _issue(row, actor)
        except IntegrityError:
            return None
        return row.id


def _exists(subject: SupervisionSubject, cause: SupervisionCause) -> bool:
    statement = select(Supervision.id).where(
        Supervision.subject_kind == subject.kind,
        Supervision.subject_id == subject.id,
        Supervision.cause == cause.value,
        Supervision.auto,
    )
    return db.session.execute(statement).first() is not None


def _new(subject: SupervisionSubject, unit_id: UUID, cause: SupervisionCause, actor: Actor) -> Supervision:
    row = Supervision(
        id=new_id(),
        matter_id=subject.matter_id,
        center_id=intake.matter(subject.matter_id).center_id,
        unit_id=unit_id,
        subject_kind=subject.kind,
        subject_id=subject.id,
        cause=cause.value,
        issued_by_id=actor.user_id,
        issued_by_name=actor.name,
        issued_at=clock.now(),
        escalations=0,
        copies=[],
    )
    start(SUPERVISION_WORKFLOW, row)
    return row


def _issue(row: Supervision, actor: Actor) -> None:
    row.number = allot("supervision", clock.today().year)
    db.session.add(row)
    db.session.flush()
    matters.grant(
        GrantRequest(matter_id=row.matter_id, ground=Ground.SUPERVISED.value, unit_id=row.unit_id), actor=actor
    )
    act_on_supervision(row, "issue", actor, cause=row.cause, number=row.number)


def acknowledge_supervision(supervision_id: UUID, *, version: int | None = None, actor: Actor) -> None:
    """The chased unit acknowledges; the clock of its reply (P13) starts."""
    with unit_of_work(actor):
        row = locked_supervision(supervision_id, version, actor)
        act_on_supervision(row, "acknowledge", actor)
        row.acknowledged_at, row.acknowledged_by_name = clock.now(), actor.name


def reply_to_supervision(
    supervision_id: UUID, details: ReplyDetails, *, version: int | None = None, actor: Actor
) -> None:
    """The unit's head answers with cause, progress and measures. Raises ``InvalidInput`` by field."""
    refuse_faults(faults_of_reply(details, clock.today()))
    with unit_of_work(actor):
        row = locked_supervision(supervision_id, version, actor)
        act_on_supervision(row, "reply", actor)
        db.session.add(
            SupervisionReply(
                id=new_id(),
                matter_id=row.matter_id,
                supervision_id=row.id,
                position=len(row.replies) + 1,
                cause=details.cause.strip(),
                progress=details.progress.strip(),
                measures=[plain(measure) for measure in details.measures],
                evidence=[text.strip() for text in details.evidence if text.strip()],
                new_finish_on=details.new_finish_on,
                officer_name=details.officer.strip() or actor.name,
                head_name=actor.name,
                replied_at=clock.now(),
            )
        )


def accept_reply(supervision_id: UUID, note: str, *, version: int | None = None, actor: Actor) -> None:
    """The centre accepts the reply and closes the supervision."""
    with unit_of_work(actor):
        row = locked_supervision(supervision_id, version, actor)
        reply = _open_reply(row)
        act_on_supervision(row, "accept", actor, reason=note)
        row.closed_at = clock.now()
        _check(reply, True, note, actor)


def find_reply_insufficient(supervision_id: UUID, reason: str, *, version: int | None = None, actor: Actor) -> None:
    """The centre finds the reply insufficient: the chase goes on, one level higher."""
    with unit_of_work(actor):
        row = locked_supervision(supervision_id, version, actor)
        reply = _open_reply(row)
        _climb(row)
        act_on_supervision(row, "find_insufficient", actor, reason=reason)
        _check(reply, False, reason, actor)


def escalate_supervision(supervision_id: UUID, *, actor: Actor) -> None:
    """A clock of the supervision ran out: one level higher, a copy one step further up, the same term again."""
    with unit_of_work(actor):
        row = locked_supervision(supervision_id, None, actor)
        step = row.escalations
        row.level = SupervisionLevel(row.level).next.value
        act_on_supervision(row, "escalate", actor)
        row.escalations = step + 1
        row.copies = copies_at(row.escalations)


def _climb(row: Supervision) -> None:
    row.level = SupervisionLevel(row.level).next.value
    row.escalations += 1
    row.copies = copies_at(row.escalations)


def _check(reply: SupervisionReply, sufficient: bool, note: str, actor: Actor) -> None:
    reply.sufficient, reply.check_note = sufficient, note.strip()
    reply.checked_by_name, reply.checked_at = actor.name, clock.now()


def _open_reply(row: Supervision) -> SupervisionReply:
    statement = select(SupervisionReply).where(
        SupervisionReply.supervision_id == row.id, SupervisionReply.sufficient.is_(None)
    )
    reply = db.session.execute(statement).scalar_one_or_none()
    if reply is None:
        raise Conflict(msg("没有等待审核的督办回复。"), code="no_reply_awaits")
    return reply
