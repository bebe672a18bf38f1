"""The wall screen: the centre's figures in large signs, each with the list or table behind it."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, render_template, url_for

from app.core import clock
from app.core.errors import NotFound
from app.core.permissions import Actor
from app.core.text import Message, msg
from app.http.access import requires
from app.http.signed_in import current_actor
from app.intake import queries as intake
from app.intake.types import RiskLevel
from app.organisations import queries as organisations
from app.rosters import queries as rosters
from app.statistics import permissions as may
from app.statistics import queries
from app.web.desk import DESK_TABS
from app.web.shell import Shell
from app.web.stage_words import EVENT_TABS as TAB_WORDS

bp = Blueprint("boards", __name__, url_prefix="/boards")

#: The hours shown even when nothing came in; others appear when something did.
OPENING_HOURS = range(8, 19)
Row = tuple[str, int, str]


@bp.get("/wall")
@requires(may.WALL)
def wall() -> str:
    """The whole screen, dark and without the menu."""
    actor = current_actor()
    return render_template("boards/wall.html", theme="dark", sample_frame=Shell(actor), **_figures_of(actor))


@bp.get("/wall/figures")
@requires(may.WALL)
def wall_figures() -> str:
    """What changes on the screen, as it stands now."""
    return render_template("boards/_wall.html", **_figures_of(current_actor()))


@bp.get("/wall/dispatch-times")
@requires(may.WALL)
def dispatch_times() -> str:
    """The matters behind the middle waiting time."""
    rows = queries.dispatch_times(current_actor())
    return render_template(
        "boards/dispatch_times.html",
        rows=rows,
        median=queries.median_minutes(rows),
        span=queries.MEDIAN_SPAN.days,
        crumbs=[msg("派单用时")],
    )


def _figures_of(actor: Actor) -> dict[str, Any]:
    if actor.unit_id is None:
        raise NotFound()
    units = {unit.id: unit for unit in organisations.descendants(organisations.center_of(actor.unit_id).id)}
    by_risk, overdue = queries.open_by_risk(actor)
    by_stage = intake.open_counts(actor)
    stages = [(str(TAB_WORDS[tab]), by_stage[tab], url_for("desk.show", tab=tab)) for tab in DESK_TABS]
    hours = _hours(queries.arrivals_by_hour(actor, clock.today()))
    return {
        "figures": _figures(by_risk, overdue, sum(row[1] for row in hours), queries.dispatch_times(actor)),
        "hours": hours,
        "hour_table": [row[:2] for row in hours],
        "stages": stages,
        "stage_table": [row[:2] for row in stages],
        "on_duty": rosters.on_duty_of_units(units),
        "units": units,
        "clock_time": f"{clock.local(clock.now()):%H:%M:%S}",
    }


def _today() -> str:
    day = clock.today().isoformat()
    return url_for("intake.list_events", tab="all", happened="submitted", since=day, until=day)


def _hours(found: dict[int, int]) -> list[Row]:
    shown = sorted({*OPENING_HOURS, *found})
    return [(str(msg("{hour}时", hour=hour)), found.get(hour, 0), _today()) for hour in shown]


def _figures(
    by_risk: dict[str, int], overdue: int, arrived: int, times: list[queries.DispatchTime]
) -> list[dict[str, Any]]:
    median = queries.median_minutes(times)
    red, orange = RiskLevel.RED.value, RiskLevel.ORANGE.value
    note = msg("近{days}日，n={n}", days=queries.MEDIAN_SPAN.days, n=len(times))
    rows: list[tuple[str, Message, int, Message, str, str]] = [
        ("open", msg("在办"), sum(by_risk.values()), msg("全部未结事项"), url_for("desk.show"), ""),
        ("arrived", msg("今日上报"), arrived, msg("零时起"), _today(), ""),
        ("overdue", msg("超期"), overdue, msg("最近的时限已过"), url_for("desk.show", late="1"), "orange"),
        ("red", msg("红色"), by_risk.get(red, 0), msg("在办"), url_for("desk.show", risk=red), "red"),
        ("orange", msg("橙色"), by_risk.get(orange, 0), msg("在办"), url_for("desk.show", risk=orange), "orange"),
    ]
    names = ("name", "label", "value", "note", "href", "colour")
    unit = str(msg("件"))
    found = [{**dict(zip(names, row, strict=True)), "value": str(row[2]), "unit": unit} for row in rows]
    waited = str(median) if median is not None else "—"
    last = ("median", msg("派单用时中位数"), waited, note, url_for("boards.dispatch_times"), "")
    return [*found, {**dict(zip(names, last, strict=True)), "unit": str(msg("分钟"))}]
