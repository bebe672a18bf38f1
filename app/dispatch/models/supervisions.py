"""Supervisions: formal chases about progress, with a subject of any kind, and the replies to them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, SmallInteger, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.db import CreatedMixin, IdMixin, Model, VersionMixin
from app.dispatch.models.orders import NO_CLOCK
from app.dispatch.workflow import SUPERVISION_WORKFLOW


class Supervision(IdMixin, CreatedMixin, VersionMixin, Model):
    """A letter that chases one unit about one subject; an automatic one exists once per subject and cause."""

    __tablename__ = "dispatch_supervisions"

    matter_id: Mapped[UUID] = mapped_column(ForeignKey("intake_events.id"))
    center_id: Mapped[UUID] = mapped_column(ForeignKey("organisations_units.id"))
    unit_id: Mapped[UUID] = mapped_column(ForeignKey("organisations_units.id"))
    subject_kind: Mapped[str] = mapped_column(String(40))
    subject_id: Mapped[UUID]
    state: Mapped[str] = mapped_column(String(16))
    number: Mapped[str] = mapped_column(String(40), unique=True)
    cause: Mapped[str] = mapped_column(String(24))
    auto: Mapped[bool] = mapped_column(default=False)
    level: Mapped[str] = mapped_column(String(8))
    facts: Mapped[str] = mapped_column(Text)
    requirements: Mapped[list[Any]] = mapped_column(default=list)
    copies: Mapped[list[Any]] = mapped_column(default=list)
    escalations: Mapped[int] = mapped_column(SmallInteger, default=0)
    due_at: Mapped[datetime] = mapped_column(default=NO_CLOCK)
    issued_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("accounts_users.id"))
    issued_by_name: Mapped[str] = mapped_column(String(80))
    issued_at: Mapped[datetime]
    acknowledged_at: Mapped[datetime | None]
    acknowledged_by_name: Mapped[str | None] = mapped_column(String(80))
    closed_at: Mapped[datetime | None]

    unit: Mapped[Any] = relationship("Unit", foreign_keys=[unit_id])
    center: Mapped[Any] = relationship("Unit", foreign_keys=[center_id])
    replies: Mapped[list[SupervisionReply]] = relationship(
        back_populates="supervision", order_by="SupervisionReply.position"
    )

    __table_args__ = (
        CheckConstraint(SUPERVISION_WORKFLOW.state_check(), name="state_known"),
        CheckConstraint("level IN ('yellow','orange','red')", name="level_known"),
        Index(
            "uq_dispatch_supervisions_auto_once",
            "subject_kind",
            "subject_id",
            "cause",
            unique=True,
            postgresql_where=text("auto"),
        ),
        Index("ix_dispatch_supervisions_matter", "matter_id", "id"),
        Index("ix_dispatch_supervisions_unit", "unit_id", "state", "due_at", "id"),
        Index("ix_dispatch_supervisions_open", "due_at", "id", postgresql_where=text("state <> 'closed'")),
    )

    @property
    def due(self) -> datetime | None:
        """The due instant, or None while no clock runs."""
        return self.due_at if self.due_at < NO_CLOCK else None


class SupervisionReply(IdMixin, CreatedMixin, Model):
    """A unit's answer: why, how far, which measures, who, until when; and the centre's check."""

    __tablename__ = "dispatch_supervision_replies"

    matter_id: Mapped[UUID] = mapped_column(ForeignKey("intake_events.id"))
    supervision_id: Mapped[UUID] = mapped_column(ForeignKey("dispatch_supervisions.id"))
    position: Mapped[int] = mapped_column(SmallInteger)
    cause: Mapped[str] = mapped_column(Text)
    progress: Mapped[str] = mapped_column(Text)
    measures: Mapped[list[Any]] = mapped_column(default=list)
    evidence: Mapped[list[Any]] = mapped_column(default=list)
    new_finish_on: Mapped[date | None]
    officer_name: Mapped[str] = mapped_column(String(80))
    head_name: Mapped[str] = mapped_column(String(80))
    replied_at: Mapped[datetime]
    sufficient: Mapped[bool | None]
    check_note: Mapped[str | None] = mapped_column(Text)
    checked_by_name: Mapped[str | None] = mapped_column(String(80))
    checked_at: Mapped[datetime | None]

    supervision: Mapped[Supervision] = relationship(back_populates="replies")

    __table_args__ = (
        UniqueConstraint("supervision_id", "position"),
        Index(
            "uq_dispatch_supervision_replies_open",
            "supervision_id",
            unique=True,
            postgresql_where=text("sufficient IS NULL"),
        ),
    )
