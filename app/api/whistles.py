"""Whistles by machine: calling units to the spot, answering, noting arrivals, ending."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from marshmallow import fields, post_load, validate

from app.api.resource import AllowedAction, Detailed, PageQuery, Resource, page_body, page_schema
from app.dispatch import permissions as may
from app.dispatch import queries, schemas, services
from app.dispatch.commands import ComingDetails, WhistleDetails
from app.http.access import requires
from app.http.signed_in import current_actor
from app.http.versions import etag, seen_version

blp = Resource("api-whistles", __name__, url_prefix="/whistles", description="Units called to the spot of a matter")


class WhistleQuery(PageQuery):
    """Which whistles."""

    tab = fields.String(load_default="", validate=validate.OneOf(["", "all", *queries.WHISTLE_TABS]))
    matter_id = fields.UUID(load_default=None)


class NewWhistleIn(schemas.WhistleIn):
    """A whistle and the matter it is about."""

    matter_id = fields.UUID(required=True)

    @post_load
    def make(self, given: dict[str, Any], **_: Any) -> Any:
        """The matter and the frozen value services take."""
        return {"matter_id": given.pop("matter_id"), "details": super().make(given)}


class WhistleFullOut(schemas.WhistleOut):
    """A whistle with what its own side may do now."""

    allowed_actions = fields.List(fields.Nested(AllowedAction))


def _shown(whistle_id: UUID, status: int = 200) -> Any:
    actor = current_actor()
    row = queries.get_whistle(actor, whistle_id)
    return Detailed(row, allowed_actions=queries.whistle_offers(row, actor)), status, etag(row)


@blp.get("")
@requires(may.WHISTLE_READ)
@blp.arguments(WhistleQuery, location="query")
@blp.response(200, page_schema(schemas.WhistleOut))
def list_whistles(query: dict[str, Any]) -> Any:
    """Whistles on the matters one may see, the latest first."""
    actor = current_actor()
    wanted = queries.WhistleFilter(tab=query["tab"], matter_id=query["matter_id"], updated_since=query["updated_since"])
    page = queries.list_whistles(actor, wanted, cursor=query["cursor"], limit=query["limit"])
    return page_body(page, total=queries.count_whistles(actor, wanted))


@blp.post("")
@requires(may.WHISTLE_CALL)
@blp.arguments(NewWhistleIn)
@blp.response(201, WhistleFullOut)
def blow(given: dict[str, Any]) -> Any:
    """Call units to the spot; they read the matter while the whistle stands."""
    details: WhistleDetails = given["details"]
    return _shown(services.blow_whistle(given["matter_id"], details, actor=current_actor()), 201)


@blp.get("/<uuid:whistle_id>")
@requires(may.WHISTLE_READ)
@blp.response(200, WhistleFullOut)
def get_whistle(whistle_id: UUID) -> Any:
    """One whistle with its units."""
    return _shown(whistle_id)


@blp.post("/<uuid:whistle_id>/acknowledge")
@requires(may.WHISTLE_ANSWER)
@blp.arguments(schemas.ComingIn)
@blp.response(200, WhistleFullOut)
def acknowledge(details: ComingDetails, whistle_id: UUID) -> Any:
    """Say for one's unit who comes, and when."""
    services.acknowledge_whistle(whistle_id, details, actor=current_actor())
    return _shown(whistle_id)


@blp.post("/<uuid:whistle_id>/decline")
@requires(may.WHISTLE_ANSWER)
@blp.arguments(schemas.OrderReasonIn)
@blp.response(200, WhistleFullOut)
def decline(given: dict[str, Any], whistle_id: UUID) -> Any:
    """Say for one's unit why nobody comes."""
    services.decline_whistle(whistle_id, given["reason"], actor=current_actor())
    return _shown(whistle_id)


@blp.post("/<uuid:whistle_id>/units/<uuid:unit_id>/arrive")
@requires(may.WHISTLE_READ)
@blp.arguments(schemas.ArrivalIn)
@blp.response(200, WhistleFullOut)
def arrive(given: dict[str, Any], whistle_id: UUID, unit_id: UUID) -> Any:
    """Note that a unit is there; the unit itself or the side that whistled, whichever is first."""
    services.record_arrival(whistle_id, unit_id, given["arrived_at"], actor=current_actor())
    return _shown(whistle_id)


@blp.post("/<uuid:whistle_id>/units/<uuid:unit_id>/correct-arrival")
@requires(may.WHISTLE_CALL)
@blp.versioned
@blp.arguments(schemas.CorrectionIn)
@blp.response(200, WhistleFullOut)
def correct_arrival(given: dict[str, Any], whistle_id: UUID, unit_id: UUID) -> Any:
    """Put another hour of arrival in place of a wrong one; the earlier one stays on record."""
    services.correct_arrival(
        whistle_id, unit_id, given["arrived_at"], given["reason"], version=seen_version(), actor=current_actor()
    )
    return _shown(whistle_id)


@blp.post("/<uuid:whistle_id>/end")
@requires(may.WHISTLE_CALL)
@blp.versioned
@blp.arguments(schemas.WhistleEndIn)
@blp.response(200, WhistleFullOut)
def end(given: dict[str, Any], whistle_id: UUID) -> Any:
    """End the whistle with a result for each unit; their sight of the matter ends with it."""
    services.end_whistle(whistle_id, given["results"], given["note"], version=seen_version(), actor=current_actor())
    return _shown(whistle_id)


@blp.post("/<uuid:whistle_id>/withdraw")
@requires(may.WHISTLE_CALL)
@blp.versioned
@blp.arguments(schemas.OrderReasonIn)
@blp.response(200, WhistleFullOut)
def withdraw(given: dict[str, Any], whistle_id: UUID) -> Any:
    """Take the whistle back before anybody came."""
    services.withdraw_whistle(whistle_id, given["reason"], version=seen_version(), actor=current_actor())
    return _shown(whistle_id)
