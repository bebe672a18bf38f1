"""Consultations (会商): who attends, what was said under whose name, what was decided, who does what."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, Date, ForeignKey, Index, SmallInteger, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.db import CreatedMixin, IdMixin, Model, VersionMixin
from app.dispatch.workflow import MEETING_WORKFLOW


class Consultation(IdMixin, CreatedMixin, VersionMixin, Model):
    """One meeting on a matter and its minutes; once signed, ``signed_text`` with its hash is what was decided."""

    __tablename__ = "dispatch_consultations"

    matter_id: Mapped[UUID] = mapped_column(ForeignKey("intake_events.id"))
    center_id: Mapped[UUID] = mapped_column(ForeignKey("organisations_units.id"))
    unit_id: Mapped[UUID] = mapped_column(ForeignKey("organisations_units.id"))
    state: Mapped[str] = mapped_column(String(16))
    number: Mapped[str] = mapped_column(String(40), unique=True)
    title: Mapped[str] = mapped_column(String(200))
    chair_id: Mapped[UUID] = mapped_column(ForeignKey("accounts_users.id"))
    chair_name: Mapped[str] = mapped_column(String(80))
    meet_at: Mapped[datetime]
    online: Mapped[bool]
    place: Mapped[str] = mapped_column(String(300))
    issues: Mapped[list[Any]] = mapped_column(default=list)
    called_by_name: Mapped[str] = mapped_column(String(80))
    called_at: Mapped[datetime]
    held_at: Mapped[datetime | None]
    summary: Mapped[str] = mapped_column(Text, default="")
    decisions: Mapped[list[Any]] = mapped_column(default=list)
    signed_at: Mapped[datetime | None]
    signed_by_name: Mapped[str | None] = mapped_column(String(80))
    signed_text: Mapped[dict[str, Any] | None]
    signed_hash: Mapped[str | None] = mapped_column(String(64))
    answer_by: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    ended_by_name: Mapped[str | None] = mapped_column(String(80))
    end_note: Mapped[str | None] = mapped_column(Text)

    unit: Mapped[Any] = relationship("Unit", foreign_keys=[unit_id])
    center: Mapped[Any] = relationship("Unit", foreign_keys=[center_id])
    attendees: Mapped[list[Attendee]] = relationship(back_populates="consultation", order_by="Attendee.position")
    items: Mapped[list[ActionItem]] = relationship(back_populates="consultation", order_by="ActionItem.position")
    supplements: Mapped[list[MinutesSupplement]] = relationship(
        back_populates="consultation", order_by="MinutesSupplement.position"
    )

    __table_args__ = (
        CheckConstraint(MEETING_WORKFLOW.state_check(), name="state_known"),
        CheckConstraint("(signed_at IS NULL) = (signed_hash IS NULL)", name="signed_with_hash"),
        Index("ix_dispatch_consultations_matter", "matter_id", "id"),
        Index("ix_dispatch_consultations_unit", "unit_id", "id"),
    )


class Attendee(IdMixin, CreatedMixin, VersionMixin, Model):
    """One unit at a meeting: who was to come, who came, its opinion, its word on the minutes."""

    __tablename__ = "dispatch_attendees"

    matter_id: Mapped[UUID] = mapped_column(ForeignKey("intake_events.id"))
    consultation_id: Mapped[UUID] = mapped_column(ForeignKey("dispatch_consultations.id"))
    position: Mapped[int] = mapped_column(SmallInteger)
    unit_id: Mapped[UUID] = mapped_column(ForeignKey("organisations_units.id"))
    person: Mapped[str] = mapped_column(String(80), default="")
    adviser: Mapped[bool]
    present: Mapped[bool | None]
    names: Mapped[str] = mapped_column(String(200), default="")
    opinion: Mapped[str] = mapped_column(Text, default="")
    answer: Mapped[str | None] = mapped_column(String(12))
    answer_words: Mapped[str | None] = mapped_column(Text)
    answered_at: Mapped[datetime | None]
    answered_by_name: Mapped[str | None] = mapped_column(String(80))

    consultation: Mapped[Consultation] = relationship(back_populates="attendees")
    unit: Mapped[Any] = relationship("Unit")

    __table_args__ = (
        UniqueConstraint("consultation_id", "unit_id"),
        UniqueConstraint("consultation_id", "position"),
        CheckConstraint("answer IS NULL OR answer IN ('confirmed','objected')", name="answer_known"),
        Index("ix_dispatch_attendees_unit", "unit_id", "id"),
    )


class ActionItem(IdMixin, CreatedMixin, VersionMixin, Model):
    """Something a unit has to do after a meeting; ``moves`` holds every earlier day with who moved it and why."""

    __tablename__ = "dispatch_action_items"

    matter_id: Mapped[UUID] = mapped_column(ForeignKey("intake_events.id"))
    consultation_id: Mapped[UUID] = mapped_column(ForeignKey("dispatch_consultations.id"))
    position: Mapped[int] = mapped_column(SmallInteger)
    words: Mapped[str] = mapped_column(Text)
    unit_id: Mapped[UUID] = mapped_column(ForeignKey("organisations_units.id"))
    person: Mapped[str] = mapped_column(String(80))
    due_on: Mapped[date] = mapped_column(Date)
    agreed_at: Mapped[datetime | None]
    moves: Mapped[list[Any]] = mapped_column(default=list)
    done_at: Mapped[datetime | None]
    done_by_name: Mapped[str | None] = mapped_column(String(80))
    done_words: Mapped[str | None] = mapped_column(Text)

    consultation: Mapped[Consultation] = relationship(back_populates="items")
    unit: Mapped[Any] = relationship("Unit")

    __table_args__ = (
        UniqueConstraint("consultation_id", "position"),
        Index(
            "ix_dispatch_action_items_open",
            "unit_id",
            "due_on",
            "id",
            postgresql_where=text("done_at IS NULL AND agreed_at IS NOT NULL"),
        ),
    )


class MinutesSupplement(IdMixin, CreatedMixin, Model):
    """A correction of signed minutes: words that stand beside them; its hash covers what stood before."""

    __tablename__ = "dispatch_minutes_supplements"

    matter_id: Mapped[UUID] = mapped_column(ForeignKey("intake_events.id"))
    consultation_id: Mapped[UUID] = mapped_column(ForeignKey("dispatch_consultations.id"))
    position: Mapped[int] = mapped_column(SmallInteger)
    words: Mapped[str] = mapped_column(Text)
    written_by_name: Mapped[str] = mapped_column(String(80))
    written_at: Mapped[datetime]
    chain_hash: Mapped[str] = mapped_column(String(64))

    consultation: Mapped[Consultation] = relationship(back_populates="supplements")

    __table_args__ = (UniqueConstraint("consultation_id", "position"),)
