"""Issued documents by machine: lists, one document, its bytes, voiding it, batches."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from marshmallow import Schema, fields, validate
from werkzeug.wrappers import Response

from app.api.papers import ISSUED_FOR
from app.api.resource import PageQuery, Resource, allowed, page_body, page_schema
from app.core.errors import StaleVersion
from app.core.text import msg
from app.http.access import requires
from app.http.sending import PDF, send_opened
from app.http.signed_in import current_actor
from app.http.versions import etag, seen_version
from app.rendering import permissions as may
from app.rendering import queries, schemas, services
from app.rendering.queries import DocumentFilter

blp = Resource("api-documents", __name__, url_prefix="/documents", description="Printed forms that were issued")


#: The columns of a document that the API tells; its content stays inside the PDF.
STORED = (
    "id", "form_code", "title", "number", "version", "draft", "verify_code", "content_digest", "pdf_sha256", "pages",
    "matter_id", "subject_kind", "subject_id", "issued_at", "issued_by_name", "voided_at", "void_reason",
)  # fmt: skip


class DocumentQuery(PageQuery, schemas.DocumentQuestion):
    """Of which matter, form, number; changed since when."""

    matter = fields.UUID(load_default=None)


def _told(rows: Any) -> list[dict[str, Any]]:
    standings, actor = queries.standings(rows), current_actor()
    return [
        {
            **{name: getattr(row, name) for name in STORED},
            "state": standings[row.id].value,
            "allowed_actions": allowed(queries.offers_on(row, actor)),
        }
        for row in rows
    ]


class IssueIn(Schema):
    """Which form, and of what."""

    form = fields.String(required=True, validate=validate.OneOf(list(ISSUED_FOR)))
    subject_id = fields.UUID(required=True)


class IssuedOut(Schema):
    """What was issued: a form goes to one, or to each party."""

    rows = fields.List(fields.Nested(schemas.DocumentOut))


def _shown(document_id: UUID) -> Any:
    row = queries.document(document_id, actor=current_actor())
    return _told([row])[0], 200, etag(row)


@blp.get("")
@requires(may.DOCUMENT_READ)
@blp.arguments(DocumentQuery, location="query")
@blp.response(200, page_schema(schemas.DocumentOut))
def list_documents(query: dict[str, Any]) -> Any:
    """The documents one may read, newest first."""
    wanted = DocumentFilter(
        matter_id=query["matter"],
        form_code=query["form"],
        number=query["number"],
        updated_since=query["updated_since"],
    )
    page = queries.documents(wanted, cursor=query["cursor"], limit=query["limit"], actor=current_actor())
    return page_body(page, _told(page.rows))


@blp.post("")
@requires(may.DOCUMENT_READ)
@blp.arguments(IssueIn)
@blp.response(201, IssuedOut)
def issue(asked: dict[str, Any]) -> Any:
    """Issue a printed form of a subject; who may is said by the rules of its page."""
    made = ISSUED_FOR[asked["form"]](asked["subject_id"], actor=current_actor())
    papers = made if isinstance(made, list) else [made]
    return {"rows": _told(queries.documents_named([one.id for one in papers], actor=current_actor()))}


@blp.get("/<uuid:document_id>")
@requires(may.DOCUMENT_READ)
@blp.response(200, schemas.DocumentOut)
def get_document(document_id: UUID) -> Any:
    """One document."""
    return _shown(document_id)


@blp.get("/<uuid:document_id>/pdf")
@requires(may.DOCUMENT_READ)
@blp.response(200, {"format": "binary", "type": "string"}, content_type=PDF)
def get_pdf(document_id: UUID) -> Response:
    """Its bytes; rendered at the first asking if the worker has not passed yet."""
    return send_opened(services.document_file(document_id, actor=current_actor()))


@blp.post("/<uuid:document_id>/void")
@requires(may.DOCUMENT_VOID)
@blp.versioned
@blp.arguments(schemas.VoidIn)
@blp.response(200, schemas.DocumentOut)
def void_document(asked: dict[str, Any], document_id: UUID) -> Any:
    """Declare it void, with a reason."""
    row = queries.document(document_id, actor=current_actor())
    if (seen := seen_version()) != row.version:
        raise StaleVersion(seen, row.version)
    services.void_document(document_id, asked["reason"], actor=current_actor())
    return _shown(document_id)


@blp.post("/batches")
@requires(may.BATCH_RENDER)
@blp.arguments(schemas.BatchIn)
@blp.response(202, schemas.BatchOut)
def start_batch(asked: dict[str, Any]) -> Any:
    """Render several documents, on wish joined into one PDF."""
    title = asked["title"] or str(msg("批量生成文书"))
    batch_id = services.start_batch(asked["documents"], title=title, joined=asked["joined"], actor=current_actor())
    return queries.batch(batch_id, actor=current_actor())


@blp.get("/batches/<uuid:batch_id>")
@requires(may.BATCH_RENDER)
@blp.response(200, schemas.BatchOut)
def get_batch(batch_id: UUID) -> Any:
    """How far a batch of one's own is."""
    return queries.batch(batch_id, actor=current_actor())
