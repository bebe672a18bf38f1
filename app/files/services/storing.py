"""Make a file of the record out of received bytes, and say what it belongs to."""

from __future__ import annotations

import io
from uuid import UUID

from app.core.db import db
from app.core.errors import NotFound
from app.core.ids import new_id
from app.core.permissions import Actor, authorise
from app.core.unit_of_work import lock, unit_of_work
from app.files import permissions as may
from app.files.models import StoredFile
from app.files.policies import UPLOAD_SUBJECT
from app.files.services.storage import Readable, Received, receive, store
from app.files.types import StoredUpload


def store_upload(source: Readable, name: str, *, declared: int | None = None, actor: Actor) -> StoredUpload:
    """Receive a file from a person; it is his alone until `attach_file` says what it belongs to.

    Raises FileTooLarge (413), FileTypeRefused (415) or FileEmpty (422).
    """
    authorise(actor, may.UPLOAD)
    received = receive(source, name, declared=declared)
    subject_id = actor.user_id or new_id()
    return _recorded(received, UPLOAD_SUBJECT, subject_id, None, actor)


def store_bytes(
    content: bytes, name: str, *, matter_id: UUID | None, subject_kind: str, subject_id: UUID, actor: Actor
) -> StoredUpload:
    """Keep bytes the platform made, as a file of the given subject."""
    received = receive(io.BytesIO(content), name, limit=max(len(content), 1))
    return _recorded(received, subject_kind, subject_id, matter_id, actor)


def attach_file(
    file_id: UUID, *, matter_id: UUID | None, subject_kind: str, subject_id: UUID, actor: Actor
) -> StoredUpload:
    """Say what an uploaded file belongs to; from then on that context decides who may open it.

    Only the uploader may, and only once; raises NotFound otherwise. The caller has checked his right on the subject.
    """
    with unit_of_work(actor) as uow:
        stored = lock(StoredFile, file_id)
        if stored.subject_kind != UPLOAD_SUBJECT or stored.uploaded_by != actor.user_id:
            raise NotFound()
        stored.subject_kind, stored.subject_id, stored.matter_id = subject_kind, subject_id, matter_id
        uow.audit("files.attach", subject_kind, subject_id, matter_id, {"file": file_id, "sha256": stored.sha256})
        return stored.stored()


def discard_received(received: Received) -> None:
    """Remove bytes that became no file, unless another file has the same content."""
    if not db.session.query(StoredFile.id).filter_by(sha256=received.sha256).first():
        store().path_of(received.sha256).unlink(missing_ok=True)


def _recorded(
    received: Received, subject_kind: str, subject_id: UUID, matter_id: UUID | None, actor: Actor
) -> StoredUpload:
    with unit_of_work(actor) as uow:
        stored = StoredFile(
            id=new_id(),
            sha256=received.sha256,
            size=received.size,
            media_type=received.kind.media_type,
            name=received.name,
            matter_id=matter_id,
            subject_kind=subject_kind,
            subject_id=subject_id,
            uploaded_by=actor.user_id,
            uploaded_by_name=actor.name,
        )
        db.session.add(stored)
        db.session.flush()
        uow.audit("files.store", subject_kind, subject_id, matter_id, {"file": stored.id, "sha256": received.sha256})
        return stored.stored()
