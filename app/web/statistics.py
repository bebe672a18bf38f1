"""The director's overview: figures that open their rows, and what happened over the last fortnight."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from flask import Blueprint, render_template, url_for

from app.core import clock
from app.core.text import Message, msg
from app.dispatch import permissions as dispatch_may
from app.dispatch import queries as dispatch
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


class Cell(NamedTuple):
    """A figure of a chart and the address of its rows."""

    value: int
    href: str


@bp.get("/overview")
@requires(may.READ_CENTER)
def overview() -> str:
    """Figures, grave matters, and charts whose bars are lists."""
    actor = current_actor()
    assert actor.unit_id is not None
    center = organisations.center_of(actor.unit_id)
    today = clock.today()
    totals = queries.totals(center.id, today - timedelta(days=DAYS - 1), today)
    by_risk, overdue = queries.open_by_risk(actor)
    grave = intake.list_desk(actor, intake.EventFilter(tab="open", risk=(RiskLevel.RED.value,)), limit=5).rows
    orange = intake.EventFilter(tab="open", risk=(RiskLevel.ORANGE.value,))
    grave = [*grave, *intake.list_desk(actor, orange, limit=8).rows]
    filed, solved = _daily(center.id, "submitted"), _daily(center.id, "resolved")
    days = [today - timedelta(days=DAYS - 1 - number) for number in range(DAYS)]
    risks, types = _risk_rows(by_risk), _type_rows(queries.open_by_type(actor))
    return render_template(
        "statistics/overview.html",
        figures=_figures(totals, by_risk, overdue, today),
        risk_rows=risks,
        type_rows=types,
        risk_table=[row[:2] for row in risks],
        type_table=[row[:2] for row in types],
        day_rows=list(zip([f"{on.month}-{on.day}" for on in days], filed, solved, strict=True)),
        day_lines=[_line(msg("新收"), filed), _line(msg("化解"), solved)],
        grave=grave[:8],
        deciding=dispatch.orders_for_director(actor) if actor.may(dispatch_may.RULE_SECOND) else (),
        states=EVENT_WORKFLOW.states,
        span=DAYS,
        crumbs=[],
    )


def _daily(center_id: UUID, happened: str) -> list[Cell]:
    return [Cell(count, _ledger(happened, on, on)) for on, count in queries.daily(center_id, happened, DAYS)]


def _line(name: Message, cells: list[Cell]) -> tuple[Message, list[int], list[str]]:
    return name, [cell.value for cell in cells], [cell.href for cell in cells]


def _ledger(happened: str, first: date, last: date) -> str:
    """The address of the matters to which it happened between two days, both counted."""
    return url_for("intake.list_events", tab="all", happened=happened, since=first.isoformat(), until=last.isoformat())


def _figures(totals: dict[str, int], by_risk: dict[str, int], overdue: int, today: date) -> list[dict[str, Any]]:
    note = str(msg("近{n}日", n=DAYS))
    unit = str(msg("件"))
    desk = url_for("desk.show")
    first = today - timedelta(days=DAYS - 1)
    rows = [
        (msg("在办"), sum(by_risk.values()), str(msg("全部未结事项")), desk),
        (msg("超期"), overdue, str(msg("最近的时限已过")), url_for("desk.show", late="1")),
        (msg("新收"), totals.get("submitted", 0), note, _ledger("submitted", first, today)),
        (msg("化解"), totals.get("resolved", 0), note, _ledger("resolved", first, today)),
        (msg("结案"), totals.get("closed", 0), note, _ledger("closed", first, today)),
    ]
    names = ("label", "value", "note", "href")
    return [{**dict(zip(names, row, strict=True)), "unit": unit} for row in rows]


def _risk_rows(by_risk: dict[str, int]) -> list[tuple[str, int, str]]:
    rows = [(str(one.label), by_risk.get(one.value, 0), url_for("desk.show", risk=one.value)) for one in RiskLevel]
    return [*rows, (str(msg("未定级")), by_risk.get("", 0), url_for("desk.show", risk=intake.UNCONFIRMED))]


def _type_rows(by_type: dict[str, int]) -> list[tuple[str, int, str]]:
    return [
        (str(one.label), by_type[one.value], url_for("desk.show", dispute_type=one.value))
        for one in DisputeType
        if by_type.get(one.value)
    ]
