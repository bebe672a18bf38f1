"""Whistles (吹哨报到): a unit calls others to the spot, and each of these answers, comes or says why not."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, SmallInteger, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.db import CreatedMixin, IdMixin, Model, VersionMixin
from app.dispatch.workflow import WHISTLE_WORKFLOW


class Whistle(IdMixin, CreatedMixin, VersionMixin, Model):
    """One call to the spot: where, when, what is needed, until when the units have to be there."""

    __tablename__ = "dispatch_whistles"

    matter_id: Mapped[UUID] = mapped_column(ForeignKey("intake_events.id"))
    center_id: Mapped[UUID] = mapped_column(ForeignKey("organisations_units.id"))
    unit_id: Mapped[UUID] = mapped_column(ForeignKey("organisations_units.id"))
    state: Mapped[str] = mapped_column(String(16))
    number: Mapped[str] = mapped_column(String(40), unique=True)
    urgent: Mapped[bool]
    place: Mapped[str] = mapped_column(String(300))
    meet_at: Mapped[datetime]
    needs: Mapped[str] = mapped_column(Text)
    arrive_by: Mapped[datetime]
    called_by_name: Mapped[str] = mapped_column(String(80))
    called_at: Mapped[datetime]
    overdue_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    ended_by_name: Mapped[str | None] = mapped_column(String(80))
    end_note: Mapped[str | None] = mapped_column(Text)

    unit: Mapped[Any] = relationship("Unit", foreign_keys=[unit_id])
    center: Mapped[Any] = relationship("Unit", foreign_keys=[center_id])
    calls: Mapped[list[WhistleCall]] = relationship(back_populates="whistle", order_by="WhistleCall.position")

    __table_args__ = (
        CheckConstraint(WHISTLE_WORKFLOW.state_check(), name="state_known"),
        Index("ix_dispatch_whistles_matter", "matter_id", "id"),
        Index("ix_dispatch_whistles_unit", "unit_id", "id"),
        Index("ix_dispatch_whistles_open", "arrive_by", "id", postgresql_where=text("state = 'called'")),
    )


class WhistleCall(IdMixin, CreatedMixin, VersionMixin, Model):
    """One unit of a whistle: why it is needed, who comes and when, when it arrived, what it did.

    ``corrections`` holds every earlier time of arrival with who changed it and why.
    """

    __tablename__ = "dispatch_whistle_calls"

    matter_id: Mapped[UUID] = mapped_column(ForeignKey("intake_events.id"))
    whistle_id: Mapped[UUID] = mapped_column(ForeignKey("dispatch_whistles.id"))
    position: Mapped[int] = mapped_column(SmallInteger)
    unit_id: Mapped[UUID] = mapped_column(ForeignKey("organisations_units.id"))
    reason: Mapped[str] = mapped_column(Text)
    acknowledged_at: Mapped[datetime | None]
    acknowledged_by_name: Mapped[str | None] = mapped_column(String(80))
    coming: Mapped[str | None] = mapped_column(String(200))
    expected_at: Mapped[datetime | None]
    declined_at: Mapped[datetime | None]
    declined_by_name: Mapped[str | None] = mapped_column(String(80))
    decline_reason: Mapped[str | None] = mapped_column(Text)
    arrived_at: Mapped[datetime | None]
    arrival_noted_at: Mapped[datetime | None]
    arrival_noted_by_name: Mapped[str | None] = mapped_column(String(80))
    arrival_noted_by_unit: Mapped[str | None] = mapped_column(String(120))
    corrections: Mapped[list[Any]] = mapped_column(default=list)
    result: Mapped[str | None] = mapped_column(Text)

    whistle: Mapped[Whistle] = relationship(back_populates="calls")
    unit: Mapped[Any] = relationship("Unit")

    __table_args__ = (
        UniqueConstraint("whistle_id", "unit_id"),
        UniqueConstraint("whistle_id", "position"),
        Index("ix_dispatch_whistle_calls_unit", "unit_id", "id"),
    )
