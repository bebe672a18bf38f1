"""Rosters that leave and enter: spreadsheets out and in, calendars to subscribe to."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from flask import Response as FileResponse
from flask import flash, render_template, request, url_for
from werkzeug.wrappers import Response

from app.core.errors import Forbidden, InvalidInput
from app.core.text import msg
from app.http.access import public, requires
from app.http.forms import form_state
from app.http.pages import back_to
from app.http.signed_in import current_actor
from app.http.writes import on_invalid
from app.organisations import queries as organisations
from app.rosters import queries, services
from app.rosters.permissions import EDIT_OWN_ROSTER, EDIT_ROSTER, READ_ROSTER
from app.rosters.policies import may_arrange
from app.rosters.rules import monday_of
from app.rosters.types import DutySpan
from app.web.rosters.blueprint import EVERYBODY, asked_day, asked_unit, bp, with_rosters

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CALENDAR = "text/calendar; charset=utf-8"
WEEK = timedelta(days=6)


@bp.get("/roster.xlsx")
@requires(READ_ROSTER)
def export_week() -> FileResponse:
    """The week as a spreadsheet, in the columns that importing takes."""
    unit, monday = asked_unit(), monday_of(asked_day())
    span = DutySpan(monday, monday + WEEK, unit.id if unit else None)
    name = f"roster-{unit.code if unit else EVERYBODY}-{monday:%Y%m%d}.xlsx"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return FileResponse(queries.roster_sheet(span), mimetype=XLSX, headers=headers)


@bp.get("/import")
@requires(EDIT_ROSTER, EDIT_OWN_ROSTER)
def choose_sheet() -> str:
    """Step 1: hand in a spreadsheet; the exported week is the pattern."""
    asked = request.values.get("unit", "")
    unit = organisations.unit_by_code(asked) if asked else organisations.unit(current_actor().unit_id or UUID(int=0))
    if not may_arrange(current_actor(), unit.id):
        raise Forbidden(msg("只能编排本单位的值班表。"))
    heads = [one.text for one in queries.COLUMNS.values()]
    return render_template(
        "rosters/import.html",
        form=form_state({}),
        unit=unit,
        heads=heads,
        most=queries.MOST_ROWS,
        crumbs=[msg("导入值班表")],
    )


@bp.post("/import")
@requires(EDIT_ROSTER, EDIT_OWN_ROSTER)
@on_invalid(choose_sheet)
def upload_sheet() -> Response:
    """Keep the spreadsheet for the preview; nothing is planned yet."""
    sent = request.files.get("file")
    if sent is None or not sent.filename:
        raise InvalidInput({"file": [msg("请选择文件。")]})
    unit = organisations.unit_by_code(request.form.get("unit", ""))
    upload_id = services.upload_roster(unit.id, sent.filename, sent.read(), actor=current_actor())
    return back_to(url_for("rosters.preview_sheet", upload_id=upload_id))


@bp.get("/import/<uuid:upload_id>")
@requires(EDIT_ROSTER, EDIT_OWN_ROSTER)
def preview_sheet(upload_id: UUID) -> str:
    """Step 2: every row with what it would become, every fault at its cell; a dry run."""
    actor = current_actor()
    upload = services.own_upload(upload_id, actor=actor)
    rows = services.check_upload(upload_id, actor=actor)
    return render_template(
        "rosters/preview.html",
        form=form_state({}),
        upload=upload,
        unit=organisations.unit(upload.unit_id),
        rows=rows,
        columns=queries.COLUMNS,
        wrong=sum(bool(one.faults) for one in rows),
        fresh=sum(one.duty is not None and not one.known and not one.faults for one in rows),
        crumbs=[msg("导入值班表")],
    )


@bp.post("/import/<uuid:upload_id>")
@requires(EDIT_ROSTER, EDIT_OWN_ROSTER)
@on_invalid(preview_sheet)
def import_sheet(upload_id: UUID) -> Response:
    """Step 3: plan every row, or none."""
    unit = organisations.unit(services.own_upload(upload_id, actor=current_actor()).unit_id)
    count = services.import_upload(upload_id, actor=current_actor())
    flash(str(msg("已导入{n}个班次。", n=count)), "done")
    return back_to(url_for("rosters.week", unit=unit.code))


@bp.get("/feeds")
@requires(READ_ROSTER)
def list_feeds() -> str:
    """One's secret calendar addresses."""
    return _feeds("")


@bp.post("/feeds")
@requires(READ_ROSTER)
@on_invalid(list_feeds)
def make_feed() -> str:
    """Make an address and show it, once."""
    code = request.form.get("unit", "")
    unit_id = organisations.unit_by_code(code).id if code else None
    token = services.make_feed(actor=current_actor(), unit_id=unit_id, seat=request.form.get("seat", ""))
    return _feeds(url_for("rosters.feed", token=token, _external=True))


def _feeds(address: str) -> str:
    actor = current_actor()
    return render_template(
        "rosters/feeds.html",
        form=form_state({}),
        feeds=queries.feeds_of(actor.user_id) if actor.user_id else [],
        units=with_rosters(None),
        address=address,
        crumbs=[msg("日历订阅")],
    )


@bp.post("/feeds/<uuid:feed_id>/revoke")
@requires(READ_ROSTER)
def revoke_feed(feed_id: UUID) -> Response:
    """Close an address."""
    services.revoke_feed(feed_id, actor=current_actor())
    flash(str(msg("订阅地址已作废。")), "done")
    return back_to(url_for("rosters.list_feeds"))


@bp.get("/feeds/<token>.ics")
@public
def feed(token: str) -> FileResponse:
    """The calendar behind a secret address, for calendar programs; unknown and revoked addresses look alike."""
    text = queries.feed_calendar(services.fingerprint(token))
    headers = {"Cache-Control": "private, no-cache", "Content-Disposition": 'inline; filename="duty.ics"'}
    return FileResponse(text, content_type=CALENDAR, headers=headers)
