"""What pages and API hand in and get back for internal notes."""

from __future__ import annotations

from marshmallow import EXCLUDE, Schema, fields, validate

from app.intake.rules.notes import LONGEST_NOTE
from app.intake.schemas.events import TOO_LONG

MOST_SENT = 50


class NoteIn(Schema):
    """A note as it is written: its words, and who is told."""

    class Meta:
        unknown = EXCLUDE

    words = fields.String(load_default="", validate=validate.Length(0, LONGEST_NOTE, error=str(TOO_LONG)))
    named = fields.List(fields.UUID(), load_default=list, validate=validate.Length(max=MOST_SENT))


class NamedOut(Schema):
    """Somebody a note names."""

    id = fields.UUID()
    name = fields.String()
    unit = fields.String()


class NoteOut(Schema):
    """A note; the words of a withdrawn one are gone."""

    id = fields.UUID(required=True)
    matter_id = fields.UUID(required=True)
    author_name = fields.String()
    author_for = fields.String(allow_none=True)
    author_unit = fields.String()
    words = fields.Function(
        lambda row: row.words if row.withdrawn_at is None else None, metadata={"type": ["string", "null"]}
    )
    named = fields.List(fields.Nested(NamedOut))
    created_at = fields.AwareDateTime()
    withdrawn_at = fields.AwareDateTime(allow_none=True)


class NoteReaderOut(Schema):
    """Somebody who may be named."""

    user_id = fields.UUID()
    name = fields.String()
    unit_name = fields.String()
