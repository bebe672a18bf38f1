"""Action items of consultations by machine: the list, doing one, moving its day."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from marshmallow import fields, validate

from app.api.resource import PageQuery, Resource, page_body, page_schema
from app.dispatch import permissions as may
from app.dispatch import queries, schemas, services
from app.http.access import requires
from app.http.signed_in import current_actor
from app.http.versions import etag, seen_version

blp = Resource(
    "api-action-items", __name__, url_prefix="/action-items", description="What units do after a consultation"
)


class ActionItemQuery(PageQuery):
    """Which action items; ``ours`` keeps those of one's own unit."""

    tab = fields.String(load_default="", validate=validate.OneOf(["", "all", *queries.ITEM_TABS]))
    matter_id = fields.UUID(load_default=None)
    ours = fields.Boolean(load_default=False)


def _shown(action_item_id: UUID) -> Any:
    found = queries.get_item(current_actor(), action_item_id)
    return found, 200, etag(found)


@blp.get("")
@requires(may.MEETING_READ)
@blp.arguments(ActionItemQuery, location="query")
@blp.response(200, page_schema(schemas.ActionItemOut))
def list_action_items(query: dict[str, Any]) -> Any:
    """Action items in force on the matters one may see, the earliest due first."""
    actor = current_actor()
    wanted = queries.MeetingFilter(
        tab=query["tab"], matter_id=query["matter_id"], updated_since=query["updated_since"], ours=query["ours"]
    )
    page = queries.list_items(actor, wanted, cursor=query["cursor"], limit=query["limit"])
    return page_body(page, total=queries.count_items(actor, wanted))


@blp.get("/<uuid:action_item_id>")
@requires(may.MEETING_READ)
@blp.response(200, schemas.ActionItemOut)
def get_action_item(action_item_id: UUID) -> Any:
    """One action item."""
    return _shown(action_item_id)


@blp.post("/<uuid:action_item_id>/move")
@requires(may.MEETING_ATTEND)
@blp.versioned
@blp.arguments(schemas.MoveIn)
@blp.response(200, schemas.ActionItemOut)
def move(given: dict[str, Any], action_item_id: UUID) -> Any:
    """Move the day with a reason; the earlier day stays on record."""
    actor = current_actor()
    services.move_item(action_item_id, given["due_on"], given["reason"], version=seen_version(), actor=actor)
    return _shown(action_item_id)


@blp.post("/<uuid:action_item_id>/finish")
@requires(may.MEETING_ATTEND)
@blp.versioned
@blp.arguments(schemas.WordsIn)
@blp.response(204)
def finish(given: dict[str, Any], action_item_id: UUID) -> Any:
    """Say that it is done, and how; the sight of the matter may end with it."""
    services.finish_item(action_item_id, given["words"], version=seen_version(), actor=current_actor())
