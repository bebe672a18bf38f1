"""Dispatching a matter by machine: the proposal with its reasons, the dispatch itself, further assistants, copies."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from marshmallow import Schema, fields

from app.api.resource import Detailed, Resource
from app.dispatch import permissions as may
from app.dispatch import queries, schemas, services
from app.dispatch.commands import CopyDetails, DispatchDecision
from app.dispatch.rules.routing import read_candidates
from app.http.access import requires
from app.http.signed_in import current_actor
from app.http.versions import etag, seen_version
from app.intake import queries as intake

blp = Resource("api-dispatching", __name__, url_prefix="/events", description="Who acts on a matter")


class DispatchedOut(Schema):
    """The orders that went out, the lead's first."""

    orders = fields.List(fields.Nested(schemas.NewOrderOut), required=True)


class CopiesOut(Schema):
    """All copies of a matter."""

    rows = fields.List(fields.Nested(schemas.CopyOut), required=True)


class KeptProposalsOut(Schema):
    """All proposals of a matter that were decided on."""

    rows = fields.List(fields.Nested(schemas.KeptProposalOut), required=True)


@blp.get("/<uuid:matter_id>/dispatch-proposal")
@requires(may.ISSUE)
@blp.response(200, schemas.ProposalOut)
def proposal(matter_id: UUID) -> Any:
    """Who should act, and why each candidate was or was not taken."""
    intake.get_event(current_actor(), matter_id)
    return queries.proposal_for(matter_id)


@blp.get("/<uuid:matter_id>/dispatch-proposals")
@requires(may.ROUTING_READ)
@blp.response(200, KeptProposalsOut)
def kept_proposals(matter_id: UUID) -> Any:
    """What was proposed at each dispatch, from what and why, and what was chosen, the latest first."""
    intake.get_event(current_actor(), matter_id)
    rows = queries.proposals_of(matter_id)
    return {
        "rows": [
            Detailed(
                row,
                inputs=row.proposed.get("inputs"),
                candidates=read_candidates(row.proposed.get("candidates", [])),
            )
            for row in rows
        ]
    }


@blp.post("/<uuid:matter_id>/dispatch")
@requires(may.ISSUE)
@blp.versioned
@blp.arguments(schemas.DispatchIn)
@blp.response(201, DispatchedOut)
def dispatch(decision: DispatchDecision, matter_id: UUID) -> Any:
    """Send the matter to one lead and any assistants; ``If-Match`` is the event's version."""
    return {"orders": services.dispatch_matter(matter_id, decision, version=seen_version(), actor=current_actor())}


@blp.post("/<uuid:matter_id>/add-assistants")
@requires(may.ISSUE)
@blp.versioned
@blp.arguments(schemas.AssistantsIn)
@blp.response(201, DispatchedOut)
def add_assistants(given: dict[str, Any], matter_id: UUID) -> Any:
    """Send further assistants to a matter that has its lead; ``If-Match`` is the event's version."""
    tasks = given["assistants"]
    return {"orders": services.add_assistants(matter_id, tasks, version=seen_version(), actor=current_actor())}


@blp.get("/<uuid:matter_id>/copies")
@requires(may.READ)
@blp.response(200, CopiesOut)
def list_copies(matter_id: UUID) -> Any:
    """Units that read the matter without handling it, the latest first."""
    intake.get_event(current_actor(), matter_id)
    return {"rows": queries.copies_of(matter_id)}


@blp.post("/<uuid:matter_id>/copies")
@requires(may.COPY_SEND)
@blp.arguments(schemas.CopyIn)
@blp.response(201, schemas.CopyOut)
def send_copy(details: CopyDetails, matter_id: UUID) -> Any:
    """Let a unit read the matter for a purpose."""
    actor = current_actor()
    found = queries.get_copy(actor, services.copy_matter(matter_id, details, actor=actor))
    return found, 201, etag(found)
