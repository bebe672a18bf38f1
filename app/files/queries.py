"""Reads of the table of files."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select

from app.core.db import db
from app.core.errors import NotFound
from app.core.permissions import Actor
from app.files.models import StoredFile
from app.files.policies import require_open


def file_by_id(file_id: UUID) -> StoredFile:
    """The row, for services that ask for the right themselves; raises NotFound."""
    stored = db.session.get(StoredFile, file_id)
    if stored is None:
        raise NotFound()
    return stored


def readable_file(file_id: UUID, *, actor: Actor) -> StoredFile:
    """The row of a file the actor may open; raises NotFound otherwise."""
    stored = file_by_id(file_id)
    require_open(actor, stored)
    return stored


def files_of(subject_kind: str, subject_id: UUID) -> Sequence[StoredFile]:
    """The files of one subject, oldest first; the caller has checked the right on the subject."""
    statement = select(StoredFile).where(StoredFile.subject_kind == subject_kind, StoredFile.subject_id == subject_id)
    return db.session.execute(statement.order_by(StoredFile.id)).scalars().all()
