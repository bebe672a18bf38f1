"""Turn a document of the record into bytes, once; the same record always gives the same bytes."""

from __future__ import annotations

import io
import json
from uuid import UUID

import pikepdf

from app.core import clock
from app.core.db import db
from app.core.errors import NotFound
from app.core.permissions import Actor
from app.core.unit_of_work import lock, unit_of_work
from app.files import services as files
from app.files.services import OpenedFile
from app.rendering import queries
from app.rendering.engine.envelope import Envelope
from app.rendering.engine.pool import Rendered, render_many
from app.rendering.engine.renderer import Work
from app.rendering.errors import RenderingFailed
from app.rendering.models import Document, TemplateVersion
from app.rendering.policies import DOCUMENT_SUBJECT
from app.rendering.services.press import press


def work_of(document: Document) -> Work:
    """What the renderer needs, from the stored content and the stored template version."""
    template = db.session.get_one(TemplateVersion, document.template_digest)
    return Work(template.root, template.sources, json.loads(document.content), Envelope(**document.envelope))


def keep_bytes(document: Document, pdf: bytes, *, actor: Actor) -> None:
    """Store the bytes and tie them to the document; the row must be locked or new."""
    name = f"{document.title}（{document.number}）v{document.version}.pdf"
    stored = files.store_bytes(
        pdf,
        name,
        matter_id=document.matter_id,
        subject_kind=DOCUMENT_SUBJECT,
        subject_id=document.id,
        actor=actor,
    )
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        document.pages = len(opened.pages)
    document.file_id, document.pdf_sha256 = stored.id, stored.sha256
    document.rendered_at, document.failure = clock.now(), None


def settle(document_id: UUID, result: Rendered, *, actor: Actor) -> bool:
    """Write down what a rendering gave; a second rendering of the same document changes nothing. True when printed."""
    with unit_of_work(actor):
        row = lock(Document, document_id)
        if row.file_id is not None:
            return True
        if result.failure:
            row.failure = result.failure
            return False
        keep_bytes(row, result.pdf, actor=actor)
        return True


def render_document(document_id: UUID, *, processes: int | None = None, actor: Actor) -> None:
    """Render one document and keep its bytes, unless that is done; raises RenderingFailed, NotFound."""
    document = db.session.get(Document, document_id)
    if document is None:
        raise NotFound()
    if document.file_id is not None:
        return
    code, work = document.form_code, work_of(document)
    ((_, result),) = render_many([work], press().processes if processes is None else processes)
    if not settle(document_id, result, actor=actor):
        raise RenderingFailed(code)


def document_file(document_id: UUID, *, actor: Actor) -> OpenedFile:
    """The document's PDF for a person who may read it; rendered here and now when the worker has not passed yet."""
    document = queries.document(document_id, actor=actor)
    if document.file_id is None:
        render_document(document_id, processes=0, actor=Actor.system())
        document = queries.document(document_id, actor=actor)
    if document.file_id is None:
        raise RenderingFailed(document.form_code)
    return files.open_file(document.file_id, actor=actor)
