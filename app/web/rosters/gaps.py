"""What has to be staffed, the gaps of seven days ahead, and how duties were shared."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from flask import flash, render_template, request, url_for
from werkzeug.wrappers import Response

from app.core import clock
from app.core.text import msg
from app.http.access import requires
from app.http.forms import form_state, typed
from app.http.pages import back_to
from app.http.showing import WEEKDAYS
from app.http.signed_in import current_actor
from app.http.versions import seen_version
from app.http.writes import on_invalid
from app.organisations import queries as organisations
from app.rosters import queries, rules, services
from app.rosters.permissions import EDIT_OWN_ROSTER, EDIT_ROSTER, READ_ROSTER
from app.rosters.policies import may_arrange
from app.rosters.schemas import NeedIn
from app.rosters.types import DutyKind, DutySpan
from app.web.rosters.blueprint import EVERYBODY, asked_day, asked_unit, bp, with_rosters

QUARTER = timedelta(days=90)
OPENS, CLOSES = f"{rules.HALL_OPENS:%H:%M}", f"{rules.HALL_CLOSES:%H:%M}"


@bp.get("/gaps")
@requires(READ_ROSTER)
def gaps() -> str:
    """Desks that nobody staffs in the seven days ahead, and what has to be staffed."""
    unit = asked_unit() if request.args.get("unit") else None
    return render_template("rosters/gaps.html", **_facts(unit))


@bp.get("/gaps/<uuid:unit_id>")
@requires(READ_ROSTER)
def gaps_of_unit(unit_id: UUID) -> Response:
    """The gaps of a unit, where a notice leads."""
    return back_to(url_for("rosters.gaps", unit=organisations.unit(unit_id).code))


def _facts(unit: organisations.Unit | None) -> dict[str, Any]:
    actor = current_actor()
    wanted = queries.needs(unit.id if unit else None)
    found = queries.gaps_ahead(unit.id if unit else None)
    values = {"unit_id": unit.id if unit else "", "begins": OPENS, "ends": CLOSES, "kind": DutyKind.DESK.value}
    return {
        "unit": unit,
        "unit_code": unit.code if unit else EVERYBODY,
        "units": with_rosters(unit),
        "gaps": found,
        "needs": wanted,
        "names": organisations.units_by_id(one.unit_id for one in wanted),
        "form": form_state({**values, "weekdays": [0, 1, 2, 3, 4]}, form="need"),
        "seats": queries.seats_of(unit.id) if unit else [],
        "kinds": [(one.value, one.label) for one in DutyKind],
        "weekdays": list(enumerate(WEEKDAYS)),
        "arranges": lambda unit_id: may_arrange(actor, unit_id),
        "crumbs": [msg("值守缺口")],
    }


def _needs_again() -> str:
    """The page on which a need was typed."""
    found = organisations.units_by_id([UUID(request.form["unit_id"])]) if request.form.get("unit_id") else {}
    return render_template("rosters/gaps.html", **_facts(next(iter(found.values()), None)))


@bp.post("/needs")
@requires(EDIT_ROSTER, EDIT_OWN_ROSTER)
@on_invalid(_needs_again)
def add_need() -> Response:
    """Say that a desk has to be staffed."""
    need = services.add_need(typed(NeedIn(unknown="exclude")), actor=current_actor())
    flash(str(msg("已设值守要求。")), "done")
    return back_to(url_for("rosters.gaps", unit=organisations.unit(need.unit_id).code))


@bp.post("/needs/<uuid:need_id>/end")
@requires(EDIT_ROSTER, EDIT_OWN_ROSTER)
def end_need(need_id: UUID) -> Response:
    """From today the desk need not be staffed."""
    services.end_need(need_id, version=seen_version(), actor=current_actor())
    flash(str(msg("已取消值守要求。")), "done")
    return back_to(request.form.get("next", url_for("rosters.gaps")))


@bp.get("/fairness")
@requires(READ_ROSTER)
def fairness() -> str:
    """How duties were shared among a unit's people, the last ninety days by default."""
    unit, last = asked_unit(), asked_day("last")
    first = asked_day("first") if request.args.get("first") else last - QUARTER
    first = min(max(first, last - timedelta(days=366)), last)
    return render_template(
        "rosters/fairness.html",
        unit=unit,
        unit_code=unit.code if unit else EVERYBODY,
        units=with_rosters(unit),
        first=first,
        last=last,
        today=clock.today(),
        shares=queries.fair_shares(DutySpan(first, last, unit.id if unit else None)),
        crumbs=[msg("班次统计")],
    )
