"""Many documents at once: counted as they are done, can be left and found again, joined into one PDF on wish."""

from __future__ import annotations

import io
from collections.abc import Sequence
from uuid import UUID

import pikepdf
from sqlalchemy import select

from app.core import clock, jobs
from app.core.db import db
from app.core.errors import InvalidInput, NotFound
from app.core.ids import new_id
from app.core.permissions import Actor, authorise
from app.core.text import msg
from app.core.unit_of_work import lock, unit_of_work
from app.files import services as files
from app.files.queries import file_by_id
from app.files.services import store
from app.rendering import permissions as may
from app.rendering import queries
from app.rendering.engine.pool import Rendered, render_many
from app.rendering.models import Batch, BatchRow, Document
from app.rendering.policies import BATCH_SUBJECT
from app.rendering.services.press import press
from app.rendering.services.printing import settle, work_of

MOST = 500


def start_batch(
    document_ids: Sequence[UUID], *, title: str, joined: bool = False, matter_id: UUID | None = None, actor: Actor
) -> UUID:
    """Hand documents to the pdf worker; every one must be the actor's to read. Returns the batch's id.

    Raises InvalidInput for none or more than 500, NotFound for a document out of sight.
    """
    authorise(actor, may.BATCH_RENDER)
    wanted = list(dict.fromkeys(document_ids))
    if not 0 < len(wanted) <= MOST:
        raise InvalidInput({"documents": [msg("一次可以生成1至{most}份文书。", most=MOST)]})
    with unit_of_work(actor) as uow:
        for document_id in wanted:
            queries.document(document_id, actor=actor)
        batch = Batch(
            id=new_id(),
            title=title,
            matter_id=matter_id,
            total=len(wanted),
            joined=joined,
            requested_by=actor.user_id,
            requested_by_name=actor.name,
        )
        db.session.add(batch)
        db.session.flush()
        db.session.add_all(
            BatchRow(batch_id=batch.id, position=position, document_id=document_id)
            for position, document_id in enumerate(wanted)
        )
        uow.audit("rendering.start_batch", BATCH_SUBJECT, batch.id, matter_id, {"documents": wanted})
        jobs.defer("rendering.render_batch", batch_id=str(batch.id))
        return batch.id


def render_batch(batch_id: UUID, *, actor: Actor) -> None:
    """Render what a batch still lacks, each on its own, and count; a second run goes on where the first one stopped."""
    open_rows = list(
        db.session.execute(
            select(BatchRow.position, BatchRow.document_id)
            .where(BatchRow.batch_id == batch_id, BatchRow.finished_at.is_(None))
            .order_by(BatchRow.position)
        )
    )
    works, rows = [], []
    for position, document_id in open_rows:
        document = db.session.get_one(Document, document_id)
        if document.file_id is not None:
            _count(batch_id, position, "", actor=actor)
        else:
            works.append(work_of(document))
            rows.append((position, document_id))
    for index, result in render_many(works, press().processes):
        position, document_id = rows[index]
        printed = settle(document_id, result, actor=actor)
        _count(batch_id, position, "" if printed else _failure(result), actor=actor)
    _finish(batch_id, actor=actor)


def _failure(result: Rendered) -> str:
    return result.failure or "not rendered"


def _count(batch_id: UUID, position: int, failure: str, *, actor: Actor) -> None:
    with unit_of_work(actor):
        batch = lock(Batch, batch_id)
        row = db.session.get_one(BatchRow, (batch_id, position), populate_existing=True)
        if row.finished_at is not None:
            return
        row.finished_at, row.failure = clock.now(), failure or None
        batch.done += 0 if failure else 1
        batch.failed += 1 if failure else 0


def _finish(batch_id: UUID, *, actor: Actor) -> None:
    with unit_of_work(actor):
        batch = lock(Batch, batch_id)
        if batch.finished_at is not None:
            return
        if batch.joined and batch.done:
            stored = files.store_bytes(
                _joined(batch_id),
                f"{batch.title}.pdf",
                matter_id=batch.matter_id,
                subject_kind=BATCH_SUBJECT,
                subject_id=batch.id,
                actor=actor,
            )
            batch.file_id = stored.id
        batch.finished_at = clock.now()


def _joined(batch_id: UUID) -> bytes:
    """All printed documents of the batch in one PDF, in printing order."""
    if not (rows := queries.rows_of(batch_id)):
        raise NotFound()
    whole = pikepdf.new()
    for _, document in rows:
        if document.file_id is not None:
            path = store().path_of(file_by_id(document.file_id).sha256)
            with pikepdf.open(path) as part:
                whole.pages.extend(part.pages)
    target = io.BytesIO()
    whole.save(target, deterministic_id=True)
    return target.getvalue()
