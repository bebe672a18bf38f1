"""Resolving, return visits, closing and dossiers by machine."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from marshmallow import fields

from app.api.resource import AllowedAction, Detailed, PageQuery, Resource, page_body, page_schema
from app.closure import permissions as may
from app.closure import queries, schemas, services
from app.closure.commands import VisitDetails
from app.closure.workflow import VISIT_WORKFLOW
from app.core.workflow import offers
from app.http.access import requires
from app.http.signed_in import current_actor
from app.http.versions import etag, seen_version

blp = Resource(
    "api-return-visits", __name__, url_prefix="/return-visits", description="Checks after a matter was resolved"
)


class VisitQuery(PageQuery):
    """Of which matter."""

    matter_id = fields.UUID(load_default=None)


class VisitDetailOut(schemas.VisitOut):
    """A visit with its answers and what may be done now."""

    answers = fields.List(fields.Nested(schemas.VisitAnswerOut))
    allowed_actions = fields.List(fields.Nested(AllowedAction))


def _shown(visit_id: UUID) -> Any:
    actor = current_actor()
    row = queries.get_visit(actor, visit_id)
    found = offers(VISIT_WORKFLOW, row, actor, queries.visit_facts(row))
    return Detailed(row, allowed_actions=found), 200, etag(row)


@blp.get("")
@requires(may.VISIT_READ)
@blp.arguments(VisitQuery, location="query")
@blp.response(200, page_schema(schemas.VisitOut))
def list_visits(query: dict[str, Any]) -> Any:
    """Visits of the matters one may see, the earliest due first."""
    page = queries.list_visits(
        current_actor(), matter_id=query["matter_id"], cursor=query["cursor"], limit=query["limit"]
    )
    return page_body(page)


@blp.get("/<uuid:visit_id>")
@requires(may.VISIT_READ)
@blp.response(200, VisitDetailOut)
def get_visit(visit_id: UUID) -> Any:
    """One visit."""
    return _shown(visit_id)


@blp.post("/<uuid:visit_id>/record-answers")
@requires(may.VISIT)
@blp.versioned
@blp.arguments(schemas.VisitIn)
@blp.response(200, VisitDetailOut)
def record_answers(details: VisitDetails, visit_id: UUID) -> Any:
    """What the parties answered."""
    services.record_answers(visit_id, details, version=seen_version(), actor=current_actor())
    return _shown(visit_id)


@blp.post("/<uuid:visit_id>/note-try")
@requires(may.VISIT)
@blp.arguments(schemas.NoteIn)
@blp.response(200, VisitDetailOut)
def note_try(given: dict[str, Any], visit_id: UUID) -> Any:
    """A try that reached nobody."""
    services.note_try(visit_id, given["reason"], actor=current_actor())
    return _shown(visit_id)


@blp.post("/<uuid:visit_id>/mark-unreachable")
@requires(may.VISIT)
@blp.versioned
@blp.response(200, VisitDetailOut)
def mark_unreachable(visit_id: UUID) -> Any:
    """Three tries failed."""
    services.mark_unreachable(visit_id, version=seen_version(), actor=current_actor())
    return _shown(visit_id)


@blp.post("/<uuid:visit_id>/pass")
@requires(may.VISIT)
@blp.versioned
@blp.response(200, VisitDetailOut)
def pass_visit(visit_id: UUID) -> Any:
    """All settled."""
    services.pass_visit(visit_id, version=seen_version(), actor=current_actor())
    return _shown(visit_id)


@blp.post("/<uuid:visit_id>/report-problem")
@requires(may.VISIT)
@blp.versioned
@blp.arguments(schemas.NoteIn)
@blp.response(200, VisitDetailOut)
def report_problem(given: dict[str, Any], visit_id: UUID) -> Any:
    """Something is not settled: the matter is reopened."""
    services.report_problem(visit_id, given["reason"], version=seen_version(), actor=current_actor())
    return _shown(visit_id)
