"""The measures of a risk level by machine: the list, done, the note of the day, the lead official, the two forms."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from marshmallow import Schema, fields, validate

from app.api.resource import AllowedAction, Detailed, PageQuery, Resource, page_body, page_schema
from app.core.workflow import offers
from app.http.access import requires
from app.http.signed_in import current_actor
from app.http.versions import etag, seen_version
from app.intake.policies import require_visible
from app.oversight import forms, queries, schemas, services
from app.oversight import permissions as may
from app.oversight.commands import LeadDetails
from app.oversight.workflow import DUTY_WORKFLOW

blp = Resource("api-risk-duties", __name__, url_prefix="/risk-duties", description="What a risk level obliges to")


class MeasureQuery(PageQuery):
    """Which open measures."""

    tab = fields.String(load_default="open", validate=validate.OneOf(queries.TABS))


class MeasureDetailOut(schemas.MeasureOut):
    """A measure and what may be done now."""

    allowed_actions = fields.List(fields.Nested(AllowedAction))


class MatterMeasuresOut(Schema):
    """Every measure a matter had, and everybody who led it, oldest first."""

    duties = fields.List(fields.Nested(schemas.MeasureOut))
    leads = fields.List(fields.Nested(schemas.LeadOut))


class PrintedOut(Schema):
    """The document that was issued."""

    document_id = fields.UUID()


def _shown(measure_id: UUID, status: int = 200) -> Any:
    actor = current_actor()
    row = queries.get_duty(actor, measure_id)
    return Detailed(row, allowed_actions=offers(DUTY_WORKFLOW, row, actor)), status, etag(row)


def _of_matter(matter_id: UUID) -> dict[str, Any]:
    return {"duties": queries.duties_of(matter_id), "leads": queries.leads_of(matter_id)}


@blp.get("")
@requires(may.DUTY_READ)
@blp.arguments(MeasureQuery, location="query")
@blp.response(200, page_schema(schemas.MeasureOut))
def list_duties(query: dict[str, Any]) -> Any:
    """Open measures of visible matters: one's own, those overdue, or all."""
    return page_body(queries.list_duties(current_actor(), query["tab"], cursor=query["cursor"], limit=query["limit"]))


@blp.get("/<uuid:measure_id>")
@requires(may.DUTY_READ)
@blp.response(200, MeasureDetailOut)
def get_duty(measure_id: UUID) -> Any:
    """One measure."""
    return _shown(measure_id)


@blp.post("/<uuid:measure_id>/done")
@requires(may.DUTY_DONE)
@blp.versioned
@blp.arguments(schemas.DutyNoteIn)
@blp.response(200, MeasureDetailOut)
def mark_done(given: dict[str, Any], measure_id: UUID) -> Any:
    """A measure is done, and how."""
    services.mark_done(measure_id, given["note"], version=seen_version(), actor=current_actor())
    return _shown(measure_id)


@blp.get("/of/<uuid:matter_id>")
@requires(may.DUTY_READ)
@blp.response(200, MatterMeasuresOut)
def measures_of_matter(matter_id: UUID) -> Any:
    """The measures and leads of a visible matter."""
    require_visible(current_actor(), matter_id)
    return _of_matter(matter_id)


@blp.post("/of/<uuid:matter_id>/name-lead")
@requires(may.LEAD_NAME)
@blp.versioned
@blp.arguments(schemas.LeadIn)
@blp.response(201, MatterMeasuresOut)
def name_lead(details: LeadDetails, matter_id: UUID) -> Any:
    """Name who leads a red or orange matter; D49 is issued with it."""
    services.name_lead(matter_id, details, version=seen_version(), actor=current_actor())
    return _of_matter(matter_id)


@blp.post("/of/<uuid:matter_id>/write-note")
@requires(may.NOTE_WRITE)
@blp.arguments(schemas.DutyNoteIn)
@blp.response(201, MeasureDetailOut)
def write_note(given: dict[str, Any], matter_id: UUID) -> Any:
    """Today's note of a red matter; a day that has passed cannot be written any more."""
    return _shown(services.write_note(matter_id, given["note"], actor=current_actor()), 201)


@blp.post("/of/<uuid:matter_id>/print-warning")
@requires(may.WARNING_PRINT)
@blp.response(201, PrintedOut)
def print_warning(matter_id: UUID) -> Any:
    """Issue D48."""
    return {"document_id": forms.issue_warning(matter_id, actor=current_actor()).id}


@blp.post("/of/<uuid:matter_id>/print-lead-form")
@requires(may.WARNING_PRINT)
@blp.response(201, PrintedOut)
def print_lead_form(matter_id: UUID) -> Any:
    """Issue D49 with the notes so far."""
    return {"document_id": forms.issue_lead_form(matter_id, actor=current_actor()).id}
