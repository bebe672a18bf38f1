"""A week of duty on the screen and on paper."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from flask import render_template, request, url_for

from app.core import clock
from app.core.permissions import Actor
from app.core.text import msg
from app.http.access import requires
from app.http.pages import Tab, list_state
from app.http.signed_in import current_actor
from app.organisations import queries as organisations
from app.rosters import queries
from app.rosters.permissions import EXCHANGE_DUTIES, READ_ROSTER
from app.rosters.policies import may_arrange
from app.rosters.types import ExchangeTab, GridView, OnDuty
from app.web.rosters.blueprint import EVERYBODY, asked_day, asked_unit, bp, with_rosters

DAYS = "day"
TABS = (Tab("desk", msg("按窗口")), Tab("person", msg("按人员")), Tab(DAYS, msg("按日期")))


@bp.get("")
@requires(READ_ROSTER)
def week() -> str:
    """A unit's roster from Monday to Sunday, by desk, by person or day by day; on a phone always day by day."""
    unit, state = asked_unit(), list_state("unit", "week", default_tab="desk")
    tab = state.get("tab") if state.get("tab") in {one.name for one in TABS} else "desk"
    actor = current_actor()
    return render_template(
        "rosters/week.html",
        tabs=TABS,
        tab=tab,
        address=lambda name: state.url(tab=name),
        units=with_rosters(unit),
        now=queries.who_is_on_duty(unit.id) if unit else [],
        stationing=queries.stationing_now(unit.id) if unit else None,
        to_answer=queries.exchange_counts(actor)[ExchangeTab.TO_ANSWER],
        own=queries.own_presence(actor.user_id) if actor.user_id else None,
        **_week(unit, tab),
    )


@bp.get("/print")
@requires(READ_ROSTER)
def print_week() -> str:
    """The week on one sheet of A4, lying."""
    tab = "person" if request.args.get("tab") == "person" else "desk"
    return render_template("rosters/print.html", tab=tab, **_week(asked_unit(), tab))


def _week(unit: organisations.Unit | None, tab: str) -> dict[str, Any]:
    found = queries.week_of(unit.id if unit else None, asked_day())
    actor = current_actor()
    names = organisations.units_by_id([one.unit_id for day in found.days for one in day.duties])
    return {
        "unit": unit,
        "unit_code": unit.code if unit else EVERYBODY,
        "week": found,
        "grid": queries.grid_of(found, GridView(tab)) if tab != DAYS else None,
        "names": names if unit is None else {**names, unit.id: unit},
        "earlier": (found.monday - timedelta(days=7)).isoformat(),
        "later": (found.monday + timedelta(days=7)).isoformat(),
        "today": clock.today(),
        "moment": clock.now(),
        "arranges": lambda unit_id: may_arrange(actor, unit_id),
        "address_of": lambda one: _address_of(one, actor, tab),
    }


def _address_of(one: OnDuty, actor: Actor, tab: str) -> str:
    """What a click on a duty opens: the form for whoever arranges it, an exchange for the unit's people, or nothing."""
    if may_arrange(actor, one.unit_id):
        return url_for("rosters.edit_duty", duty_id=one.duty_id, tab=tab)
    if actor.unit_id == one.unit_id and actor.may(EXCHANGE_DUTIES) and one.until_at > clock.now():
        return url_for("rosters.new_exchange", duty_id=one.duty_id)
    return ""
