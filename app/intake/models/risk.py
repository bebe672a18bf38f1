"""Risk: signals as they come in, scores with their inputs, and the level a person confirmed."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.core import clock
from app.core.db import CreatedMixin, IdMixin, Model


class RiskSignal(IdMixin, Model):
    """A fact that weighs on the risk, recorded by a person or by an event of a later context."""

    __tablename__ = "intake_risk_signals"

    matter_id: Mapped[UUID] = mapped_column(ForeignKey("intake_events.id"))
    kind: Mapped[str] = mapped_column(String(32))
    note: Mapped[str] = mapped_column(Text, default="")
    noted_by: Mapped[str] = mapped_column(String(80))
    noted_at: Mapped[datetime] = mapped_column(default=clock.now)

    __table_args__ = (Index("ix_intake_risk_signals_matter", "matter_id", "noted_at"),)


class RiskAssessment(IdMixin, CreatedMixin, Model):
    """One score with inputs, points and weights version; confirmed or changed by a person, not by the machine."""

    __tablename__ = "intake_risk_assessments"

    matter_id: Mapped[UUID] = mapped_column(ForeignKey("intake_events.id"))
    weights_version: Mapped[str] = mapped_column(String(16))
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
