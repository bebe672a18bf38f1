"""The table of files; the bytes lie in the store under their hash."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from app.core.db import CreatedMixin, EncryptedText, IdMixin, Model
from app.files.types import StoredUpload


class StoredFile(IdMixin, CreatedMixin, Model):
    """One file: its name is personal and encrypted; two rows may share the same bytes."""

    __tablename__ = "files_files"

    sha256: Mapped[str] = mapped_column(String(64))
    size: Mapped[int] = mapped_column(BigInteger)
    media_type: Mapped[str] = mapped_column(String(120))
    name: Mapped[str] = mapped_column(EncryptedText)
    matter_id: Mapped[UUID | None]
    subject_kind: Mapped[str] = mapped_column(String(40))
    subject_id: Mapped[UUID]
    uploaded_by: Mapped[UUID | None]
    uploaded_by_name: Mapped[str] = mapped_column(String(80))

    def stored(self) -> StoredUpload:
        """The file as other contexts see it."""
        return StoredUpload(self.id, self.name, self.media_type, self.size, self.sha256)

    __table_args__ = (
        CheckConstraint("size > 0", name="not_empty"),
        Index("ix_files_files_sha256", "sha256"),
        Index("ix_files_files_matter", "matter_id", "id"),
        Index("ix_files_files_subject", "subject_kind", "subject_id"),
    )
