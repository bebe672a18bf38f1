"""Risk: weights by version, signals as they come in, scores with their inputs, levels persons confirmed and lowered."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from app.core import clock
from app.core.db import CreatedMixin, IdMixin, Model, VersionMixin
from app.intake.workflow.lowering import LOWERING_WORKFLOW


class RiskSignal(IdMixin, Model):
    """A fact that weighs on the risk, recorded by a person, by an event of a later context, or by the daily look.

    ``occurrence`` names what a machine saw, so that it is told once; ``ended_at`` is when two persons agreed that the
    fact is over.
    """

    __tablename__ = "intake_risk_signals"

    matter_id: Mapped[UUID] = mapped_column(ForeignKey("intake_events.id"))
    kind: Mapped[str] = mapped_column(String(32))
    note: Mapped[str] = mapped_column(Text, default="")
    noted_by: Mapped[str] = mapped_column(String(80))
    noted_at: Mapped[datetime] = mapped_column(default=clock.now)
    occurrence: Mapped[str | None] = mapped_column(String(80))
    ended_at: Mapped[datetime | None]

    __table_args__ = (
        Index("ix_intake_risk_signals_matter", "matter_id", "noted_at"),
        Index(
            "uq_intake_risk_signals_once",
            "matter_id",
            "kind",
            "occurrence",
            unique=True,
            postgresql_where=text("occurrence IS NOT NULL"),
        ),
    )


class RiskAssessment(IdMixin, CreatedMixin, Model):
    """One score with inputs, points and weights version; confirmed or changed by a person, not by the machine."""

    __tablename__ = "intake_risk_assessments"

    matter_id: Mapped[UUID] = mapped_column(ForeignKey("intake_events.id"))
    weights_version: Mapped[str] = mapped_column(String(16))
    cause: Mapped[str | None] = mapped_column(String(32))
    inputs: Mapped[dict[str, Any]]
    points: Mapped[list[Any]]
    score: Mapped[int]
    suggested_level: Mapped[str] = mapped_column(String(8))
    vetoes: Mapped[list[Any]] = mapped_column(default=list)
    confirmed_level: Mapped[str | None] = mapped_column(String(8))
    confirmed_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("accounts_users.id"))
    confirmed_by_name: Mapped[str | None] = mapped_column(String(80))
    confirmed_at: Mapped[datetime | None]
    reason: Mapped[str | None] = mapped_column(Text)

    __table_args__ = (
        Index("ix_intake_risk_assessments_matter", "matter_id", "id"),
        CheckConstraint("score BETWEEN 0 AND 100", name="score_range"),
        CheckConstraint("(confirmed_level IS NULL) = (confirmed_by_name IS NULL)", name="confirmed_by_a_person"),
    )


class RiskWeights(IdMixin, CreatedMixin, Model):
    """One version of what each fact weighs, in force from a day; a later one never changes what was scored by it."""

    __tablename__ = "intake_risk_weights"

    version: Mapped[str] = mapped_column(String(16), unique=True)
    valid_from: Mapped[date] = mapped_column(unique=True)
    content: Mapped[dict[str, Any]]
    reason: Mapped[str] = mapped_column(Text)
    loaded_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("accounts_users.id"))
    loaded_by_name: Mapped[str] = mapped_column(String(80))


class RiskLowering(IdMixin, CreatedMixin, VersionMixin, Model):
    """A proposal to lower a confirmed level: one person says which facts ended and why, another one decides."""

    __tablename__ = "intake_risk_lowerings"

    matter_id: Mapped[UUID] = mapped_column(ForeignKey("intake_events.id"))
    state: Mapped[str] = mapped_column(String(12))
    from_level: Mapped[str] = mapped_column(String(8))
    to_level: Mapped[str] = mapped_column(String(8))
    reason: Mapped[str] = mapped_column(Text)
    ended: Mapped[list[Any]] = mapped_column(default=list)
    proposed_by_id: Mapped[UUID] = mapped_column(ForeignKey("accounts_users.id"))
    proposed_by_name: Mapped[str] = mapped_column(String(80))
    proposed_in_id: Mapped[UUID] = mapped_column(ForeignKey("organisations_units.id"))
    decided_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("accounts_users.id"))
    decided_by_name: Mapped[str | None] = mapped_column(String(80))
    decided_at: Mapped[datetime | None]
    decision: Mapped[str | None] = mapped_column(Text)

    __table_args__ = (
        CheckConstraint(LOWERING_WORKFLOW.state_check(), name="state_known"),
        CheckConstraint("state NOT IN ('agreed','refused') OR decided_by_id <> proposed_by_id", name="two_persons"),
        Index("ix_intake_risk_lowerings_matter", "matter_id", "id"),
        Index(
            "uq_intake_risk_lowerings_open",
            "matter_id",
            unique=True,
            postgresql_where=text("state = 'proposed'"),
        ),
    )
