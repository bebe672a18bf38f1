"""Who is there, in three facts; signing in and out at one's desk."""

from __future__ import annotations

from flask import flash, render_template, request, url_for
from werkzeug.wrappers import Response

from app.core.text import msg
from app.http.access import requires
from app.http.pages import back_to
from app.http.signed_in import current_actor
from app.rosters import queries, services
from app.rosters.permissions import READ_ROSTER, SIGN_AT_DESK
from app.web.rosters.blueprint import EVERYBODY, asked_unit, bp, with_rosters


@bp.get("/presence")
@requires(READ_ROSTER)
def presence() -> str:
    """On the roster, signed in, last act: three facts side by side, for one unit or for everybody now on duty."""
    unit = asked_unit() if request.args.get("unit") else None
    return render_template(
        "rosters/presence.html",
        unit=unit,
        unit_code=unit.code if unit else EVERYBODY,
        units=with_rosters(unit),
        people=queries.three_facts(unit.id if unit else None),
        crumbs=[msg("在岗情况")],
    )


@bp.post("/sign-in")
@requires(SIGN_AT_DESK)
def arrive() -> Response:
    """Sign in at a desk of one's own unit."""
    services.sign_in_at_desk(actor=current_actor(), seat=request.form.get("seat", "").strip())
    flash(str(msg("已签到。")), "done")
    return back_to(request.form.get("next", url_for("rosters.week")))


@bp.post("/sign-out")
@requires(SIGN_AT_DESK)
def leave() -> Response:
    """Sign out from the desk."""
    services.sign_out_from_desk(actor=current_actor())
    flash(str(msg("已签退。")), "done")
    return back_to(request.form.get("next", url_for("rosters.week")))
