"""The lists that are given as files, each with the rows and the columns of its page; every taking is noted as read."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from flask import Blueprint, Response, g

from app.audit import services as audit
from app.core.text import msg
from app.dispatch import permissions as dispatch_may
from app.dispatch import queries as dispatch
from app.http.access import requires
from app.http.pages import ListState, list_state
from app.http.signed_in import current_actor
from app.intake import permissions as intake_may
from app.intake import queries as intake
from app.search.types import ViewList
from app.web.columns import chosen, desk, ledger, orders
from app.web.columns.parts import Cell, Column, Facts
from app.web.desk import desk_filter, desk_state
from app.web.dispatch.orders import filter_of, orders_state
from app.web.exports.files import send_table
from app.web.intake import LEDGER_FIELDS, ledger_filter

bp = Blueprint("exports", __name__)


@bp.get("/events/export.csv", endpoint="ledger_csv")
@bp.get("/events/export.xlsx", endpoint="ledger_xlsx")
@requires(intake_may.EVENT_READ)
def ledger_file() -> Response:
    """The ledger, newest first."""
    state = list_state(*LEDGER_FIELDS, default_tab="all")
    columns = _taken("events.export", ViewList.LEDGER, state)
    found = intake.all_events(current_actor(), ledger_filter(state))
    return send_table(msg("事件台账"), _heads(columns), _lines(columns, found, ledger.facts_of))


@bp.get("/desk/export.csv", endpoint="desk_csv")
@bp.get("/desk/export.xlsx", endpoint="desk_xlsx")
@requires(intake_may.EVENT_REGISTER)
def desk_file() -> Response:
    """The desk, the earliest clock first."""
    state = desk_state()
    columns = _taken("desk.export", ViewList.DESK, state)
    found = intake.all_on_desk(current_actor(), desk_filter(state))
    return send_table(msg("调度台"), _heads(columns), _lines(columns, found, desk.facts_of))


@bp.get("/orders/export.csv", endpoint="orders_csv")
@bp.get("/orders/export.xlsx", endpoint="orders_xlsx")
@requires(dispatch_may.READ)
def orders_file() -> Response:
    """The orders, the earliest due first."""
    state = orders_state()
    columns = _taken("orders.export", ViewList.ORDERS, state)
    found = dispatch.all_orders(current_actor(), filter_of(state))
    return send_table(msg("派单台账"), _heads(columns), _lines(columns, found, orders.facts_of))


def _taken(what: str, of: ViewList, state: ListState) -> Sequence[Column]:
    """Note that the list is taken, and give the columns it shows."""
    actor = current_actor()
    audit.log_read(what, "list", None, matter_id=None, request_id=g.get("request_id"), actor=actor)
    return chosen(of, state, actor).columns


def _heads(columns: Sequence[Column]) -> list[Any]:
    return [head for column in columns for head in column.heads]


def _lines(
    columns: Sequence[Column], found: Iterator[Sequence[Any]], facts_of: Callable[[Sequence[Any]], Facts]
) -> Iterator[list[Cell]]:
    for rows in found:
        facts = facts_of(rows)
        for row in rows:
            yield [cell for column in columns for cell in column.cells(row, facts)]
