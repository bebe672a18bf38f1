"""Wage schedules and receipts of money by machine, under the same conditions as the pages."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import Response
from flask_smorest.fields import Upload
from marshmallow import Schema, fields, validate

from app.api.resource import AllowedAction, PageQuery, Resource, page_body, page_schema
from app.claims import permissions as may
from app.claims import queries, schemas, services
from app.claims.commands import ScheduleDetails
from app.claims.errors import SpreadsheetRefused
from app.claims.types import ScheduleState, WorkerClaim
from app.core import clock
from app.http.access import requires
from app.http.signed_in import current_actor
from app.http.versions import etag, seen_version

blp = Resource(
    "api-claim-schedules", __name__, url_prefix="/claim-schedules", description="Wage schedules, verified by two people"
)
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class ClaimScheduleQuery(PageQuery):
    """Which schedules."""

    matter_id = fields.UUID(load_default=None)
    state = fields.String(load_default="", validate=validate.OneOf(["", *(one.value for one in ScheduleState)]))


class ClaimScheduleDetailOut(schemas.ClaimScheduleOut):
    """A schedule with its rows and what may be done now."""

    rows = fields.List(fields.Nested(schemas.ClaimRowOut))
    verified_capitals = fields.String()
    findings = fields.List(fields.Dict())
    allowed_actions = fields.List(fields.Nested(AllowedAction))


class SpreadsheetIn(Schema):
    """A spreadsheet of the one template."""

    file = Upload(required=True)


class DryRunQuery(Schema):
    """Whether to look only."""

    dry_run = fields.Boolean(load_default=False)


class CellErrorOut(Schema):
    """One wrong cell; row 0 and an empty column mean the whole sheet, an empty sheet the whole file."""

    sheet = fields.String()
    row = fields.Integer()
    column = fields.String()
    title = fields.String()
    value = fields.String()
    code = fields.String()
    message = fields.String()


class SpreadsheetReportOut(Schema):
    """A spreadsheet as read and verified: wrong cells, or every worker with the trace of the sum, and the totals."""

    verified_as_of = fields.String()
    errors = fields.List(fields.Nested(CellErrorOut))
    employer = fields.String(allow_none=True)
    claimed_months = fields.List(fields.String())
    blocked = fields.Boolean()
    findings = fields.List(fields.Dict())
    not_due_months = fields.List(fields.String())
    workers = fields.List(fields.Dict())
    totals = fields.Dict(allow_none=True)


class RevealedOut(Schema):
    """A worker's particulars in full."""

    id_number = fields.String(allow_none=True)
    phone = fields.String(allow_none=True)
    account = fields.String(allow_none=True)


def _shown(schedule_id: UUID, status: int = 200) -> Any:
    actor = current_actor()
    schedule = queries.get_schedule(schedule_id, actor=actor)
    body = {
        **{name: getattr(schedule, name) for name in schemas.ClaimScheduleOut().fields},
        "rows": schedule.rows,
        "verified_capitals": queries.capitals_of(schedule),
        "findings": schedule.findings,
        "allowed_actions": queries.offers_on(schedule, actor),
    }
    return body, status, etag(schedule)


@blp.get("")
@requires(may.SCHEDULE_READ)
@blp.arguments(ClaimScheduleQuery, location="query")
@blp.response(200, page_schema(schemas.ClaimScheduleOut))
def list_schedules(query: dict[str, Any]) -> Any:
    """Schedules of the matters one may see."""
    return page_body(queries.list_schedules(current_actor(), **query))


@blp.post("")
@requires(may.SCHEDULE_ENTER)
@blp.arguments(schemas.NewClaimScheduleIn)
@blp.response(201, ClaimScheduleDetailOut)
def open_schedule(given: dict[str, Any]) -> Any:
    """Begin a schedule for one employer of a matter."""
    return _shown(services.open_schedule(given["matter_id"], given["terms"], actor=current_actor()), 201)


@blp.get("/template.xlsx")
@requires(may.SCHEDULE_READ)
@blp.response(200, {"type": "string", "format": "binary"}, content_type=XLSX)
def template() -> Response:
    """The one template to fill in."""
    return Response(services.template_spreadsheet(), mimetype=XLSX)


@blp.get("/<uuid:schedule_id>")
@requires(may.SCHEDULE_READ)
@blp.response(200, ClaimScheduleDetailOut)
def get_schedule(schedule_id: UUID) -> Any:
    """One schedule with its rows; every sum comes with its trace."""
    return _shown(schedule_id)


@blp.post("/<uuid:schedule_id>/change-terms")
@requires(may.SCHEDULE_ENTER)
@blp.versioned
@blp.arguments(schemas.ClaimScheduleIn)
@blp.response(200, ClaimScheduleDetailOut)
def change_terms(details: ScheduleDetails, schedule_id: UUID) -> Any:
    """Correct employer, pay day or months."""
    services.change_terms(schedule_id, details, version=seen_version(), actor=current_actor())
    return _shown(schedule_id)


@blp.post("/<uuid:schedule_id>/save-worker")
@requires(may.SCHEDULE_ENTER)
@blp.versioned
@blp.arguments(schemas.ClaimWorkerIn)
@blp.response(200, ClaimScheduleDetailOut)
def save_worker(worker: WorkerClaim, schedule_id: UUID) -> Any:
    """Put a worker on the schedule, or correct the row of the same number."""
    services.save_worker(schedule_id, worker, version=seen_version(), actor=current_actor())
    return _shown(schedule_id)


