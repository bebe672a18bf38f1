"""Notices, one row per event and person, and the reminders people set for themselves."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, Index, SmallInteger, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from app.core.db import CreatedMixin, IdMixin, Model, VersionMixin


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
    snoozed_until: Mapped[datetime | None]
    snooze_reason: Mapped[str | None] = mapped_column(String(200))

    __table_args__ = (
        UniqueConstraint("event_id", "user_id", "kind"),
        Index("ix_notifications_notices_inbox", "user_id", "id"),
        Index("ix_notifications_notices_unread", "user_id", postgresql_where=text("read_at IS NULL")),
    )


class Reminder(IdMixin, CreatedMixin, VersionMixin, Model):
    """A line somebody wrote to themselves about a matter or an order, and when it comes. Nobody else sees it."""

    __tablename__ = "notifications_reminders"

    user_id: Mapped[UUID] = mapped_column(ForeignKey("accounts_users.id"))
    unit_id: Mapped[UUID] = mapped_column(ForeignKey("organisations_units.id"))
    matter_id: Mapped[UUID] = mapped_column(ForeignKey("intake_events.id"))
    order_id: Mapped[UUID | None] = mapped_column(ForeignKey("dispatch_orders.id"))
    words: Mapped[str] = mapped_column(String(200))
    due_at: Mapped[datetime]
    snoozes: Mapped[int] = mapped_column(SmallInteger, default=0)
    rung_at: Mapped[datetime | None]
    done_at: Mapped[datetime | None]

    __table_args__ = (
        Index("ix_notifications_reminders_own", "user_id", "due_at", "id"),
        Index(
            "ix_notifications_reminders_due",
            "due_at",
            postgresql_where=text("rung_at IS NULL AND done_at IS NULL"),
        ),
    )
