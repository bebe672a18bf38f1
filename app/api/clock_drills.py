"""Fire drills of the clocks by machine."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from marshmallow import Schema, fields

from app.api.resource import Resource
from app.http.access import requires
from app.http.signed_in import current_actor
from app.notifications import permissions as may
from app.notifications import queries, services
from app.notifications.schemas import DrillIn, DrillOut, month_of

blp = Resource("api-clock-drills", __name__, url_prefix="/clock-drills", description="Fire drills of the clocks")


class DrillListOut(Schema):
    """The last twelve drills, the newest first, without their rows."""

    rows = fields.List(fields.Nested(DrillOut(exclude=("rows",))))


@blp.get("")
@requires(may.DRILL_RUN)
@blp.response(200, DrillListOut)
def list_drills() -> Any:
    """The last drills."""
    return {"rows": queries.drills(current_actor())}


@blp.get("/<uuid:drill_id>")
@requires(may.DRILL_RUN)
@blp.response(200, DrillOut)
def get_drill(drill_id: UUID) -> Any:
    """One drill with a row for each rule."""
    return queries.get_drill(current_actor(), drill_id)


@blp.post("")
@requires(may.DRILL_RUN)
@blp.arguments(DrillIn)
@blp.response(202, DrillOut)
def ask_drill(given: dict[str, Any]) -> Any:
    """Ask for the drill of a month; a job does it, nothing is changed and nobody is told."""
    return services.ask_drill(month_of(given["month"]), actor=current_actor())
