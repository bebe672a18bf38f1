"""Drafts: what somebody is typing is kept while they type."""

from __future__ import annotations

from flask import Blueprint, jsonify, request
from werkzeug import Response

from app.core import drafts
from app.http.access import signed_in
from app.http.forms.state import keepable
from app.http.pages import back_to
from app.http.showing import hour
from app.http.signed_in import current_actor
from app.http.writes import each_time

bp = Blueprint("drafts", __name__, url_prefix="/drafts")


@bp.post("/<path:key>")
@signed_in
@each_time
def save(key: str) -> Response:
    """Keep the typed fields under the key; answers the time for the note beside the title."""
    saved_at = drafts.save(key, keepable(request.form), actor=current_actor())
    return jsonify(saved=hour(saved_at))


@bp.post("/<path:key>/drop")
@signed_in
@each_time
def drop(key: str) -> Response:
    """Forget a draft that is not wanted."""
    drafts.drop(key, actor=current_actor())
    return back_to(request.form.get("next", "/"))
