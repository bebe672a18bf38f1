"""A matter's evidence by machine: the list, and putting an uploaded file on it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from app.api.resource import Resource
from app.http.access import requires
from app.http.signed_in import current_actor
from app.intake import permissions as may
from app.intake import queries, services
from app.intake.policies import require_visible
from app.intake.schemas import EvidenceIn, EvidenceOut

blp = Resource("api-evidence", __name__, url_prefix="/events", description="Evidence of a matter")


@blp.get("/<uuid:matter_id>/evidence")
@requires(may.EVENT_READ)
@blp.response(200, EvidenceOut(many=True))
def list_evidence(matter_id: UUID) -> Any:
    """Everything handed in, oldest first; the bytes are at /files/{file_id}/content."""
    require_visible(current_actor(), matter_id)
    return queries.evidence_of(matter_id)


@blp.post("/<uuid:matter_id>/evidence")
@requires(may.EVIDENCE_ADD)
@blp.arguments(EvidenceIn)
@blp.response(201, EvidenceOut(many=True))
def add_evidence(given: dict[str, Any], matter_id: UUID) -> Any:
    """Put a file one has uploaded on the matter's list; returns the list."""
    services.add_evidence(matter_id, given["file_id"], given["name"], purpose=given["purpose"], actor=current_actor())
    return queries.evidence_of(matter_id)
