"""Reads of risk: weights in force, scores with their steps, signals, and proposals to lower a level."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import func, select

from app.core import clock
from app.core.db import db
from app.core.errors import NotFound
from app.core.permissions import Actor
from app.intake.models import Event, RiskAssessment, RiskLowering, RiskSignal, RiskWeights
from app.intake.policies import visible_to
from app.intake.rules.risk import RiskScore, suggest
from app.intake.rules.risk_words import GROUPS, SIGNALS, VETOES
from app.intake.rules.weights import Weights, shipped_content, shipped_weights, weights_of
from app.intake.workflow import LoweringFacts

#: The words of groups, facts and vetoes, for those who print a score.
GROUP_WORDS, SIGNAL_WORDS, VETO_WORDS = GROUPS, SIGNALS, VETOES
WEIGHTS_KIND = "risk_weights"


def weights_in_force(on: date | None = None) -> Weights:
    """The version that applies on a day (today when none is given); the shipped one before any other began."""
    day = on or clock.today()
    query = select(RiskWeights.content).where(RiskWeights.valid_from <= day).order_by(RiskWeights.valid_from.desc())
    content = db.session.scalars(query.limit(1)).first()
    return shipped_weights() if content is None else weights_of(content)


def weights_named(version: str) -> Weights:
    """The weights of a version, with which an old score is explained; raises ``NotFound``."""
    return weights_of(weights_content(version))


def weights_content(version: str) -> dict[str, Any]:
    """The table of a version as it was loaded; raises ``NotFound``."""
    content = db.session.scalar(select(RiskWeights.content).where(RiskWeights.version == version))
    if content is not None:
        return dict(content)
    if version == shipped_weights().version:
        return dict(shipped_content())
    raise NotFound()


def weights_versions() -> Sequence[RiskWeights]:
    """Every version that was loaded, the latest to begin first; the shipped one stands in its file."""
    return db.session.scalars(select(RiskWeights).order_by(RiskWeights.valid_from.desc())).all()


def explained(row: RiskAssessment) -> RiskScore:
    """A stored score worked out anew from its inputs by its own version of the weights."""
    return suggest(row.inputs, weights_named(row.weights_version))


def last_signal_at(matter_id: UUID) -> datetime | None:
    """When the last risk signal was noted."""
    return db.session.scalar(select(func.max(RiskSignal.noted_at)).where(RiskSignal.matter_id == matter_id))


def lowering_facts(event: Event) -> LoweringFacts:
    """What the conditions of lowering need to know."""
    return LoweringFacts(event.risk_level, last_signal_at(event.id), clock.now())


def lowerings_of(matter_id: UUID) -> Sequence[RiskLowering]:
    """Every proposal to lower a matter's level, oldest first."""
    return db.session.scalars(
        select(RiskLowering).where(RiskLowering.matter_id == matter_id).order_by(RiskLowering.id)
    ).all()


def get_lowering(actor: Actor, lowering_id: UUID) -> RiskLowering:
    """One proposal of a visible matter; raises ``NotFound``."""
    row = db.session.scalar(
        select(RiskLowering).where(RiskLowering.id == lowering_id, visible_to(actor, RiskLowering.matter_id))
    )
    if row is None:
        raise NotFound()
    return row
