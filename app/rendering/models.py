"""Template versions, issued documents, batches."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.core import clock
from app.core.db import CreatedMixin, EncryptedText, IdMixin, Model
from app.rendering.types import IssuedDocument


class TemplateVersion(Model):
    """All sources of a form as they were when a document was issued from them, under their content hash."""

    __tablename__ = "rendering_templates"

    digest: Mapped[str] = mapped_column(String(64), primary_key=True)
    form_code: Mapped[str] = mapped_column(String(8))
    root: Mapped[str] = mapped_column(String(120))
    sources: Mapped[dict[str, Any]]
    stored_at: Mapped[datetime] = mapped_column(default=clock.now)


class Document(IdMixin, Model):
    """An issued document. Its content is personal and encrypted whole; with its template it gives the same bytes."""

    __tablename__ = "rendering_documents"

    form_code: Mapped[str] = mapped_column(String(8))
    title: Mapped[str] = mapped_column(String(120))
    number: Mapped[str] = mapped_column(String(80))
    version: Mapped[int]
    verify_code: Mapped[str] = mapped_column(String(12), unique=True)
    draft: Mapped[bool]
    matter_id: Mapped[UUID | None]
    subject_kind: Mapped[str] = mapped_column(String(40))
    subject_id: Mapped[UUID]
    template_digest: Mapped[str] = mapped_column(ForeignKey("rendering_templates.digest"))
    content: Mapped[str] = mapped_column(EncryptedText)
    content_digest: Mapped[str] = mapped_column(String(64))
    envelope: Mapped[dict[str, Any]]
    issued_by: Mapped[UUID | None]
    issued_by_name: Mapped[str] = mapped_column(String(80))
    issued_at: Mapped[datetime]
    file_id: Mapped[UUID | None] = mapped_column(ForeignKey("files_files.id"))
    pdf_sha256: Mapped[str | None] = mapped_column(String(64))
    pages: Mapped[int | None]
    rendered_at: Mapped[datetime | None]
    failure: Mapped[str | None] = mapped_column(Text)
    voided_at: Mapped[datetime | None]
    voided_by_name: Mapped[str | None] = mapped_column(String(80))
    void_reason: Mapped[str | None] = mapped_column(Text)

    __table_args__ = (
        UniqueConstraint("form_code", "subject_kind", "subject_id", "version", name="uq_rendering_documents_version"),
        CheckConstraint("(file_id IS NULL) = (pdf_sha256 IS NULL)", name="rendered_whole"),
        CheckConstraint("(voided_at IS NULL) = (void_reason IS NULL)", name="voided_with_reason"),
        Index("ix_rendering_documents_matter", "matter_id", "id"),
        Index("ix_rendering_documents_number", "number"),
    )

    def issued(self) -> IssuedDocument:
        """The document as other contexts see it."""
        return IssuedDocument(
            id=self.id,
            form_code=self.form_code,
            title=self.title,
            number=self.number,
            version=self.version,
            verify_code=self.verify_code,
            content_digest=self.content_digest,
            draft=self.draft,
            issued_at=self.issued_at,
            pdf_sha256=self.pdf_sha256,
            file_id=self.file_id,
            pages=self.pages,
        )


class Batch(IdMixin, CreatedMixin, Model):
    """Many documents rendered by the pdf worker; it can be left and found again. `file_id` is them all in one PDF."""

    __tablename__ = "rendering_batches"

    title: Mapped[str] = mapped_column(String(120))
    matter_id: Mapped[UUID | None]
    total: Mapped[int]
    done: Mapped[int] = mapped_column(default=0)
    failed: Mapped[int] = mapped_column(default=0)
    joined: Mapped[bool]
    requested_by: Mapped[UUID | None]
    requested_by_name: Mapped[str] = mapped_column(String(80))
    file_id: Mapped[UUID | None] = mapped_column(ForeignKey("files_files.id"))
    finished_at: Mapped[datetime | None]

    __table_args__ = (
        CheckConstraint("done + failed <= total", name="counted_once"),
        Index("ix_rendering_batches_requested_by", "requested_by", "id"),
    )

    @property
    def percent(self) -> int:
        """How far it is, 0 to 100."""
        return 100 * (self.done + self.failed) // self.total if self.total else 100


class BatchRow(Model):
    """One document of a batch, in printing order; `failure` says why it could not be rendered."""

    __tablename__ = "rendering_batch_rows"

    batch_id: Mapped[UUID] = mapped_column(ForeignKey("rendering_batches.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    document_id: Mapped[UUID] = mapped_column(ForeignKey("rendering_documents.id"))
    finished_at: Mapped[datetime | None]
    failure: Mapped[str | None] = mapped_column(Text)

    __table_args__ = (UniqueConstraint("batch_id", "document_id"),)
