"""Reads of documents and batches, with the visibility filter and a stable order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, func, or_, select

from app.core.db import db
from app.core.errors import NotFound
from app.core.pagination import PAGE_SIZES, Page, keyset
from app.core.permissions import Actor
from app.core.text import msg
from app.core.workflow import Offer, Refusal
from app.rendering import permissions as may
from app.rendering.forms_catalogue import FORMS, Form
from app.rendering.models import Batch, BatchRow, Document
from app.rendering.policies import closed_forms, readable
from app.rendering.samples import SAMPLES
from app.rendering.types import LEAST_VOID_REASON, Standing


def forms_kept_from(actor: Actor) -> frozenset[str]:
    """The forms kept to a right this person lacks; he may know that such a paper exists, not what it says."""
    return closed_forms(actor)


@dataclass(frozen=True)
class DocumentFilter:
    """What a list of documents is narrowed to; empty fields narrow nothing."""

    matter_id: UUID | None = None
    form_code: str = ""
    number: str = ""
    subject_kind: str = ""
    subject_id: UUID | None = None
    updated_since: datetime | None = None


def all_forms() -> Sequence[Form]:
    """Every printed form, by code."""
    return [FORMS[form_code] for form_code in sorted(FORMS)]


def sample_keys(form_code: str = "") -> Sequence[str]:
    """The samples there are, of one form or of all: a code, or a code and its variant."""
    return [key for key in sorted(SAMPLES) if not form_code or key.partition(":")[0] == form_code]


def _narrowed(actor: Actor, wanted: DocumentFilter) -> Select[Document]:
    statement = select(Document).where(readable(actor))
    if wanted.matter_id:
        statement = statement.where(Document.matter_id == wanted.matter_id)
    if wanted.form_code:
        statement = statement.where(Document.form_code == wanted.form_code.upper())
    if wanted.number:
        statement = statement.where(Document.number.contains(wanted.number, autoescape=True))
    if wanted.subject_kind:
        statement = statement.where(Document.subject_kind == wanted.subject_kind)
    if wanted.updated_since:
        since = wanted.updated_since
        statement = statement.where(or_(Document.issued_at >= since, Document.voided_at >= since))
    if wanted.subject_id:
        statement = statement.where(Document.subject_id == wanted.subject_id)
    return statement


def documents(
    wanted: DocumentFilter, *, cursor: str | None = None, limit: int = PAGE_SIZES[0], actor: Actor
) -> Page[Document]:
    """One page of the documents the actor may read, newest first."""
    return keyset(_narrowed(actor, wanted), [Document.id], cursor=cursor, limit=limit, descending=True)


def documents_of_matter(matter_id: UUID, *, actor: Actor) -> Sequence[Document]:
    """All documents of a matter the actor may read, oldest first."""
    statement = _narrowed(actor, DocumentFilter(matter_id=matter_id)).order_by(Document.id)
    return db.session.execute(statement).scalars().all()


def document(document_id: UUID, *, actor: Actor) -> Document:
    """One document; raises NotFound when it is not the actor's to read."""
    found = db.session.execute(select(Document).where(Document.id == document_id, readable(actor))).scalar_one_or_none()
    if found is None:
        raise NotFound()
    return found


def documents_named(document_ids: Sequence[UUID], *, actor: Actor) -> Sequence[Document]:
    """The documents with these ids the actor may read, oldest first."""
    statement = select(Document).where(Document.id.in_(document_ids), readable(actor)).order_by(Document.id)
    return db.session.execute(statement).scalars().all()


def latest_document(form_code: str, subject_kind: str, subject_id: UUID) -> Document | None:
    """The newest version of a form for a subject, voided ones left out; for the services of other contexts."""
    statement = select(Document).where(
        Document.form_code == form_code,
        Document.subject_kind == subject_kind,
        Document.subject_id == subject_id,
        Document.voided_at.is_(None),
    )
    return db.session.execute(statement.order_by(Document.version.desc()).limit(1)).scalar_one_or_none()


def standings(rows: Sequence[Document]) -> dict[UUID, Standing]:
    """How each document stands: void, draft, replaced by a later version, or valid."""
    subjects = {row.subject_id for row in rows}
    later = (
        select(Document.form_code, Document.subject_kind, Document.subject_id, func.max(Document.version))
        .where(Document.subject_id.in_(subjects), Document.draft.is_(False), Document.voided_at.is_(None))
        .group_by(Document.form_code, Document.subject_kind, Document.subject_id)
    )
    newest = {tuple(found[:3]): found[3] for found in db.session.execute(later)}
    return {row.id: _standing(row, newest) for row in rows}


def _standing(row: Document, newest: Mapping[tuple[Any, ...], int]) -> Standing:
    if row.voided_at is not None:
        return Standing.VOIDED
    if row.draft:
        return Standing.DRAFT
    latest = newest.get((row.form_code, row.subject_kind, row.subject_id), row.version)
    return Standing.SUPERSEDED if latest > row.version else Standing.VALID


def offers_on(row: Document, actor: Actor) -> list[Offer]:
    """What the actor may do with a document besides reading it."""
    if not actor.may(may.DOCUMENT_VOID):
        return []
    refusal = Refusal("document_void", msg("这份文书已经作废。")) if row.voided_at is not None else None
    return [Offer("void", msg("作废"), refusal, LEAST_VOID_REASON)]


def batch(batch_id: UUID, *, actor: Actor) -> Batch:
    """A batch its requester asked for; raises NotFound for anybody else."""
    found = db.session.get(Batch, batch_id)
    if found is None or found.requested_by is None or found.requested_by != actor.user_id:
        raise NotFound()
    return found


def batches(*, actor: Actor) -> Sequence[Batch]:
    """The actor's twenty latest batches."""
    statement = select(Batch).where(Batch.requested_by == actor.user_id).order_by(Batch.id.desc()).limit(20)
    return db.session.execute(statement).scalars().all()


def rows_of(batch_id: UUID) -> Sequence[tuple[BatchRow, Document]]:
    """The rows of a batch with their documents, in printing order."""
    statement = select(BatchRow, Document).join(Document, Document.id == BatchRow.document_id)
    rows = db.session.execute(statement.where(BatchRow.batch_id == batch_id).order_by(BatchRow.position))
    return [(row, found) for row, found in rows]
