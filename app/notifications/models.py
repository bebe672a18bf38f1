"""Notices, one row per event and person."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from app.core.db import CreatedMixin, IdMixin, Model


class Notice(IdMixin, CreatedMixin, Model):
    """One sentence to one person about one event, and whether it was read."""

    __tablename__ = "notifications_notices"

    user_id: Mapped[UUID] = mapped_column(ForeignKey("accounts_users.id"))
    unit_id: Mapped[UUID] = mapped_column(ForeignKey("organisations_units.id"))
    event_id: Mapped[UUID] = mapped_column(ForeignKey("core_events.id"))
    kind: Mapped[str] = mapped_column(String(80))
    matter_id: Mapped[UUID | None]
    subject_kind: Mapped[str] = mapped_column(String(40))
    subject_id: Mapped[UUID]
    sentence: Mapped[dict[str, Any]]
    urgent: Mapped[bool] = mapped_column(default=False)
    read_at: Mapped[datetime | None]

    __table_args__ = (
        UniqueConstraint("event_id", "user_id", "kind"),
        Index("ix_notifications_notices_inbox", "user_id", "id"),
        Index("ix_notifications_notices_unread", "user_id", postgresql_where=text("read_at IS NULL")),
    )
