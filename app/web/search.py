"""Finding a matter: a number jumps to it, words list every hit."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from app.http.access import requires
from app.http.pages import Listing, list_state
from app.http.signed_in import current_actor
from app.intake.workflow import EVENT_WORKFLOW
from app.search import permissions as may
from app.search import queries

bp = Blueprint("search", __name__)


@bp.get("/search")
@requires(may.SEARCH)
def results() -> str | Response:
    """The matter of that number, or the page of hits."""
    actor = current_actor()
    state = list_state("q")
    typed = state.get("q")
    matter = queries.jump(actor, typed) if typed and not request.args.get("cursor") else None
    if matter is not None:
        return redirect(url_for("intake.show_event", matter_id=matter.id), 303)
    found = queries.search(actor, typed, cursor=state.cursor, limit=state.size)
    listing = Listing(state, found.page, found.total, found.capped)
    return render_template("search/results.html", listing=listing, states=EVENT_WORKFLOW.states, crumbs=[])
