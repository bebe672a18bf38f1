"""Parties of matters, masked."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from marshmallow import fields

from app.api.resource import PageQuery, Resource, page_body, page_schema
from app.http.access import requires
from app.http.signed_in import current_actor
from app.http.versions import etag, seen_version
from app.intake import permissions as may
from app.intake import queries, services
from app.intake.commands import PartyDetails
from app.intake.schemas import PartyIn, PartyOut

blp = Resource("api-parties", __name__, url_prefix="/parties", description="Who stands in a matter, and where")


class PartyQuery(PageQuery):
    """Of which matter."""

    matter_id = fields.UUID(load_default=None)


class MatterQuery(PageQuery):
    """The matter the party joins."""

    matter_id = fields.UUID(required=True)


@blp.get("")
@requires(may.EVENT_READ)
@blp.arguments(PartyQuery, location="query")
@blp.response(200, page_schema(PartyOut))
def list_parties(query: dict[str, Any]) -> Any:
    """Parties of the matters one may see."""
    return page_body(
        queries.list_parties(
            current_actor(), matter_id=query["matter_id"], cursor=query["cursor"], limit=query["limit"]
        )
    )


@blp.get("/<uuid:party_id>")
@requires(may.EVENT_READ)
@blp.response(200, PartyOut)
def get_party(party_id: UUID) -> Any:
    """One party."""
    party = queries.get_party(current_actor(), party_id)
    return party, 200, etag(party)


@blp.post("")
@requires(may.PARTY_EDIT)
@blp.versioned
@blp.arguments(MatterQuery, location="query")
@blp.arguments(PartyIn)
@blp.response(201, PartyOut)
def add_party(query: dict[str, Any], details: PartyDetails) -> Any:
    """Add a party to a matter; ``If-Match`` is the event's version."""
    party_id = services.add_party(query["matter_id"], details, version=seen_version(), actor=current_actor())
    party = queries.get_party(current_actor(), party_id)
    return party, 201, etag(party)


@blp.post("/<uuid:party_id>/correct")
@requires(may.PARTY_EDIT)
@blp.versioned
@blp.arguments(PartyIn)
@blp.response(200, PartyOut)
def correct(details: PartyDetails, party_id: UUID) -> Any:
    """Correct a party's particulars."""
    services.correct_party(party_id, details, version=seen_version(), actor=current_actor())
    party = queries.get_party(current_actor(), party_id)
    return party, 200, etag(party)