@blp.post("/<uuid:schedule_id>/import")
@requires(may.SCHEDULE_ENTER)
@blp.versioned
@blp.arguments(DryRunQuery, location="query")
@blp.arguments(SpreadsheetIn, location="files")
@blp.response(200, SpreadsheetReportOut)
def import_spreadsheet(query: dict[str, Any], files: dict[str, Any], schedule_id: UUID) -> Any:
    """Read a spreadsheet, every wrong cell listed; import it, all or nothing, unless it is a dry run."""
    actor, version = current_actor(), seen_version()
    content = files["file"].read()
    checked = queries.check_for(schedule_id, content, clock.today(), actor=actor)
    report = queries.schedule_report(checked, clock.today())
    if query["dry_run"]:
        return report
    if not checked.ok:
        raise SpreadsheetRefused(checked.read.errors)
    upload = services.upload_spreadsheet(schedule_id, files["file"].filename or "", content, actor=actor)
    services.import_upload(upload, version=version, actor=actor)
    return report


def _acted(schedule_id: UUID, service: Any) -> Any:
    service(schedule_id, version=seen_version(), actor=current_actor())
    return _shown(schedule_id)


@blp.post("/<uuid:schedule_id>/undo-import")
@requires(may.SCHEDULE_ENTER)
@blp.versioned
@blp.response(200, ClaimScheduleDetailOut)
def undo_import(schedule_id: UUID) -> Any:
    """Take the last import back."""
    return _acted(schedule_id, services.undo_import)


@blp.post("/<uuid:schedule_id>/enter")
@requires(may.SCHEDULE_ENTER)
@blp.versioned
@blp.response(200, ClaimScheduleDetailOut)
def enter(schedule_id: UUID) -> Any:
    """Hand the schedule to human resources."""
    return _acted(schedule_id, services.enter_schedule)


@blp.post("/<uuid:schedule_id>/verify")
@requires(may.SCHEDULE_VERIFY)
@blp.versioned
@blp.response(200, ClaimScheduleDetailOut)
def verify(schedule_id: UUID) -> Any:
    """Stand for the figures as the verifying officer."""
    return _acted(schedule_id, services.verify_schedule)


@blp.post("/<uuid:schedule_id>/second-check")
@requires(may.SCHEDULE_VERIFY)
@blp.versioned
@blp.response(200, ClaimScheduleDetailOut)
def second_check(schedule_id: UUID) -> Any:
    """Stand for the figures as the second officer."""
    return _acted(schedule_id, services.second_check_schedule)


@blp.post("/<uuid:schedule_id>/freeze")
@requires(may.SCHEDULE_FREEZE)
@blp.versioned
@blp.response(200, ClaimScheduleDetailOut)
def freeze(schedule_id: UUID) -> Any:
    """Freeze the schedule under its digest."""
    return _acted(schedule_id, services.freeze_schedule)


@blp.post("/<uuid:schedule_id>/send-back")
@requires(may.SCHEDULE_VERIFY)
@blp.versioned
@blp.arguments(schemas.ClaimReasonIn)
@blp.response(200, ClaimScheduleDetailOut)
def send_back(given: dict[str, Any], schedule_id: UUID) -> Any:
    """Give the schedule back to be corrected."""
    services.send_back_schedule(schedule_id, given["reason"], version=seen_version(), actor=current_actor())
    return _shown(schedule_id)


@blp.post("/<uuid:schedule_id>/reopen")
@requires(may.SCHEDULE_ENTER)
@blp.versioned
@blp.arguments(schemas.ClaimReasonIn)
@blp.response(200, ClaimScheduleDetailOut)
def reopen(given: dict[str, Any], schedule_id: UUID) -> Any:
    """Open the schedule again to correct it."""
    services.reopen_schedule(schedule_id, given["reason"], version=seen_version(), actor=current_actor())
    return _shown(schedule_id)


@blp.post("/<uuid:schedule_id>/rows/<uuid:row_id>/accept-difference")
@requires(may.DIFFERENCE_ACCEPT)
@blp.versioned
@blp.arguments(schemas.DifferenceAcceptanceIn)
@blp.response(200, ClaimScheduleDetailOut)
def accept_difference(given: dict[str, Any], schedule_id: UUID, row_id: UUID) -> Any:
    """Record that the worker accepts the verified sum."""
    row = queries.get_row(row_id, schedule_id=schedule_id, actor=current_actor())
    services.accept_difference(
        row.id, given["channel"], note=given["note"], version=seen_version(), actor=current_actor()
    )
    return _shown(schedule_id)


@blp.post("/<uuid:schedule_id>/rows/<uuid:row_id>/remove")
@requires(may.SCHEDULE_ENTER)
@blp.versioned
@blp.response(200, ClaimScheduleDetailOut)
def remove_worker(schedule_id: UUID, row_id: UUID) -> Any:
    """Take a worker off the schedule."""
    row = queries.get_row(row_id, schedule_id=schedule_id, actor=current_actor())
    services.remove_worker(row.id, version=seen_version(), actor=current_actor())
    return _shown(schedule_id)


@blp.post("/<uuid:schedule_id>/rows/<uuid:row_id>/reveal")
@requires(may.ROW_REVEAL)
@blp.arguments(schemas.ClaimReasonIn)
@blp.response(200, RevealedOut)
def reveal(given: dict[str, Any], schedule_id: UUID, row_id: UUID) -> Any:
    """Identity number, phone and account in full; the trail keeps the reason."""
    row = queries.get_row(row_id, schedule_id=schedule_id, actor=current_actor())
    return services.reveal_row(row.id, given["reason"], actor=current_actor())
