"""Spreadsheets handed in, and what an import replaced."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from app.core.db import CreatedMixin, EncryptedText, IdMixin, Model


class ScheduleUpload(IdMixin, CreatedMixin, Model):
    """A spreadsheet between preview and import; gone after the import or a day later."""

    __tablename__ = "claims_uploads"

    schedule_id: Mapped[UUID] = mapped_column(ForeignKey("claims_schedules.id"), index=True)
    uploaded_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("accounts_users.id"))
    file_name: Mapped[str] = mapped_column(String(200))
    sha256: Mapped[str] = mapped_column(String(64))
    content: Mapped[str] = mapped_column(EncryptedText, deferred=True)


class ScheduleImport(IdMixin, CreatedMixin, Model):
    """One import: the file's name and hash, how much it brought, and the rows that stood there before."""

    __tablename__ = "claims_imports"

    schedule_id: Mapped[UUID] = mapped_column(ForeignKey("claims_schedules.id"))
    file_name: Mapped[str] = mapped_column(String(200))
    sha256: Mapped[str] = mapped_column(String(64))
    workers: Mapped[int]
    flow_rows: Mapped[int]
    before: Mapped[str] = mapped_column(EncryptedText, deferred=True)
    imported_by: Mapped[str] = mapped_column(String(80))
    undone_at: Mapped[datetime | None]
    undone_by: Mapped[str | None] = mapped_column(String(80))

    __table_args__ = (Index("ix_claims_imports_schedule", "schedule_id", "id"),)
