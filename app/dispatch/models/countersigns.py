"""Countersigns (会签): a unit asks others to agree before an order is finished, and each of these says yes or no."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, SmallInteger, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.db import CreatedMixin, IdMixin, Model, VersionMixin
from app.dispatch.workflow import COUNTERSIGN_WORKFLOW


class Countersign(IdMixin, CreatedMixin, VersionMixin, Model):
    """One countersign of an order: what is to be agreed to, how answers count, which round it is in.

    ``earlier`` holds what was asked in each earlier round, with who asked and when.
    """

    __tablename__ = "dispatch_countersigns"

    matter_id: Mapped[UUID] = mapped_column(ForeignKey("intake_events.id"))
    order_id: Mapped[UUID] = mapped_column(ForeignKey("dispatch_orders.id"))
    center_id: Mapped[UUID] = mapped_column(ForeignKey("organisations_units.id"))
    unit_id: Mapped[UUID] = mapped_column(ForeignKey("organisations_units.id"))
    state: Mapped[str] = mapped_column(String(16))
    mode: Mapped[str] = mapped_column(String(8))
    sequence: Mapped[str] = mapped_column(String(16))
    round: Mapped[int] = mapped_column(SmallInteger, default=1)
    asked: Mapped[str] = mapped_column(Text)
    asked_by_name: Mapped[str] = mapped_column(String(80))
    asked_for: Mapped[str | None] = mapped_column(String(80))
    asked_at: Mapped[datetime]
    earlier: Mapped[list[Any]] = mapped_column(default=list)
    ended_at: Mapped[datetime | None]
    ended_by_name: Mapped[str | None] = mapped_column(String(80))
    end_note: Mapped[str | None] = mapped_column(Text)

    unit: Mapped[Any] = relationship("Unit", foreign_keys=[unit_id])
    order: Mapped[Any] = relationship("DispatchOrder")
    signers: Mapped[list[CountersignSigner]] = relationship(
        back_populates="countersign", order_by="CountersignSigner.round, CountersignSigner.position"
    )

    __table_args__ = (
        CheckConstraint(COUNTERSIGN_WORKFLOW.state_check(), name="state_known"),
        Index("ix_dispatch_countersigns_matter", "matter_id", "id"),
        Index("ix_dispatch_countersigns_unit", "unit_id", "id"),
        Index(
            "uq_dispatch_countersigns_open",
            "order_id",
            unique=True,
            postgresql_where=text("state IN ('open', 'refused')"),
        ),
    )


class CountersignSigner(IdMixin, CreatedMixin, Model):
    """One unit, or one officer of it, in one round: until when, what was answered, who added or removed it and why."""

    __tablename__ = "dispatch_countersign_signers"

    matter_id: Mapped[UUID] = mapped_column(ForeignKey("intake_events.id"))
    countersign_id: Mapped[UUID] = mapped_column(ForeignKey("dispatch_countersigns.id"))
    round: Mapped[int] = mapped_column(SmallInteger)
    position: Mapped[int] = mapped_column(SmallInteger)
    unit_id: Mapped[UUID] = mapped_column(ForeignKey("organisations_units.id"))
    user_id: Mapped[UUID | None] = mapped_column(ForeignKey("accounts_users.id"))
    person_name: Mapped[str | None] = mapped_column(String(80))
    due_at: Mapped[datetime]
    late_at: Mapped[datetime | None]
    answer: Mapped[str | None] = mapped_column(String(8))
    words: Mapped[str | None] = mapped_column(Text)
    answered_at: Mapped[datetime | None]
    answered_by_name: Mapped[str | None] = mapped_column(String(80))
    answered_for: Mapped[str | None] = mapped_column(String(80))
    added_by_name: Mapped[str | None] = mapped_column(String(80))
    add_reason: Mapped[str | None] = mapped_column(Text)
    removed_at: Mapped[datetime | None]
    removed_by_name: Mapped[str | None] = mapped_column(String(80))
    remove_reason: Mapped[str | None] = mapped_column(Text)

    countersign: Mapped[Countersign] = relationship(back_populates="signers")
    unit: Mapped[Any] = relationship("Unit")

    __table_args__ = (
        CheckConstraint("answer IN ('agreed', 'refused')", name="answer_known"),
        CheckConstraint("answer IS NULL OR removed_at IS NULL", name="answered_or_removed"),
        Index("ix_dispatch_countersign_signers_round", "countersign_id", "round", "position"),
        Index(
            "ix_dispatch_countersign_signers_waiting",
            "unit_id",
            "countersign_id",
            postgresql_where=text("answer IS NULL AND removed_at IS NULL"),
        ),
    )
