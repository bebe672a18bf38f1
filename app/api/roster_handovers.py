"""Hand-over lists by machine: preparing, writing, handing over, signing, taking back."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from marshmallow import fields, validate

from app.api.resource import AllowedAction, Detailed, PageQuery, Resource, page_body, page_schema
from app.http.access import requires
from app.http.signed_in import current_actor
from app.http.versions import etag, seen_version
from app.rosters import queries, services
from app.rosters.commands import HandoverText
from app.rosters.permissions import HAND_OVER
from app.rosters.schemas import HandoverIn, HandoverLineOut, HandoverOut, HandoverTextIn, TakeOverIn, TakerIn
from app.rosters.types import HandoverTab

blp = Resource(
    "api-roster-handovers", __name__, url_prefix="/rosters/handovers",
    description="What was open when somebody left a post, and who signed for it",
)  # fmt: skip


class HandoverQuery(PageQuery):
    """Lists to sign, one's own, or those of the unit."""

    tab = fields.String(
        load_default=HandoverTab.TO_SIGN.value, validate=validate.OneOf([one.value for one in HandoverTab])
    )


class HandoverFullOut(HandoverOut):
    """A list with the lines the caller may see, and what may be done now."""

    lines = fields.List(fields.Nested(HandoverLineOut))
    hidden_lines = fields.Integer(metadata={"description": "Lines whose matters the caller may not see."})
    alarm_at = fields.AwareDateTime(allow_none=True, metadata={"description": "When it alarms while unsigned."})
    allowed_actions = fields.List(fields.Nested(AllowedAction))


def _shown(handover_id: UUID, status: int = 200) -> Any:
    actor = current_actor()
    found = queries.handover(handover_id, actor=actor)
    lines = queries.shown_lines(found, actor)
    waits = found.state == "handed_over"
    full = Detailed(
        found, lines=lines.lines, hidden_lines=lines.hidden, alarm_at=queries.alarm_at(found) if waits else None,
        allowed_actions=queries.handover_offers(found, actor),
    )  # fmt: skip
    return full, status, etag(found)


@blp.get("")
@requires(HAND_OVER)
@blp.arguments(HandoverQuery, location="query")
@blp.response(200, page_schema(HandoverOut))
def list_handovers(query: dict[str, Any]) -> Any:
    """Lists of one tab, the newest first."""
    tab = HandoverTab(query["tab"])
    return page_body(queries.handover_page(current_actor(), tab, cursor=query["cursor"], limit=query["limit"]))


@blp.post("")
@requires(HAND_OVER)
@blp.arguments(HandoverIn)
@blp.response(201, HandoverFullOut)
def prepare(given: dict[str, Any]) -> Any:
    """List what is open at the post of one's duty; a duty has one list."""
    return _shown(services.prepare_handover(given["duty_id"], actor=current_actor()).id, 201)


@blp.get("/<uuid:handover_id>")
@requires(HAND_OVER)
@blp.response(200, HandoverFullOut)
def get_handover(handover_id: UUID) -> Any:
    """One list with its lines."""
    return _shown(handover_id)


@blp.put("/<uuid:handover_id>")
@requires(HAND_OVER)
@blp.versioned
@blp.arguments(HandoverTextIn)
@blp.response(200, HandoverFullOut)
def write(text: HandoverText, handover_id: UUID) -> Any:
    """Write note, remarks and one's own lines on a list that was not handed over yet."""
    services.write_handover(handover_id, text, version=seen_version(), actor=current_actor())
    return _shown(handover_id)


@blp.post("/<uuid:handover_id>/refresh")
@requires(HAND_OVER)
@blp.versioned
@blp.response(200, HandoverFullOut)
def refresh(handover_id: UUID) -> Any:
    """List anew what is open; what was written stays."""
    services.refresh_handover(handover_id, version=seen_version(), actor=current_actor())
    return _shown(handover_id)


@blp.post("/<uuid:handover_id>/hand-over")
@requires(HAND_OVER)
@blp.versioned
@blp.response(200, HandoverFullOut)
def hand_over(handover_id: UUID) -> Any:
    """Freeze the list and tell the next one."""
    services.hand_over(handover_id, version=seen_version(), actor=current_actor())
    return _shown(handover_id)


@blp.post("/<uuid:handover_id>/sign")
@requires(HAND_OVER)
@blp.versioned
@blp.arguments(TakeOverIn)
@blp.response(200, HandoverFullOut)
def sign(given: dict[str, Any], handover_id: UUID) -> Any:
    """Sign for the list."""
    services.sign_handover(handover_id, given["remark"], version=seen_version(), actor=current_actor())
    return _shown(handover_id)


@blp.post("/<uuid:handover_id>/take-back")
@requires(HAND_OVER)
@blp.versioned
@blp.response(200, HandoverFullOut)
def take_back(handover_id: UUID) -> Any:
    """Take one's list back before it is signed."""
    services.take_back(handover_id, version=seen_version(), actor=current_actor())
    return _shown(handover_id)


@blp.post("/<uuid:handover_id>/assign")
@requires(HAND_OVER)
@blp.versioned
@blp.arguments(TakerIn)
@blp.response(200, HandoverFullOut)
def assign(given: dict[str, Any], handover_id: UUID) -> Any:
    """As the head of the unit, say who takes over."""
    services.assign_taker(handover_id, given["membership_id"], version=seen_version(), actor=current_actor())
    return _shown(handover_id)
