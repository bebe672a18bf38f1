"""Which documents a person may read: those of matters he sees, less the forms kept to one right."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, false, or_, select, true
from sqlalchemy.orm import InstrumentedAttribute

from app.core.db import db
from app.core.permissions import Actor, Role
from app.files.types import FileOfSubject
from app.rendering import permissions as may
from app.rendering.models import Batch, Document

MatterFilter = Callable[[Actor, Any], ColumnElement[bool]]

MatterGuard = Callable[[Actor, UUID], None]

_matter_filter: list[MatterFilter] = []
_matter_guard: list[MatterGuard] = []
_kept: dict[str, str] = {}

DOCUMENT_SUBJECT, BATCH_SUBJECT = "document", "document_batch"


def use_matter_filter(visible: MatterFilter) -> None:
    """Install the one visibility filter of matters; called from bootstrap, because matters stand above this context."""
    _matter_filter[:] = [visible]


def use_matter_guard(guard: MatterGuard) -> None:
    """Install what refuses an act on a matter; called from bootstrap."""
    _matter_guard[:] = [guard]


def require_may_act(actor: Actor, matter_id: UUID | None) -> None:
    """Before a paper of a matter is put on the record or declared void: raise as the installed guard does."""
    if matter_id is not None:
        for guard in _matter_guard:
            guard(actor, matter_id)


def keep_form_to(form_code: str, permission: str) -> None:
    """Let only holders of a permission read documents of this form (a session's record, a ruling's draft)."""
    _kept[form_code] = permission


def readable(actor: Actor) -> ColumnElement[bool]:
    """The filter of every list of documents."""
    if actor.role is Role.SYSTEM:
        return true()
    if not actor.may(may.DOCUMENT_READ):
        return false()
    return and_(_in_sight(actor, Document.matter_id), Document.form_code.not_in(closed_forms(actor)))


def closed_forms(actor: Actor) -> frozenset[str]:
    """The forms kept to a right this person lacks; others may know that such a paper exists, not what it says."""
    if actor.role is Role.SYSTEM:
        return frozenset()
    return frozenset(form_code for form_code, permission in _kept.items() if not actor.may(permission))


def _in_sight(actor: Actor, matter_column: InstrumentedAttribute[Any]) -> ColumnElement[bool]:
    own = and_(matter_column.is_(None), _own(actor))
    return or_(own, *(visible(actor, matter_column) for visible in _matter_filter))


def _own(actor: Actor) -> ColumnElement[bool]:
    return Document.issued_by.in_(actor.people)


def may_read(actor: Actor, document: Document) -> bool:
    """Whether the actor may read this very document."""
    statement = select(Document.id).where(Document.id == document.id, readable(actor))
    return db.session.execute(statement).first() is not None


def may_open_file(actor: Actor, stored: FileOfSubject) -> bool:
    """The right on a document's bytes is the right on the document; on a joined batch, to have asked for it."""
    if stored.subject_kind == BATCH_SUBJECT:
        batch = db.session.get(Batch, stored.subject_id)
        return batch is not None and actor.user_id is not None and batch.requested_by == actor.user_id
    document = db.session.get(Document, stored.subject_id)
    return document is not None and may_read(actor, document)
