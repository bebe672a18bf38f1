"""What rendering gives to other contexts: an issued document, a prepared one, the answer of the verify page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TypedDict
from uuid import UUID

from app.core.text import Message, msg


class SubjectOf(TypedDict):
    """What a document belongs to: its matter (None outside any matter) and the very row it was printed from."""

    matter_id: UUID | None
    subject_kind: str
    subject_id: UUID


@dataclass(frozen=True, slots=True)
class IssuedDocument:
    """A document of the record. `pdf_sha256` and `file_id` are None until its bytes are rendered."""

    id: UUID
    form_code: str
    title: str
    number: str
    version: int
    verify_code: str
    content_digest: str
    draft: bool
    issued_at: datetime
    pdf_sha256: str | None = None
    file_id: UUID | None = None
    pages: int | None = None


LEAST_VOID_REASON = 5
"""A document is not declared void for a shorter reason, in characters."""


class Standing(StrEnum):
    """How a document stands when somebody verifies it."""

    VALID = "valid"
    DRAFT = "draft"
    SUPERSEDED = "superseded"
    VOIDED = "voided"
    SAMPLE = "sample"

    @property
    def label(self) -> Message:
        """The standing as staff say it."""
        return _STANDING_WORDS[self]


_STANDING_WORDS = {
    Standing.VALID: msg("有效"),
    Standing.DRAFT: msg("草稿"),
    Standing.SUPERSEDED: msg("已有新版"),
    Standing.VOIDED: msg("已作废"),
    Standing.SAMPLE: msg("示例"),
}


@dataclass(frozen=True, slots=True)
class Verification:
    """All that the public verify page may say: nothing of the content, nobody's name."""

    standing: Standing
    form_name: str
    number: str
    version: int
    issued_at: datetime | None
    content_digest: str
    pdf_sha256: str | None
    voided_at: datetime | None = None
