"""Links between matters: related ones are made and undone here; merges and joins are made on the event."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from marshmallow import Schema, fields

from app.api.resource import PageQuery, Resource, page_body, page_schema
from app.http.access import requires
from app.http.signed_in import current_actor
from app.intake import permissions as may
from app.intake import queries, services
from app.intake.schemas import LinkIn, ReasonIn

blp = Resource("api-matter-links", __name__, url_prefix="/matter-links", description="Matters that belong together")


class LinkQuery(PageQuery):
    """Of which matter."""

    matter_id = fields.UUID(load_default=None)


class MatterLinkIn(LinkIn):
    """Two matters, and why they are related."""

    matter_id = fields.UUID(required=True)


class MatterLinkOut(Schema):
    """A link, standing or undone."""

    id = fields.UUID()
    matter_id = fields.UUID()
    other_id = fields.UUID()
    kind = fields.String()
    why = fields.String()
    made_by_name = fields.String()
    created_at = fields.AwareDateTime()
    undone_at = fields.AwareDateTime(allow_none=True)
    undone_by_name = fields.String(allow_none=True)
    undo_reason = fields.String(allow_none=True)


@blp.get("")
@requires(may.EVENT_READ)
@blp.arguments(LinkQuery, location="query")
@blp.response(200, page_schema(MatterLinkOut))
def list_links(query: dict[str, Any]) -> Any:
    """Links both of whose matters one may see, oldest first."""
    page = queries.list_links(
        current_actor(), matter_id=query["matter_id"], cursor=query["cursor"], limit=query["limit"]
    )
    return page_body(page)


@blp.get("/<uuid:link_id>")
@requires(may.EVENT_READ)
@blp.response(200, MatterLinkOut)
def get_link(link_id: UUID) -> Any:
    """One link."""
    return queries.get_link(current_actor(), link_id)


@blp.post("")
@requires(may.EVENT_MERGE)
@blp.arguments(MatterLinkIn)
@blp.response(201, MatterLinkOut)
def link(given: dict[str, Any]) -> Any:
    """Link two matters that concern each other; which is named first does not matter."""
    actor = current_actor()
    return queries.get_link(
        actor, services.link_matters(given["matter_id"], given["other_id"], given["why"], actor=actor)
    )


@blp.post("/<uuid:link_id>/undo")
@requires(may.EVENT_MERGE)
@blp.arguments(ReasonIn)
@blp.response(200, MatterLinkOut)
def unlink(given: dict[str, Any], link_id: UUID) -> Any:
    """Take a link of related matters back."""
    actor = current_actor()
    services.unlink_matters(link_id, given["reason"], actor=actor)
    return queries.get_link(actor, link_id)
