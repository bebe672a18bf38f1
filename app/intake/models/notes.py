"""Internal notes on a matter: a few words among those who act on it, never part of the dossier."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.core.db import CreatedMixin, IdMixin, Model


class MatterNote(IdMixin, CreatedMixin, Model):
    """A note with its author and whom it names; never edited, withdrawn by its author within minutes.

    ``named`` holds the people who were told: id, name and unit of each.
    """

    __tablename__ = "intake_matter_notes"

    matter_id: Mapped[UUID] = mapped_column(ForeignKey("intake_events.id"))
    author_id: Mapped[UUID] = mapped_column(ForeignKey("accounts_users.id"))
    author_name: Mapped[str] = mapped_column(String(80))
    author_for: Mapped[str | None] = mapped_column(String(80))
    author_unit: Mapped[str] = mapped_column(String(120))
    words: Mapped[str] = mapped_column(Text)
    named: Mapped[list[Any]] = mapped_column(default=list)
    withdrawn_at: Mapped[datetime | None]

    __table_args__ = (Index("ix_intake_matter_notes_matter", "matter_id", "id"),)
