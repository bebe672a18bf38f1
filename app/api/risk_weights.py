"""The versions of the risk weights by machine, and the scores of a matter."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from marshmallow import Schema, fields

from app.api.resource import Resource
from app.http.access import requires
from app.http.signed_in import current_actor
from app.intake import permissions as may
from app.intake import queries, services
from app.intake.policies import require_visible
from app.intake.schemas import AssessmentOut, WeightsIn, WeightsOut

blp = Resource(
    "api-risk-weights", __name__, url_prefix="/risk-weights", description="What each fact weighs, by version"
)


class WeightsListOut(Schema):
    """The version in force, and every version that was loaded; the shipped one stands in its file."""

    in_force = fields.String()
    rows = fields.List(fields.Nested(WeightsOut))


class ContentOut(Schema):
    """The table of a version."""

    content = fields.Dict()


class AssessmentListOut(Schema):
    """Every score of a matter, oldest first."""

    rows = fields.List(fields.Nested(AssessmentOut))


def _versions() -> dict[str, Any]:
    return {"in_force": queries.weights_in_force().version, "rows": queries.weights_versions()}


@blp.get("")
@requires(may.RISK_WEIGHTS_READ)
@blp.response(200, WeightsListOut)
def list_weights() -> Any:
    """Every version."""
    return _versions()


@blp.get("/<string:version>")
@requires(may.RISK_WEIGHTS_READ)
@blp.response(200, ContentOut)
def get_weights(version: str) -> Any:
    """The table of a version, as loading accepts it."""
    return {"content": queries.weights_content(version)}


@blp.post("")
@requires(may.RISK_WEIGHTS_LOAD)
@blp.arguments(WeightsIn)
@blp.response(201, WeightsListOut)
def load_weights(given: dict[str, Any]) -> Any:
    """Load a version that begins today or later; what was scored before keeps its own."""
    services.load_weights(given["content"], given["reason"], actor=current_actor())
    return _versions()


@blp.get("/scores/<uuid:matter_id>")
@requires(may.EVENT_READ)
@blp.response(200, AssessmentListOut)
def scores_of_matter(matter_id: UUID) -> Any:
    """How a visible matter's score came about."""
    require_visible(current_actor(), matter_id)
    return {"rows": queries.assessments(matter_id)}
