"""Supervisions by machine: issuing, acknowledging, replying, checking."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from marshmallow import fields, validate

from app.api.resource import AllowedAction, Detailed, PageQuery, Resource, page_body, page_schema
from app.dispatch import permissions as may
from app.dispatch import queries, schemas, services
from app.dispatch.commands import ReplyDetails
from app.dispatch.types import SupervisionLevel
from app.http.access import requires
from app.http.signed_in import current_actor
from app.http.versions import etag, seen_version

blp = Resource(
    "api-supervisions", __name__, url_prefix="/supervisions", description="Formal chases about progress and quality"
)


class SupervisionQuery(PageQuery):
    """Which supervisions."""

    tab = fields.String(load_default="", validate=validate.OneOf(["", "all", *queries.SUPERVISION_TABS]))
    level = fields.String(load_default="", validate=validate.OneOf(["", *[one.value for one in SupervisionLevel]]))
    unit_id = fields.UUID(load_default=None)
    matter_id = fields.UUID(load_default=None)


class SupervisionFullOut(schemas.SupervisionDetailOut):
    """A supervision with what may be done now."""

    allowed_actions = fields.List(fields.Nested(AllowedAction))


def _shown(supervision_id: UUID, status: int = 200) -> Any:
    actor = current_actor()
    row = queries.get_supervision(actor, supervision_id)
    return Detailed(row, allowed_actions=queries.supervision_offers(row, actor)), status, etag(row)


@blp.get("")
@requires(may.SUPERVISION_READ)
@blp.arguments(SupervisionQuery, location="query")
@blp.response(200, page_schema(schemas.SupervisionOut))
def list_supervisions(query: dict[str, Any]) -> Any:
    """Supervisions of the matters one may see, the earliest due first."""
    actor = current_actor()
    wanted = queries.SupervisionFilter(
        tab=query["tab"],
        level=query["level"],
        unit_id=query["unit_id"],
        matter_id=query["matter_id"],
        updated_since=query["updated_since"],
    )
    page = queries.list_supervisions(actor, wanted, cursor=query["cursor"], limit=query["limit"])
    return page_body(page, total=queries.count_supervisions(actor, wanted))


@blp.post("")
@requires(may.SUPERVISION_ISSUE)
@blp.arguments(schemas.SupervisionIn)
@blp.response(201, SupervisionFullOut)
def issue(given: dict[str, Any]) -> Any:
    """Chase the unit of an order, about progress and quality alone."""
    actor = current_actor()
    order = queries.get_order(actor, given["order_id"])
    return _shown(services.issue_supervision(schemas.supervision_of(order, given), actor=actor), 201)


@blp.get("/<uuid:supervision_id>")
@requires(may.SUPERVISION_READ)
@blp.response(200, SupervisionFullOut)
def get_supervision(supervision_id: UUID) -> Any:
    """One supervision."""
    return _shown(supervision_id)


@blp.post("/<uuid:supervision_id>/acknowledge")
@requires(may.SUPERVISION_ACKNOWLEDGE)
@blp.versioned
@blp.response(200, SupervisionFullOut)
def acknowledge(supervision_id: UUID) -> Any:
    """Acknowledge the supervision."""
    services.acknowledge_supervision(supervision_id, version=seen_version(), actor=current_actor())
    return _shown(supervision_id)


@blp.post("/<uuid:supervision_id>/reply")
@requires(may.SUPERVISION_REPLY)
@blp.versioned
@blp.arguments(schemas.ReplyIn)
@blp.response(200, SupervisionFullOut)
def reply(details: ReplyDetails, supervision_id: UUID) -> Any:
    """The unit's head answers with cause, progress and measures."""
    services.reply_to_supervision(supervision_id, details, version=seen_version(), actor=current_actor())
    return _shown(supervision_id)


@blp.post("/<uuid:supervision_id>/accept")
@requires(may.SUPERVISION_CHECK)
@blp.versioned
@blp.arguments(schemas.OrderReasonIn)
@blp.response(200, SupervisionFullOut)
def accept(given: dict[str, Any], supervision_id: UUID) -> Any:
    """The centre accepts the reply."""
    services.accept_reply(supervision_id, given["reason"], version=seen_version(), actor=current_actor())
    return _shown(supervision_id)


@blp.post("/<uuid:supervision_id>/find-insufficient")
@requires(may.SUPERVISION_CHECK)
@blp.versioned
@blp.arguments(schemas.OrderReasonIn)
@blp.response(200, SupervisionFullOut)
def find_insufficient(given: dict[str, Any], supervision_id: UUID) -> Any:
    """The centre finds the reply insufficient and chases on."""
    services.find_reply_insufficient(supervision_id, given["reason"], version=seen_version(), actor=current_actor())
    return _shown(supervision_id)
