"""The trail: of one matter with the check of its chain, and technical entries for the audit administrator."""

from __future__ import annotations

from uuid import UUID

from flask import Blueprint, render_template

from app.audit import permissions as may
from app.audit import queries
from app.core.permissions import Role
from app.http.access import requires
from app.http.pages import Listing, list_state
from app.web.audit_words import act_words
from app.web.matter_frame import frame_of

bp = Blueprint("audit", __name__)


@bp.get("/audit")
@requires(may.TECHNICAL_READ)
def list_entries() -> str:
    """Entries outside any matter: accounts, units, calendar. No content of a matter stands here."""
    state = list_state()
    page = queries.technical_entries(cursor=state.cursor, limit=state.size)
    return render_template(
        "audit/list.html", listing=Listing(state, page), roles=_roles(), act_words=act_words, crumbs=[]
    )


@bp.get("/events/<uuid:matter_id>/audit")
@requires(may.TRAIL_READ)
def of_matter(matter_id: UUID) -> str:
    """Every act on one matter, chained, newest first, with the check of its chain."""
    frame = frame_of(matter_id, "audit")
    state = list_state()
    page = queries.entries_of(matter_id, cursor=state.cursor, limit=state.size)
    broken = queries.chain_breaks(matter_id)
    return render_template(
        "audit/matter.html",
        **frame,
        listing=Listing(state, page),
        broken=broken,
        roles=_roles(),
        act_words=act_words,
    )


def _roles() -> dict[str, str]:
    return {one.value: str(one.label) for one in Role}
