"""Stored files: opening one, and handing in evidence from a desk or a phone's camera."""

from __future__ import annotations

from uuid import UUID

from flask import Blueprint, flash, request, url_for
from werkzeug.wrappers import Response

from app.core.text import msg
from app.files.services import open_file
from app.http.access import requires, signed_in
from app.http.forms import typed
from app.http.pages import back_to
from app.http.sending import send_opened
from app.http.signed_in import current_actor
from app.http.uploads import receive_files
from app.http.writes import on_invalid
from app.intake import permissions as may
from app.intake import schemas, services
from app.web.documents import of_matter

bp = Blueprint("files", __name__)


@bp.get("/files/<uuid:file_id>")
@signed_in
def show(file_id: UUID) -> Response:
    """A stored file, for whoever may open it; in place with ?show=1 where that is harmless."""
    return send_opened(open_file(file_id, actor=current_actor()), show="show" in request.args)


@bp.post("/events/<uuid:matter_id>/evidence")
@requires(may.EVIDENCE_ADD)
@on_invalid(of_matter)
def add_evidence(matter_id: UUID) -> Response:
    """Hand in evidence: one file, or several that prove the same."""
    told = typed(schemas.EvidenceIn(exclude=("file_id",)))
    received = receive_files("file", actor=current_actor())
    for stored in received:
        name = told["name"] if len(received) == 1 else ""
        services.add_evidence(matter_id, stored.id, name, purpose=told["purpose"], actor=current_actor())
    flash(str(msg("收下{n}份材料。", n=len(received))), "done")
    return back_to(url_for("documents.of_matter", matter_id=matter_id) + "#evidence")
