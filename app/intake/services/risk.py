"""Risk: signals change a suggestion; the level is confirmed by a person."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from app.core import clock
from app.core.canonical_json import plain
from app.core.db import db
from app.core.errors import Forbidden, InvalidInput
from app.core.ids import new_id
from app.core.permissions import Actor, authorise
from app.core.text import msg
from app.core.unit_of_work import lock, unit_of_work
from app.intake import events as facts
from app.intake import permissions as may
from app.intake.models import Event, RiskAssessment, RiskSignal
from app.intake.policies import require_may_act
from app.intake.rules.risk import SIGNALS, WEIGHTS_VERSION, suggest, with_signal
from app.intake.types import RiskLevel


def scored_inputs(event: Event) -> dict[str, Any]:
    """The inputs of the score as they stand on the event."""
    return {**event.risk_inputs, "people": event.involved_count}


def suggest_risk(event: Event) -> RiskAssessment:
    """Score the event's recorded inputs and keep score, inputs and weights; nothing is confirmed by this."""
    inputs = scored_inputs(event)
    score = suggest(inputs)
    row = RiskAssessment(
        id=new_id(),
        matter_id=event.id,
        weights_version=WEIGHTS_VERSION,
        inputs=inputs,
        points=[{"group": line.group, "label": plain(line.label), "points": line.points} for line in score.lines],
        score=score.score,
        suggested_level=score.level.value,
        vetoes=list(score.vetoes),
    )
    db.session.add(row)
    return row


def add_risk_signal(matter_id: UUID, kind: str, note: str = "", *, actor: Actor) -> RiskAssessment:
    """Record a signal and score anew; a changed suggestion is told, the confirmed level stays until a person acts.

    Raises ``InvalidInput`` for an unknown kind of signal.
    """
    if kind not in SIGNALS:
        raise InvalidInput({"kind": [msg("没有这种风险信号。")]})
    with unit_of_work(actor) as uow:
        event = lock(Event, matter_id)
        db.session.add(
            RiskSignal(
                id=new_id(), matter_id=matter_id, kind=kind, note=note, noted_by=actor.name, noted_at=clock.now()
            )
        )
        event.risk_inputs = with_signal(event.risk_inputs, kind)
        event.touch()
        row = suggest_risk(event)
        db.session.flush()
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


def note_risk_signal(matter_id: UUID, kind: str, note: str, *, actor: Actor) -> None:
    """A person adds what they saw or heard; the score is suggested anew."""
    authorise(actor, may.RISK_SUGGEST)
    with unit_of_work(actor):
        require_may_act(actor, matter_id)
        add_risk_signal(matter_id, kind, note, actor=actor)


def confirm_risk(matter_id: UUID, level: str, reason: str = "", *, version: int | None = None, actor: Actor) -> None:
    """Confirm a level. A level other than the suggested one needs a reason; lowering from red is for the director.

    Raises ``InvalidInput`` at ``risk_level`` or ``risk_reason``, ``Forbidden`` for lowering from red.
    """
    authorise(actor, may.RISK_CONFIRM)
    if level not in set(RiskLevel):
        raise InvalidInput({"risk_level": [msg("请选择风险等级。")]})
    with unit_of_work(actor) as uow:
        require_may_act(actor, matter_id)
        event = lock(Event, matter_id, version)
        row = suggest_risk(event)
        if level != row.suggested_level and len(reason.strip()) < 10:
            raise InvalidInput(
                {"risk_reason": [msg("确认的等级与建议不同，请写明理由，不少于{least}个字。", least=10)]}
            )
        if event.risk_level == RiskLevel.RED and level != RiskLevel.RED and not actor.may(may.RISK_LOWER_RED):
            raise Forbidden(msg("降低红色等级须由中心主任批准。"), code="lowering_red")
        row.confirmed_level, row.confirmed_by_id, row.confirmed_by_name = level, actor.user_id, actor.name
        row.confirmed_at, row.reason = clock.now(), reason.strip() or None
        event.risk_level, event.risk_score = level, row.score
        event.touch()
        db.session.flush()
        uow.record(
            facts.RiskConfirmed(
                matter_id=matter_id, subject_kind="event", subject_id=matter_id, level=level, score=row.score
            )
        )
