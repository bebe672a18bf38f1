"""The director's overview: figures that open their rows, and what happened over the last fortnight."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from flask import Blueprint, render_template, url_for

from app.core import clock
from app.core.text import msg
from app.http.access import requires
from app.http.signed_in import current_actor
from app.intake import queries as intake
from app.intake.types import DisputeType, RiskLevel
from app.intake.workflow import EVENT_WORKFLOW
from app.organisations import queries as organisations
from app.statistics import permissions as may
from app.statistics import queries

bp = Blueprint("statistics", __name__)

DAYS = 14


@bp.get("/overview")
@requires(may.READ_CENTER)
def overview() -> str:
    """Figures, grave matters, and charts whose bars are lists."""
    actor = current_actor()
    assert actor.unit_id is not None
    center = organisations.center_of(actor.unit_id)
    today = clock.today()
    totals = queries.totals(center.id, today - timedelta(days=DAYS - 1), today)
    by_risk = queries.open_by_risk(actor)
    grave = intake.list_desk(actor, intake.EventFilter(tab="open", risk=RiskLevel.RED.value), limit=5).rows
    orange = intake.EventFilter(tab="open", risk=RiskLevel.ORANGE.value)
    grave = [*grave, *intake.list_desk(actor, orange, limit=8).rows]
    risks, types = _risk_rows(by_risk), _type_rows(queries.open_by_type(actor))
    return render_template(
        "statistics/overview.html",
        figures=_figures(totals, by_risk, queries.overdue_count(actor)),
        risk_rows=risks,
        type_rows=types,
        risk_table=[row[:2] for row in risks],
        type_table=[row[:2] for row in types],
        day_rows=_day_rows(center.id),
        grave=grave[:8],
        states=EVENT_WORKFLOW.states,
        span=DAYS,
        crumbs=[],
    )


def _day_rows(center_id: UUID) -> list[tuple[str, int, int]]:
    solved = dict(queries.daily(center_id, "resolved", DAYS))
    return [(f"{on.month}-{on.day}", count, solved[on]) for on, count in queries.daily(center_id, "submitted", DAYS)]


def _figures(totals: dict[str, int], by_risk: dict[str, int], overdue: int) -> list[dict[str, Any]]:
    note = str(msg("近{n}日", n=DAYS))
    unit = str(msg("件"))
    desk = url_for("desk.show")
    rows = [
        (msg("在办"), sum(by_risk.values()), str(msg("全部未结事项")), desk),
        (msg("超期"), overdue, str(msg("最近的时限已过")), url_for("desk.show", late="1")),
        (msg("新收"), totals.get("submitted", 0), note, url_for("intake.list_events", tab="all")),
        (msg("化解"), totals.get("resolved", 0), note, url_for("intake.list_events", tab="resolved")),
        (msg("结案"), totals.get("closed", 0), note, url_for("intake.list_events", tab="over")),
    ]
    names = ("label", "value", "note", "href")
    return [{**dict(zip(names, row, strict=True)), "unit": unit} for row in rows]


def _risk_rows(by_risk: dict[str, int]) -> list[tuple[str, int, str]]:
    rows = [(str(one.label), by_risk.get(one.value, 0), url_for("desk.show", risk=one.value)) for one in RiskLevel]
    return [*rows, (str(msg("未定级")), by_risk.get("", 0), url_for("desk.show"))]


def _type_rows(by_type: dict[str, int]) -> list[tuple[str, int, str]]:
    return [
        (str(one.label), by_type[one.value], url_for("desk.show", dispute_type=one.value))
        for one in DisputeType
        if by_type.get(one.value)
    ]
