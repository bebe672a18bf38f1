"""Saved views by machine: the queries people keep of their lists."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from marshmallow import Schema, fields

from app.api.resource import Resource
from app.http.access import requires
from app.http.signed_in import current_actor
from app.search import permissions as may
from app.search import queries, services
from app.search.schemas import SavedViewIn, SavedViewOut
from app.search.types import ViewList, ViewScope

blp = Resource("api-saved-views", __name__, url_prefix="/saved-views", description="Queries kept of lists")


class SavedViewsOut(Schema):
    """All views one is offered; a person keeps a few."""

    items = fields.List(fields.Nested(SavedViewOut))


@blp.get("")
@requires(may.VIEW_KEEP)
@blp.response(200, SavedViewsOut)
def list_views() -> Any:
    """The views one is offered: one's own first."""
    return {"items": queries.views_of(current_actor())}


@blp.post("")
@requires(may.VIEW_KEEP)
@blp.arguments(SavedViewIn)
@blp.response(201, SavedViewOut)
def keep_view(given: dict[str, Any]) -> Any:
    """Keep a query under a name; the same name of one's own on the same list is given the new query."""
    return services.keep_view(
        ViewList(given["list"]), given["name"], given["query"], ViewScope(given["scope"]), actor=current_actor()
    )


@blp.get("/<uuid:view_id>")
@requires(may.VIEW_KEEP)
@blp.response(200, SavedViewOut)
def get_view(view_id: UUID) -> Any:
    """One view."""
    return queries.get_view(current_actor(), view_id)


@blp.post("/<uuid:view_id>/drop")
@requires(may.VIEW_KEEP)
@blp.response(204)
def drop_view(view_id: UUID) -> Any:
    """Give a view up."""
    services.drop_view(view_id, actor=current_actor())
