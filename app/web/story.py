"""The whole story of a matter: every change of state in words, with names, roles and times."""

from __future__ import annotations

from uuid import UUID

from flask import Blueprint, render_template

from app.http.access import requires
from app.intake import permissions as may
from app.intake import queries as intake
from app.web.matter_frame import frame_of, timeline

bp = Blueprint("story", __name__, url_prefix="/events")


@bp.get("/<uuid:matter_id>/story")
@requires(may.EVENT_READ)
def of_matter(matter_id: UUID) -> str:
    """The timeline from the first report to the archive."""
    return render_template(
        "matter/story.html", **frame_of(matter_id, "story"), rows=timeline(intake.transitions_of(matter_id))
    )
