"""Disputes at their end by machine: resolve, close, and the dossier."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from marshmallow import fields

from app.api.resource import AllowedAction, Detailed, PageQuery, Resource, page_body, page_schema
from app.closure import permissions as may
from app.closure import queries, schemas, services
from app.closure.workflow import DOSSIER_WORKFLOW
from app.core.errors import NotFound
from app.core.workflow import offers
from app.http.access import requires
from app.http.signed_in import current_actor
from app.http.versions import etag, seen_version
from app.intake import queries as intake
from app.intake.schemas import EventOut

blp = Resource(
    "api-dossiers", __name__, url_prefix="/disputes", description="Disputes at their end, and their dossiers"
)


class DossierDetailOut(schemas.DossierOut):
    """A dossier with what may be done now."""

    allowed_actions = fields.List(fields.Nested(AllowedAction))


def _event(matter_id: UUID) -> Any:
    event = intake.get_event(current_actor(), matter_id)
    return event, 200, etag(event)


def _dossier(matter_id: UUID) -> Any:
    intake.get_event(current_actor(), matter_id)
    row = queries.dossier_of(matter_id)
    if row is None:
        raise NotFound()
    found = offers(DOSSIER_WORKFLOW, row, current_actor(), {"papers_missing": ""})
    return Detailed(row, allowed_actions=found), 200, etag(row)


def _dossier_id(matter_id: UUID) -> UUID:
    intake.get_event(current_actor(), matter_id)
    row = queries.dossier_of(matter_id)
    if row is None:
        raise NotFound()
    return row.id


@blp.get("")
@requires(may.DOSSIER_READ)
@blp.arguments(PageQuery, location="query")
@blp.response(200, page_schema(schemas.DossierOut))
def list_dossiers(query: dict[str, Any]) -> Any:
    """Dossiers of the disputes one may see, newest first."""
    return page_body(queries.list_dossiers(current_actor(), cursor=query["cursor"], limit=query["limit"]))


@blp.post("/<uuid:matter_id>/resolve")
@requires(may.RESOLVE)
@blp.arguments(schemas.ResolveIn)
@blp.response(200, EventOut)
def resolve(given: dict[str, Any], matter_id: UUID) -> Any:
    """Declare the conflict solved."""
    services.resolve(matter_id, given["method"], given["note"], actor=current_actor())
    return _event(matter_id)


@blp.post("/<uuid:matter_id>/close")
@requires(may.CLOSE)
@blp.versioned
@blp.response(200, EventOut)
def close(matter_id: UUID) -> Any:
    """Close after a visit that found all settled."""
    services.close(matter_id, version=seen_version(), actor=current_actor())
    return _event(matter_id)


@blp.get("/<uuid:matter_id>/dossier")
@requires(may.DOSSIER_READ)
@blp.response(200, DossierDetailOut)
def get_dossier(matter_id: UUID) -> Any:
    """The dossier of a dispute."""
    return _dossier(matter_id)


@blp.post("/<uuid:matter_id>/dossier/explain")
@requires(may.FILE)
@blp.arguments(schemas.ExplainIn)
@blp.response(200, DossierDetailOut)
def explain(given: dict[str, Any], matter_id: UUID) -> Any:
    """State why a required paper is not there."""
    services.explain(_dossier_id(matter_id), given["form"], given["words"], actor=current_actor())
    return _dossier(matter_id)


@blp.post("/<uuid:matter_id>/dossier/file")
@requires(may.FILE)
@blp.versioned
@blp.response(200, DossierDetailOut)
def file_dossier(matter_id: UUID) -> Any:
    """Put the dossier together."""
    services.file_dossier(_dossier_id(matter_id), version=seen_version(), actor=current_actor())
    return _dossier(matter_id)


@blp.post("/<uuid:matter_id>/dossier/archive")
@requires(may.CHECK)
@blp.versioned
@blp.response(200, DossierDetailOut)
def archive(matter_id: UUID) -> Any:
    """Check and archive, by another person than the filer."""
    services.archive(_dossier_id(matter_id), version=seen_version(), actor=current_actor())
    return _dossier(matter_id)
