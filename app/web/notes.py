"""Internal notes of a matter: read and written on one page by those who act on it."""

from __future__ import annotations

from uuid import UUID

from flask import Blueprint, flash, render_template, url_for
from werkzeug.wrappers import Response

from app.core.errors import NotFound
from app.core.text import msg
from app.http.access import requires
from app.http.forms import form_state, typed
from app.http.pages import back_to
from app.http.signed_in import current_actor
from app.http.writes import on_invalid
from app.intake import permissions as may
from app.intake import queries, schemas, services
from app.intake.policies import require_visible, sees_to_act
from app.web.matter_frame import frame_of

bp = Blueprint("notes", __name__)


@bp.get("/events/<uuid:matter_id>/notes")
@requires(may.NOTE_READ)
def of_matter(matter_id: UUID) -> str:
    """The notes, the latest first, and the form for the next one."""
    actor = current_actor()
    require_visible(actor, matter_id)
    if not sees_to_act(actor, matter_id):
        raise NotFound(msg("内部备注只给办理本事项的人看。"))
    rows = queries.notes_of(actor, matter_id)
    return render_template(
        "matter/notes.html",
        **frame_of(matter_id, "notes"),
        rows=rows,
        withdrawable={row.id for row in rows if queries.may_withdraw_note(row, actor)},
        readers=[one for one in queries.note_readers(matter_id) if one.user_id != actor.user_id],
        form=form_state({"named": []}, form="note"),
        crumbs=[msg("内部备注")],
    )


@bp.post("/events/<uuid:matter_id>/notes")
@requires(may.NOTE_WRITE)
@on_invalid(of_matter)
def write_note(matter_id: UUID) -> Response:
    """Write one."""
    given = typed(schemas.NoteIn())
    services.write_note(matter_id, given["words"], given["named"], actor=current_actor())
    flash(str(msg("备注已写下，被提醒的同事已收到消息。") if given["named"] else msg("备注已写下。")), "done")
    return back_to(url_for("notes.of_matter", matter_id=matter_id))


@bp.post("/events/<uuid:matter_id>/notes/<uuid:matter_note_id>/withdraw")
@requires(may.NOTE_WRITE)
@on_invalid(of_matter)
def withdraw_note(matter_id: UUID, matter_note_id: UUID) -> Response:
    """Take one's own back."""
    services.withdraw_note(matter_note_id, actor=current_actor())
    flash(str(msg("备注已撤回。")), "done")
    return back_to(url_for("notes.of_matter", matter_id=matter_id))
