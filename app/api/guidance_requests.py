"""Guidance by machine: asking, taking, answering, deciding."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from marshmallow import fields, validate

from app.api.resource import AllowedAction, Detailed, PageQuery, Resource, page_body, page_schema
from app.core.workflow import offers
from app.guidance import permissions as may
from app.guidance import queries, schemas, services
from app.guidance.commands import OpinionDetails, RequestDetails
from app.guidance.workflow import GUIDANCE_WORKFLOW
from app.http.access import requires
from app.http.signed_in import current_actor
from app.http.versions import etag, seen_version

blp = Resource(
    "api-guidance-requests", __name__, url_prefix="/guidance-requests", description="Questions to the duty judge"
)


class GuidanceQuery(PageQuery):
    """Which requests."""

    tab = fields.String(load_default="", validate=validate.OneOf(["", *queries.TABS]))
    matter_id = fields.UUID(load_default=None)


class GuidanceDetailOut(schemas.GuidanceOut):
    """A request with what may be done now."""

    allowed_actions = fields.List(fields.Nested(AllowedAction))


class GuidanceRowOut(schemas.GuidanceOut):
    """A request in a list, without its opinions."""

    class Meta:
        exclude = ("opinions",)


def _shown(request_id: UUID, status: int = 200) -> Any:
    actor = current_actor()
    row = queries.get_request(actor, request_id)
    found = offers(GUIDANCE_WORKFLOW, row, actor, queries.guidance_facts(row, actor))
    return Detailed(row, allowed_actions=found), status, etag(row)


@blp.get("")
@requires(may.READ)
@blp.arguments(GuidanceQuery, location="query")
@blp.response(200, page_schema(GuidanceRowOut))
def list_requests(query: dict[str, Any]) -> Any:
    """Requests of the matters one may see, longest waiting first."""
    page = queries.list_requests(
        current_actor(),
        tab=query["tab"],
        matter_id=query["matter_id"],
        cursor=query["cursor"],
        limit=query["limit"],
    )
    return page_body(page)


@blp.post("")
@requires(may.ASK)
@blp.arguments(schemas.AskIn)
@blp.response(201, GuidanceDetailOut)
def ask(details: RequestDetails) -> Any:
    """Ask the judge on duty."""
    return _shown(services.ask(details, actor=current_actor()), 201)


@blp.get("/<uuid:request_id>")
@requires(may.READ)
@blp.response(200, GuidanceDetailOut)
def get_request(request_id: UUID) -> Any:
    """One request with its opinions."""
    return _shown(request_id)


@blp.post("/<uuid:request_id>/take")
@requires(may.ANSWER)
@blp.versioned
@blp.response(200, GuidanceDetailOut)
def take(request_id: UUID) -> Any:
    """Take a waiting request."""
    services.take(request_id, version=seen_version(), actor=current_actor())
    return _shown(request_id)


@blp.post("/<uuid:request_id>/recuse")
@requires(may.ANSWER)
@blp.versioned
@blp.arguments(schemas.RecuseIn)
@blp.response(200, GuidanceDetailOut)
def recuse(given: dict[str, Any], request_id: UUID) -> Any:
    """Step aside."""
    services.recuse(request_id, given["ground"], given["reason"], version=seen_version(), actor=current_actor())
    return _shown(request_id)


@blp.post("/<uuid:request_id>/ask-facts")
@requires(may.ANSWER)
@blp.versioned
@blp.arguments(schemas.ReasonIn)
@blp.response(200, GuidanceDetailOut)
def ask_facts(given: dict[str, Any], request_id: UUID) -> Any:
    """Ask the mediator for facts."""
    services.ask_facts(request_id, given["reason"], version=seen_version(), actor=current_actor())
    return _shown(request_id)


@blp.post("/<uuid:request_id>/supply-facts")
@requires(may.ASK)
@blp.versioned
@blp.arguments(schemas.ReasonIn)
@blp.response(200, GuidanceDetailOut)
def supply_facts(given: dict[str, Any], request_id: UUID) -> Any:
    """Supply the facts the judge asked for."""
    services.supply_facts(request_id, given["reason"], version=seen_version(), actor=current_actor())
    return _shown(request_id)


@blp.post("/<uuid:request_id>/answer")
@requires(may.ANSWER)
@blp.versioned
@blp.arguments(schemas.AnswerIn)
@blp.response(200, GuidanceDetailOut)
def answer(details: OpinionDetails, request_id: UUID) -> Any:
    """Give the opinion."""
    services.answer(request_id, details, version=seen_version(), actor=current_actor())
    return _shown(request_id)


@blp.post("/<uuid:request_id>/decide")
@requires(may.DECIDE)
@blp.versioned
@blp.arguments(schemas.DecideIn)
@blp.response(200, GuidanceDetailOut)
def decide(given: dict[str, Any], request_id: UUID) -> Any:
    """Adopt the opinion, in part, or not."""
    services.decide(request_id, given["adoption"], given["reason"], version=seen_version(), actor=current_actor())
    return _shown(request_id)


@blp.post("/<uuid:request_id>/report")
@requires(may.REPORT)
@blp.versioned
@blp.arguments(schemas.ReasonIn)
@blp.response(200, GuidanceDetailOut)
def report(given: dict[str, Any], request_id: UUID) -> Any:
    """Tell the judge what came of the advice."""
    services.report_outcome(request_id, given["reason"], version=seen_version(), actor=current_actor())
    return _shown(request_id)
