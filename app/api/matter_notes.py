"""Internal notes by machine: read and written by those who act on the matter."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from marshmallow import Schema, fields

from app.api.resource import PageQuery, Resource, page_body, page_schema
from app.core.errors import NotFound
from app.http.access import requires
from app.http.signed_in import current_actor
from app.intake import permissions as may
from app.intake import queries, schemas, services
from app.intake.policies import sees_to_act

blp = Resource(
    "api-matter-notes", __name__, url_prefix="/matter-notes", description="Notes among those who act on a matter"
)


class NoteQuery(PageQuery):
    """Which notes."""

    matter_id = fields.UUID(load_default=None)


class ReaderQuery(Schema):
    """Of which matter."""

    matter_id = fields.UUID(required=True)


class NewNoteIn(schemas.NoteIn):
    """A note and its matter."""

    matter_id = fields.UUID(required=True)


class ReadersOut(Schema):
    """Everybody who may be named."""

    items = fields.List(fields.Nested(schemas.NoteReaderOut))


@blp.get("")
@requires(may.NOTE_READ)
@blp.arguments(NoteQuery, location="query")
@blp.response(200, page_schema(schemas.NoteOut))
def list_notes(query: dict[str, Any]) -> Any:
    """Notes on the matters one acts on, the latest first."""
    page = queries.list_notes(
        current_actor(), query["matter_id"], query["updated_since"], cursor=query["cursor"], limit=query["limit"]
    )
    return page_body(page)


@blp.get("/readers")
@requires(may.NOTE_WRITE)
@blp.arguments(ReaderQuery, location="query")
@blp.response(200, ReadersOut)
def list_readers(query: dict[str, Any]) -> Any:
    """Who acts on the matter and may be named in a note."""
    if not sees_to_act(current_actor(), query["matter_id"]):
        raise NotFound()
    return {"items": queries.note_readers(query["matter_id"])}


@blp.post("")
@requires(may.NOTE_WRITE)
@blp.arguments(NewNoteIn)
@blp.response(201, schemas.NoteOut)
def write(given: dict[str, Any]) -> Any:
    """Write a note; whom it names is told once."""
    return services.write_note(given["matter_id"], given["words"], given["named"], actor=current_actor())


@blp.get("/<uuid:matter_note_id>")
@requires(may.NOTE_READ)
@blp.response(200, schemas.NoteOut)
def get_note(matter_note_id: UUID) -> Any:
    """One note."""
    return queries.get_note(current_actor(), matter_note_id)


@blp.post("/<uuid:matter_note_id>/withdraw")
@requires(may.NOTE_WRITE)
@blp.response(200, schemas.NoteOut)
def withdraw(matter_note_id: UUID) -> Any:
    """Take one's own note back within ten minutes."""
    services.withdraw_note(matter_note_id, actor=current_actor())
    return queries.get_note(current_actor(), matter_note_id)
