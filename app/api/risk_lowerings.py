"""Lowering a confirmed risk level by two persons, by machine."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from marshmallow import Schema, fields

from app.api.resource import AllowedAction, Detailed, Resource
from app.core.workflow import offers
from app.http.access import requires
from app.http.signed_in import current_actor
from app.http.versions import etag, seen_version
from app.intake import permissions as may
from app.intake import queries, services
from app.intake.commands import LoweringProposal
from app.intake.policies import require_visible
from app.intake.schemas import LoweringIn, LoweringOut, ReasonIn
from app.intake.workflow import LOWERING_WORKFLOW

blp = Resource(
    "api-risk-lowerings", __name__, url_prefix="/risk-lowerings", description="Lowering a risk level by two persons"
)


class LoweringQuery(Schema):
    """Of which matter."""

    matter_id = fields.UUID(required=True)


class LoweringListOut(Schema):
    """Every proposal of a matter, oldest first."""

    rows = fields.List(fields.Nested(LoweringOut))


class LoweringDetailOut(LoweringOut):
    """A proposal and what may be done now."""

    allowed_actions = fields.List(fields.Nested(AllowedAction))


def _shown(lowering_id: UUID, status: int = 200) -> Any:
    actor = current_actor()
    row = queries.get_lowering(actor, lowering_id)
    facts = queries.lowering_facts(queries.matter(row.matter_id))
    return Detailed(row, allowed_actions=offers(LOWERING_WORKFLOW, row, actor, facts)), status, etag(row)


@blp.get("")
@requires(may.EVENT_READ)
@blp.arguments(LoweringQuery, location="query")
@blp.response(200, LoweringListOut)
def list_lowerings(query: dict[str, Any]) -> Any:
    """The proposals of a visible matter."""
    require_visible(current_actor(), query["matter_id"])
    return {"rows": queries.lowerings_of(query["matter_id"])}


@blp.get("/<uuid:lowering_id>")
@requires(may.EVENT_READ)
@blp.response(200, LoweringDetailOut)
def get_lowering(lowering_id: UUID) -> Any:
    """One proposal."""
    return _shown(lowering_id)


@blp.post("/of/<uuid:matter_id>")
@requires(may.RISK_PROPOSE_LOWERING)
@blp.versioned
@blp.arguments(LoweringIn)
@blp.response(201, LoweringDetailOut)
def propose(proposal: LoweringProposal, matter_id: UUID) -> Any:
    """Propose a lower level; ``If-Match`` carries the matter's version."""
    made = services.propose_lowering(matter_id, proposal, version=seen_version(), actor=current_actor())
    return _shown(made, 201)


@blp.post("/<uuid:lowering_id>/agree")
@requires(may.RISK_CONFIRM)
@blp.versioned
@blp.response(200, LoweringDetailOut)
def agree(lowering_id: UUID) -> Any:
    """The second person agrees."""
    services.agree_to_lowering(lowering_id, version=seen_version(), actor=current_actor())
    return _shown(lowering_id)


@blp.post("/<uuid:lowering_id>/refuse")
@requires(may.RISK_CONFIRM)
@blp.versioned
@blp.arguments(ReasonIn)
@blp.response(200, LoweringDetailOut)
def refuse(given: dict[str, Any], lowering_id: UUID) -> Any:
    """The second person does not agree."""
    services.refuse_lowering(lowering_id, given["reason"], version=seen_version(), actor=current_actor())
    return _shown(lowering_id)


@blp.post("/<uuid:lowering_id>/withdraw")
@requires(may.RISK_PROPOSE_LOWERING)
@blp.versioned
@blp.response(200, LoweringDetailOut)
def withdraw(lowering_id: UUID) -> Any:
    """The proposer takes it back."""
    services.withdraw_lowering(lowering_id, version=seen_version(), actor=current_actor())
    return _shown(lowering_id)
