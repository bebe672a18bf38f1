"""The trail of a matter by machine."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from marshmallow import Schema, fields

from app.api.resource import PageQuery, Resource, page_body, page_schema
from app.audit import permissions as may
from app.audit import queries
from app.http.access import requires
from app.http.signed_in import current_actor
from app.intake import queries as intake

blp = Resource("api-audit-entries", __name__, url_prefix="/audit-entries", description="Who did what, when, in a chain")


class MatterQuery(PageQuery):
    """Of which matter."""

    matter_id = fields.UUID(required=True)


class EntryOut(Schema):
    """One act in a chain."""

    chain = fields.String()
    sequence = fields.Integer()
    happened_at = fields.AwareDateTime()
    action = fields.String()
    subject_kind = fields.String()
    subject_id = fields.UUID()
    role = fields.String()
    actor_name = fields.String()
    on_behalf_of = fields.String(allow_none=True)
    unit_name = fields.String()
    digest = fields.String()
    previous = fields.String()


@blp.get("")
@requires(may.TRAIL_READ)
@blp.arguments(MatterQuery, location="query")
@blp.response(200, page_schema(EntryOut))
def list_entries(query: dict[str, Any]) -> Any:
    """The trail of one matter, newest first."""
    matter_id: UUID = query["matter_id"]
    intake.get_event(current_actor(), matter_id)
    return page_body(queries.entries_of(matter_id, cursor=query["cursor"], limit=query["limit"]))
