"""One copy by machine: a unit that reads a matter it does not handle."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from app.api.resource import Resource
from app.dispatch import permissions as may
from app.dispatch import queries, schemas, services
from app.http.access import requires
from app.http.signed_in import current_actor
from app.http.versions import etag, seen_version

blp = Resource("api-copies", __name__, url_prefix="/copies", description="Units that read a matter without handling it")


def _shown(copy_id: UUID) -> Any:
    found = queries.get_copy(current_actor(), copy_id)
    return found, 200, etag(found)


@blp.get("/<uuid:copy_id>")
@requires(may.READ)
@blp.response(200, schemas.CopyOut)
def get_copy(copy_id: UUID) -> Any:
    """One copy."""
    return _shown(copy_id)


@blp.post("/<uuid:copy_id>/note")
@requires(may.COPY_NOTE)
@blp.response(200, schemas.CopyOut)
def note(copy_id: UUID) -> Any:
    """Say for one's unit that it was read."""
    services.note_copy(copy_id, actor=current_actor())
    return _shown(copy_id)


@blp.post("/<uuid:copy_id>/take-back")
@requires(may.COPY_SEND)
@blp.versioned
@blp.arguments(schemas.OrderReasonIn)
@blp.response(200, schemas.CopyOut)
def take_back(given: dict[str, Any], copy_id: UUID) -> Any:
    """The unit does not see the matter any more."""
    services.end_copy(copy_id, given["reason"], version=seen_version(), actor=current_actor())
    return _shown(copy_id)
