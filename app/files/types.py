"""The kinds of file that are accepted, with their endings, and which of them a browser may show in place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Kind:
    """One accepted kind: media type, the ending its name gets, and whether a browser may show it in place."""

    media_type: str
    ending: str
    shown: bool = False


PDF = Kind("application/pdf", "pdf", shown=True)
JPEG = Kind("image/jpeg", "jpg", shown=True)
PNG = Kind("image/png", "png", shown=True)
WEBP = Kind("image/webp", "webp", shown=True)
HEIC = Kind("image/heic", "heic")
DOCX = Kind("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx")
XLSX = Kind("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx")
CSV = Kind("text/csv", "csv")
TEXT = Kind("text/plain", "txt")
MP3 = Kind("audio/mpeg", "mp3")
M4A = Kind("audio/mp4", "m4a")
WAV = Kind("audio/x-wav", "wav")
AMR = Kind("audio/amr", "amr")
MP4 = Kind("video/mp4", "mp4")
MOV = Kind("video/quicktime", "mov")

KINDS = (PDF, JPEG, PNG, WEBP, HEIC, DOCX, XLSX, CSV, TEXT, MP3, M4A, WAV, AMR, MP4, MOV)
BY_MEDIA_TYPE = {kind.media_type: kind for kind in KINDS}
ACCEPTED_ENDINGS = (*(f".{kind.ending}" for kind in KINDS), ".jpeg")
"""For the `accept` attribute of an upload field."""


class FileOfSubject(Protocol):
    """What a context is told when it is asked who may open a file."""

    subject_kind: str
    subject_id: UUID
    matter_id: UUID | None
    uploaded_by: UUID | None


@dataclass(frozen=True, slots=True)
class StoredUpload:
    """A stored file as other contexts and pages see it."""

    id: UUID
    name: str
    media_type: str
    size: int
    sha256: str
