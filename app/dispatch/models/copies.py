"""Copies (抄送): units that read a matter they do not handle."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.db import CreatedMixin, IdMixin, Model, VersionMixin


class MatterCopy(IdMixin, CreatedMixin, VersionMixin, Model):
    """A unit reads the matter for a purpose, until the centre takes the copy back; somebody there notes it once."""

    __tablename__ = "dispatch_copies"

    matter_id: Mapped[UUID] = mapped_column(ForeignKey("intake_events.id"))
    unit_id: Mapped[UUID] = mapped_column(ForeignKey("organisations_units.id"))
    purpose: Mapped[str] = mapped_column(Text)
    sent_by_name: Mapped[str] = mapped_column(String(80))
    noted_at: Mapped[datetime | None]
    noted_by_name: Mapped[str | None] = mapped_column(String(80))
    ended_at: Mapped[datetime | None]
    ended_by_name: Mapped[str | None] = mapped_column(String(80))
    end_reason: Mapped[str | None] = mapped_column(Text)

    unit: Mapped[Any] = relationship("Unit")

    __table_args__ = (
        Index(
            "uq_dispatch_copies_open", "matter_id", "unit_id", unique=True, postgresql_where=text("ended_at IS NULL")
        ),
        Index("ix_dispatch_copies_unit", "unit_id", "id", postgresql_where=text("ended_at IS NULL")),
    )
