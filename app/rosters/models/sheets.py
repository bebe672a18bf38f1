"""Rosters that leave and enter: calendars to subscribe to, spreadsheets waiting for a second look."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.db import CreatedMixin, IdMixin, Model


class RosterFeed(IdMixin, CreatedMixin, Model):
    """A secret address for the owner's own duties, or for a desk of a unit; only its keyed hash stands here."""

    __tablename__ = "rosters_feeds"

    owner_id: Mapped[UUID] = mapped_column(ForeignKey("accounts_users.id"), index=True)
    unit_id: Mapped[UUID | None] = mapped_column(ForeignKey("organisations_units.id"))
    seat: Mapped[str] = mapped_column(String(40), default="")
    token_hash: Mapped[bytes] = mapped_column(LargeBinary(32), unique=True)
    revoked_at: Mapped[datetime | None]

    owner: Mapped[Any] = relationship("User")
    unit: Mapped[Any] = relationship("Unit")

    __table_args__ = (CheckConstraint("(unit_id IS NULL) = (seat = '')", name="desk_is_whole"),)


class RosterUpload(IdMixin, CreatedMixin, Model):
    """A spreadsheet between handing in and importing, kept for a day."""

    __tablename__ = "rosters_uploads"

    unit_id: Mapped[UUID] = mapped_column(ForeignKey("organisations_units.id"))
    user_id: Mapped[UUID | None] = mapped_column(ForeignKey("accounts_users.id"))
    file_name: Mapped[str] = mapped_column(String(200))
    content: Mapped[bytes] = mapped_column(LargeBinary)
