"""Imports of old ledgers and work orders by machine: hand in a stored file, match, look, confirm, take back."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from marshmallow import Schema, fields, post_load, validate
from werkzeug.wrappers import Response

from app.api.resource import AllowedAction, Detailed, PageQuery, Resource, page_body, page_schema
from app.audit import services as audit
from app.core.workflow import offers
from app.http.access import requires
from app.http.signed_in import current_actor
from app.http.versions import etag, seen_version
from app.intake import permissions as may
from app.intake import queries, services
from app.intake.commands import ImportRequest, MappingChoice
from app.intake.schemas import ImportIn, ImportOut, MappingIn, ReasonIn, import_request
from app.intake.types import RowOutcome
from app.intake.workflow import IMPORT_KIND, IMPORT_WORKFLOW

MIME = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
}

blp = Resource(
    "api-event-imports", __name__, url_prefix="/event-imports", description="Old ledgers and work orders as lists"
)


class NewImportIn(ImportIn):
    """A list in a file that was stored with ``POST /files``."""

    file_id = fields.UUID(required=True)

    @post_load
    def make(self, given: dict[str, Any], **_: Any) -> tuple[ImportRequest, UUID]:  # type: ignore[override]
        """What the list is, and the file it stands in."""
        file_id = given.pop("file_id")
        return import_request(given), file_id


class ImportDetailOut(ImportOut):
    """An import with the counts of its rows and what may be done now."""

    counts = fields.Dict(
        keys=fields.String(validate=validate.OneOf([one.value for one in RowOutcome])), values=fields.Integer()
    )
    suggested_columns = fields.List(fields.String(), metadata={"description": "A field for each head, as suggested."})
    allowed_actions = fields.List(fields.Nested(AllowedAction))


class RowQuery(PageQuery):
    """Rows of one outcome."""

    outcome = fields.String(
        load_default=RowOutcome.BAD.value, validate=validate.OneOf([one.value for one in RowOutcome])
    )


class FaultOut(Schema):
    """What is wrong with a cell, or with the row where there is no column."""

    column = fields.Integer(allow_none=True, metadata={"description": "The place of the cell, from 0."})
    detail = fields.Function(lambda fault: str(queries.fault_words(fault)), metadata={"type": "string"})


class ImportRowOut(Schema):
    """One row: its number in the file, what became of it, the matter it is."""

    number = fields.Integer()
    outcome = fields.String(allow_none=True)
    faults = fields.List(fields.Nested(FaultOut))
    matter_id = fields.UUID(allow_none=True)


def _shown(import_id: UUID, status: int = 200) -> Any:
    actor = current_actor()
    found = queries.get_import(actor, import_id)
    counts = queries.outcome_counts([import_id])[import_id]
    acts = offers(IMPORT_WORKFLOW, found, actor, queries.import_facts(counts))
    columns = list(queries.choice_of(found).columns)
    return Detailed(found, counts=counts, allowed_actions=acts, suggested_columns=columns), status, etag(found)


@blp.get("")
@requires(may.EVENT_IMPORT)
@blp.arguments(PageQuery, location="query")
@blp.response(200, page_schema(ImportOut))
def list_imports(query: dict[str, Any]) -> Any:
    """List the imports of one's centre, newest first."""
    wanted = {"cursor": query["cursor"], "limit": query["limit"], "updated_since": query["updated_since"]}
    return page_body(queries.list_imports(current_actor(), **wanted))


@blp.post("")
@requires(may.EVENT_IMPORT)
@blp.arguments(NewImportIn)
@blp.response(201, ImportDetailOut)
def hand_in(given: tuple[ImportRequest, UUID]) -> Any:
    """Hand in a list from a stored file of one's own; no event is stored yet."""
    request, file_id = given
    return _shown(services.hand_in_stored_list(request, file_id, actor=current_actor()), 201)


@blp.get("/<uuid:import_id>")
@requires(may.EVENT_IMPORT)
@blp.response(200, ImportDetailOut)
def get_import(import_id: UUID) -> Any:
    """How far an import is, and what became of its rows."""
    return _shown(import_id)


@blp.post("/<uuid:import_id>/map")
@requires(may.EVENT_IMPORT)
@blp.versioned
@blp.arguments(MappingIn)
@blp.response(200, ImportDetailOut)
def match_columns(choice: MappingChoice, import_id: UUID) -> Any:
    """Say what the columns hold; all rows are checked by a job, nothing is stored."""
    services.match_columns(import_id, choice, version=seen_version(), actor=current_actor())
    return _shown(import_id)


@blp.get("/<uuid:import_id>/rows")
@requires(may.EVENT_IMPORT)
@blp.arguments(RowQuery, location="query")
@blp.response(200, page_schema(ImportRowOut))
def list_rows(query: dict[str, Any], import_id: UUID) -> Any:
    """The rows that came to one outcome, those to mend unless another is asked for."""
    queries.get_import(current_actor(), import_id)
    outcome = [RowOutcome(query["outcome"])]
    return page_body(queries.import_rows(import_id, outcome, cursor=query["cursor"], limit=query["limit"]))


@blp.get("/<uuid:import_id>/bad-rows")
@requires(may.EVENT_IMPORT)
@blp.response(200, {"format": "binary", "type": "string"}, content_type="*/*")
def bad_rows(import_id: UUID) -> Response:
    """The rows to mend as a file in the columns they came in, with a column of reasons."""
    actor = current_actor()
    found = queries.get_import(actor, import_id)
    audit.log_read("intake.bad_rows", IMPORT_KIND, found.id, matter_id=None, actor=actor)
    headers = {"Content-Disposition": f'attachment; filename="rows-to-mend.{found.ending}"'}
    return Response(queries.bad_rows_file(found), mimetype=MIME[found.ending], headers=headers)


@blp.post("/<uuid:import_id>/begin")
@requires(may.EVENT_IMPORT)
@blp.versioned
@blp.response(200, ImportDetailOut)
def begin(import_id: UUID) -> Any:
    """Store the rows without a fault, by a job."""
    services.begin_import(import_id, version=seen_version(), actor=current_actor())
    return _shown(import_id)


@blp.post("/<uuid:import_id>/undo")
@requires(may.EVENT_IMPORT_UNDO)
@blp.versioned
@blp.arguments(ReasonIn)
@blp.response(200, ImportDetailOut)
def undo(given: dict[str, Any], import_id: UUID) -> Any:
    """Take back every matter nobody has acted on, by a job."""
    services.undo_import(import_id, given["reason"], version=seen_version(), actor=current_actor())
    return _shown(import_id)


@blp.post("/<uuid:import_id>/drop")
@requires(may.EVENT_IMPORT)
@blp.versioned
@blp.response(200, ImportDetailOut)
def drop(import_id: UUID) -> Any:
    """Leave the list alone; its rows are forgotten."""
    services.drop_import(import_id, version=seen_version(), actor=current_actor())
    return _shown(import_id)
