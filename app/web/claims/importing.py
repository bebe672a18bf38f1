"""The import in steps: choose a file, see every wrong cell and what each row would get, import, take back."""

from __future__ import annotations

from uuid import UUID

from flask import Response as FileResponse
from flask import render_template, request, url_for
from werkzeug.wrappers import Response

from app.claims import permissions as may
from app.claims import queries, services
from app.core import clock
from app.core.errors import InvalidInput
from app.core.text import msg
from app.http.access import requires
from app.http.forms import form_state
from app.http.pages import back_to
from app.http.signed_in import current_actor
from app.http.versions import seen_version
from app.http.writes import on_invalid
from app.web.claims.blueprint import bp, done, log_read
from app.web.claims.schedules import show_schedule

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _file(content: bytes, name: str) -> FileResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return FileResponse(content, mimetype=XLSX, headers=headers)


@bp.get("/claims/template.xlsx")
@requires(may.SCHEDULE_READ)
def template() -> FileResponse:
    """The one template to fill in."""
    return _file(services.template_spreadsheet(), "wage-schedule-template.xlsx")


@bp.get("/claims/<uuid:schedule_id>.xlsx")
@requires(may.ROW_REVEAL)
def export(schedule_id: UUID) -> FileResponse:
    """The schedule in the shape of the template, with full particulars; the read log keeps who took it."""
    schedule = queries.get_schedule(schedule_id, actor=current_actor())
    log_read("claims.export", schedule)
    return _file(queries.as_spreadsheet(schedule), f"wage-schedule-{clock.today():%Y%m%d}.xlsx")


@bp.get("/claims/<uuid:schedule_id>/import")
@requires(may.SCHEDULE_ENTER)
def choose_file(schedule_id: UUID) -> str:
    """Step 1: download the template, hand in the filled one."""
    schedule = queries.get_schedule(schedule_id, actor=current_actor())
    return render_template(
        "claims/import.html", schedule=schedule, form=form_state({}), imports=queries.imports_of(schedule.id)
    )


@bp.post("/claims/<uuid:schedule_id>/import")
@requires(may.SCHEDULE_ENTER)
@on_invalid(choose_file)
def upload(schedule_id: UUID) -> Response:
    """Keep the spreadsheet for the preview; nothing is imported yet."""
    sent = request.files.get("file")
    if sent is None or not sent.filename:
        raise InvalidInput({"file": [msg("请选择文件。")]})
    upload_id = services.upload_spreadsheet(schedule_id, sent.filename, sent.read(), actor=current_actor())
    return back_to(url_for("claims.preview", upload_id=upload_id))


@bp.get("/claims/uploads/<uuid:upload_id>")
@requires(may.SCHEDULE_ENTER)
def preview(upload_id: UUID) -> str:
    """Step 2: wrong cells with their places, or what every row would get; a dry run."""
    actor = current_actor()
    found = queries.preview_upload(upload_id, clock.today(), actor=actor)
    schedule = queries.get_schedule(found.upload.schedule_id, actor=actor)
    results = {one.number: one for one in found.checked.result.workers} if found.checked.result else {}
    return render_template(
        "claims/preview.html", preview=found, schedule=schedule, results=results, refused=form_state({})
    )


@bp.post("/claims/uploads/<uuid:upload_id>/import")
@requires(may.SCHEDULE_ENTER)
@on_invalid(preview)
def import_upload(upload_id: UUID) -> Response:
    """Step 3: let the spreadsheet take the place of the rows."""
    actor = current_actor()
    schedule_id = queries.get_upload(upload_id, actor=actor).schedule_id
    services.import_upload(upload_id, version=seen_version(), actor=actor)
    return done(schedule_id, msg("已导入，金额已按规则重新计算。"))


@bp.post("/claims/<uuid:schedule_id>/undo_import")
@requires(may.SCHEDULE_ENTER)
@on_invalid(show_schedule)
def undo_import(schedule_id: UUID) -> Response:
    """Take the last import back."""
    services.undo_import(schedule_id, version=seen_version(), actor=current_actor())
    return done(schedule_id, msg("已撤销最近一次导入。"))
