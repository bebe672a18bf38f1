"""Acts on many rows by machine: foreseen for each row, then confirmed."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from app.api.resource import PageQuery, Resource, page_body, page_schema
from app.bulk import permissions as may
from app.bulk import queries, services
from app.bulk.commands import BulkInputs
from app.bulk.schemas import BulkRunBriefOut, BulkRunIn, BulkRunOut, InputsIn
from app.bulk.types import BulkAct
from app.http.access import requires
from app.http.signed_in import current_actor
from app.http.writes import each_time

blp = Resource("api-bulk-runs", __name__, url_prefix="/bulk-runs", description="One act on many rows of a list")


@blp.get("")
@requires(may.MAKE)
@blp.arguments(PageQuery(only=("cursor", "limit")), location="query")
@blp.response(200, page_schema(BulkRunBriefOut))
def list_runs(query: dict[str, Any]) -> Any:
    """One's own confirmed runs, the latest first."""
    return page_body(queries.list_runs(current_actor(), cursor=query["cursor"], limit=query["limit"]))


@blp.post("")
@requires(may.MAKE)
@blp.arguments(BulkRunIn)
@blp.response(201, BulkRunOut)
def prepare(given: dict[str, Any]) -> Any:
    """Foresee an act on up to 200 rows, each with the version seen; the answer says for each row what it will get."""
    actor, inputs = current_actor(), BulkInputs(words=given["words"], unit_id=given["unit_id"])
    return queries.get_run(actor, services.prepare_run(BulkAct(given["act"]), given["rows"], inputs, actor=actor))


@blp.get("/<uuid:run_id>")
@requires(may.MAKE)
@blp.response(200, BulkRunOut)
def get_run(run_id: UUID) -> Any:
    """One of one's own runs with an answer for each row."""
    return queries.get_run(current_actor(), run_id)


@blp.post("/<uuid:run_id>/change")
@requires(may.MAKE)
@blp.arguments(InputsIn)
@blp.response(200, BulkRunOut)
def change(inputs: BulkInputs, run_id: UUID) -> Any:
    """Foresee it anew with other words or another unit; refused once it was confirmed."""
    actor = current_actor()
    services.change_inputs(run_id, inputs, actor=actor)
    return queries.get_run(actor, run_id)


@blp.post("/<uuid:run_id>/confirm")
@requires(may.MAKE)
@each_time
@blp.arguments(InputsIn)
@blp.response(200, BulkRunOut)
def confirm(inputs: BulkInputs, run_id: UUID) -> Any:
    """Do it, each row on its own; asked again it does no row twice and goes on where it was broken off."""
    actor = current_actor()
    services.confirm_run(run_id, inputs, actor=actor)
    return queries.get_run(actor, run_id)
