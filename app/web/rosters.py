"""Duty: a week's roster, who is on duty now, signing in and out at one's desk."""

from __future__ import annotations

from datetime import date, timedelta

from flask import Blueprint, flash, render_template, request, url_for
from werkzeug.wrappers import Response

from app.core import clock
from app.core.errors import InvalidInput
from app.core.text import msg
from app.http.access import requires
from app.http.forms import Unreadable, read_date
from app.http.pages import back_to
from app.http.signed_in import current_actor
from app.organisations import queries as organisations
from app.organisations.types import UnitKind
from app.rosters import queries, services
from app.rosters.permissions import READ_ROSTER, SIGN_AT_DESK
from app.rosters.types import DutyKind

bp = Blueprint("rosters", __name__, url_prefix="/rosters")


@bp.get("")
@requires(READ_ROSTER)
def week() -> str:
    """A unit's roster from Monday to Sunday; the judge studio's when no unit is named."""
    unit, day = _asked_unit(), _asked_day()
    found = queries.week_of(unit.id, day)
    actor = current_actor()
    return render_template(
        "rosters/week.html",
        unit=unit,
        week=found,
        units=_with_rosters(unit),
        now=queries.who_is_on_duty(unit.id),
        stationing=queries.stationing_now(unit.id),
        earlier=(found.monday - timedelta(days=7)).isoformat(),
        later=(found.monday + timedelta(days=7)).isoformat(),
        today=clock.today(),
        moment=clock.now(),
        judge=DutyKind.DUTY_JUDGE,
        own=queries.own_presence(actor.user_id) if actor.user_id else None,
    )


def _asked_unit() -> organisations.Unit:
    code = request.args.get("unit", "")
    if code:
        return organisations.unit_by_code(code)
    studios = organisations.units(kind=UnitKind.JUDGE_STUDIO)
    return studios[0] if studios else organisations.unit(current_actor().unit_id or organisations.root().id)


def _asked_day() -> date:
    text = request.args.get("week", "")
    if not text:
        return clock.today()
    try:
        return read_date(text)
    except Unreadable as wrong:
        raise InvalidInput({"week": [wrong.message]}) from wrong


def _with_rosters(shown: organisations.Unit) -> list[organisations.Unit]:
    """The units to choose from: those with a desk in the hall, and the one shown."""
    rows = [one for one in organisations.units() if one.stationing is not None or one.id == shown.id]
    return sorted(rows, key=lambda one: (one.kind != UnitKind.JUDGE_STUDIO, one.position))


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
