"""Material a side hands in."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.core.db import CreatedMixin, IdMixin, Model


class Evidence(IdMixin, CreatedMixin, Model):
    """One piece of evidence: whose, what it is to prove, and the stored file with its hash."""

    __tablename__ = "intake_evidence"

    matter_id: Mapped[UUID] = mapped_column(ForeignKey("intake_events.id"), index=True)
    party_id: Mapped[UUID | None] = mapped_column(ForeignKey("intake_parties.id"))
    file_id: Mapped[UUID] = mapped_column(ForeignKey("files_files.id"))
    name: Mapped[str] = mapped_column(String(120))
    purpose: Mapped[str] = mapped_column(Text, default="")
    handed_in_by: Mapped[str] = mapped_column(String(80))
