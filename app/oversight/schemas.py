"""What pages and API hand in and get back for duties and leads."""

from __future__ import annotations

from typing import Any

from marshmallow import EXCLUDE, Schema, fields, post_load, validate

from app.oversight.commands import LeadDetails


class DutyNoteIn(Schema):
    """What was done, or the note of the day."""

    note = fields.String(required=True, validate=validate.Length(1, 1000))


class LeadIn(Schema):
    """Who leads a matter."""

    class Meta:
        unknown = EXCLUDE

    official_name = fields.String(required=True, validate=validate.Length(1, 80))
    official_post = fields.String(required=True, validate=validate.Length(1, 120))
    official_user_id = fields.UUID(load_default=None, allow_none=True)
    until_on = fields.Date(required=True)
    measures = fields.String(required=True, validate=validate.Length(1, 2000))

    @post_load
    def make(self, given: dict[str, Any], **_: Any) -> LeadDetails:
        """The frozen value services take."""
        return LeadDetails(**given)


class MeasureOut(Schema):
    """One measure of a level."""

    id = fields.UUID()
    matter_id = fields.UUID()
    state = fields.String()
    version = fields.Integer()
    kind = fields.String()
    level = fields.String()
    day = fields.Date(allow_none=True)
    owner_unit_id = fields.UUID()
    owner_user_id = fields.UUID(allow_none=True)
    due_at = fields.AwareDateTime(allow_none=True)
    request_id = fields.UUID(allow_none=True)
    note = fields.String()
    done_by_name = fields.String(allow_none=True)
    done_at = fields.AwareDateTime(allow_none=True)
    ended_why = fields.String(allow_none=True)


class LeadOut(Schema):
    """Who leads or led a matter."""

    id = fields.UUID()
    matter_id = fields.UUID()
    version = fields.Integer()
    level = fields.String()
    official_name = fields.String()
    official_post = fields.String()
    official_user_id = fields.UUID(allow_none=True)
    from_on = fields.Date()
    until_on = fields.Date()
    measures = fields.String()
    named_by_name = fields.String()
    ended_on = fields.Date(allow_none=True)
    ended_why = fields.String(allow_none=True)
