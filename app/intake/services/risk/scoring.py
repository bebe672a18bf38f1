"""Scoring: signals change a suggestion; the level is confirmed by a person."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlalchemy.dialects.postgresql import insert

from app.core import clock
from app.core.canonical_json import plain
from app.core.clock import local
from app.core.db import db
from app.core.errors import InvalidInput
from app.core.ids import new_id
from app.core.permissions import Actor, authorise
from app.core.text import msg
from app.core.unit_of_work import lock, unit_of_work
from app.intake import events as facts
from app.intake import permissions as may
from app.intake.models import Event, RiskAssessment, RiskSignal
from app.intake.policies import require_may_act
from app.intake.queries.risk import weights_in_force
from app.intake.rules.risk import is_graver, suggest, with_signal
from app.intake.rules.risk_words import SIGNALS


def scored_inputs(event: Event) -> dict[str, Any]:
    """The inputs of the score as they stand on the event; the quarrel has grown older since it was reported."""
    inputs = {**event.risk_inputs, "people": event.involved_count}
    since = (clock.today() - local(event.submitted_at).date()).days if event.submitted_at else 0
    days = int(inputs.get("quarrel_days", 0)) + max(since, 0)
    return {**inputs, "quarrel_days": days} if days else inputs


def suggest_risk(event: Event, cause: str | None = None) -> RiskAssessment:
    """Score the recorded inputs by the weights in force and keep score, inputs and version; nothing is confirmed.

    A suggestion graver than the confirmed level waits on the event for a person.
    """
    inputs, weights = scored_inputs(event), weights_in_force()
    score = suggest(inputs, weights)
    row = RiskAssessment(
        id=new_id(),
        matter_id=event.id,
        weights_version=weights.version,
        cause=cause,
        inputs=inputs,
        points=[{"group": line.group, "label": plain(line.label), "points": line.points} for line in score.lines],
        score=score.score,
        suggested_level=score.level.value,
        vetoes=list(score.vetoes),
    )
    db.session.add(row)
    if event.risk_level is not None:
        event.risk_pending = score.level.value if is_graver(score.level, event.risk_level) else None
    return row


def add_risk_signal(
    matter_id: UUID, kind: str, note: str = "", *, occurrence: str | None = None, actor: Actor
) -> RiskAssessment | None:
    """Record a signal and score anew; a changed suggestion is told, the confirmed level stays until a person acts.

    ``occurrence`` names what a machine saw: the same one a second time changes nothing, and None is returned; it is
    told only where a graver level waits for a person. Raises ``InvalidInput`` for an unknown kind of signal.
    """
    if kind not in SIGNALS:
        raise InvalidInput({"kind": [msg("没有这种风险信号。")]})
    with unit_of_work(actor) as uow:
        event = lock(Event, matter_id)
        if not _note(matter_id, kind, note, occurrence, actor):
            return None
        event.risk_inputs = with_signal(event.risk_inputs, kind)
        event.touch()
        row = suggest_risk(event, kind)
        db.session.flush()
        if occurrence is None or event.risk_pending is not None:
            uow.record(
                facts.RiskSuggested(
                    matter_id=matter_id,
                    subject_kind="event",
                    subject_id=matter_id,
                    level=row.suggested_level,
                    score=row.score,
                )
            )
        return row


def _note(matter_id: UUID, kind: str, note: str, occurrence: str | None, actor: Actor) -> bool:
    """Whether the signal is new."""
    mine = insert(RiskSignal).values(
        id=new_id(),
        matter_id=matter_id,
        kind=kind,
        note=note,
        noted_by=actor.name,
        noted_at=clock.now(),
        occurrence=occurrence,
    )
    return db.session.scalar(mine.on_conflict_do_nothing().returning(RiskSignal.id)) is not None


def note_risk_signal(matter_id: UUID, kind: str, note: str, *, actor: Actor) -> None:
    """A person adds what they saw or heard; the score is suggested anew."""
    authorise(actor, may.RISK_SUGGEST)
    with unit_of_work(actor):
        require_may_act(actor, matter_id)
        add_risk_signal(matter_id, kind, note, actor=actor)
