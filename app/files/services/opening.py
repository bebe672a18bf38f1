"""Open a stored file: the right is asked every time, and every reading of a matter's file is noted."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from app.audit import services as audit
from app.core.permissions import Actor
from app.files import queries
from app.files.errors import FileDamaged
from app.files.policies import require_open
from app.files.services.storage import store
from app.files.types import BY_MEDIA_TYPE


@dataclass(frozen=True)
class OpenedFile:
    """A file somebody may read now: where its bytes lie, and how they may be sent."""

    path: Path
    name: str
    media_type: str
    size: int
    sha256: str
    may_show: bool


def open_file(file_id: UUID, *, actor: Actor) -> OpenedFile:
    """The file's bytes for a person with the right; raises NotFound without it, FileDamaged when the bytes are gone."""
    stored = queries.file_by_id(file_id)
    require_open(actor, stored)
    path = store().path_of(stored.sha256)
    if not path.is_file() or path.stat().st_size != stored.size:
        raise FileDamaged()
    if stored.matter_id is not None:
        audit.log_read("file", stored.subject_kind, stored.subject_id, matter_id=stored.matter_id, actor=actor)
    kind = BY_MEDIA_TYPE.get(stored.media_type)
    return OpenedFile(
        path, stored.name, stored.media_type, stored.size, stored.sha256, may_show=kind is not None and kind.shown
    )
