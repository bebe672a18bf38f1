"""Who may open a file: asked, at every download, of the context its subject belongs to."""

from __future__ import annotations

from collections.abc import Callable

from app.core.errors import NotFound
from app.core.permissions import Actor, Role
from app.files.models import StoredFile
from app.files.types import FileOfSubject

Checker = Callable[[Actor, FileOfSubject], bool]

UPLOAD_SUBJECT = "upload"
"""The subject kind of a file that is handed in but not yet attached to anything: its uploader's alone."""

_checkers: dict[str, Checker] = {}


def decide_access(subject_kind: str, checker: Checker) -> None:
    """Let a context decide who may open the files of its subjects; called from bootstrap only."""
    _checkers[subject_kind] = checker


def may_open(actor: Actor, stored: StoredFile) -> bool:
    """Whether the actor may read the bytes; a subject kind nobody answers for is closed to all but the system."""
    if actor.role is Role.SYSTEM:
        return True
    if stored.subject_kind == UPLOAD_SUBJECT:
        return actor.user_id is not None and stored.uploaded_by == actor.user_id
    checker = _checkers.get(stored.subject_kind)
    return checker is not None and checker(actor, stored)


def require_open(actor: Actor, stored: StoredFile) -> None:
    """Raise NotFound when the actor may not open the file; unknown and foreign look alike."""
    if not may_open(actor, stored):
        raise NotFound()
