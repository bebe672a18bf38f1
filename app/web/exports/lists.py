"""The lists that are given as files, with their columns; every taking of one is noted in the read log."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from flask import Blueprint, Response, g

from app.audit import services as audit
from app.clocks import queries as clocks
from app.core.text import msg
from app.dispatch import permissions as dispatch_may
from app.dispatch import queries as dispatch
from app.dispatch.models import DispatchOrder
from app.dispatch.types import OrderRole
from app.dispatch.workflow import ORDER_KIND, ORDER_WORKFLOW
from app.http.access import requires
from app.http.pages import list_state
from app.http.signed_in import current_actor
from app.intake import permissions as intake_may
from app.intake import queries as intake
from app.intake.models import Event
from app.intake.types import RiskLevel
from app.intake.workflow import EVENT_WORKFLOW
from app.web.desk import desk_filter, desk_state, lead_names
from app.web.dispatch.orders import filter_of, orders_state
from app.web.exports.files import Cell, send_table
from app.web.intake import LEDGER_FIELDS, ledger_filter

bp = Blueprint("exports", __name__)

LEDGER = (
    msg("编号"), msg("事件"), msg("地点"), msg("人数"), msg("风险等级"), msg("风险分"), msg("状态"),
    msg("时限"), msg("上报时间"),
)  # fmt: skip
DESK = (
    msg("编号"), msg("风险等级"), msg("风险分"), msg("事项"), msg("地点"), msg("人数"), msg("状态"), msg("主办单位"),
    msg("时限"), msg("到期"),
)  # fmt: skip
ORDERS = (
    msg("派遣单号"), msg("风险等级"), msg("风险分"), msg("事件编号"), msg("事项"), msg("地点"), msg("角色"),
    msg("单位"), msg("状态"), msg("时限"), msg("到期"),
)  # fmt: skip


@bp.get("/events/export.csv", endpoint="ledger_csv")
@bp.get("/events/export.xlsx", endpoint="ledger_xlsx")
@requires(intake_may.EVENT_READ)
def ledger() -> Response:
    """The ledger, newest first."""
    _note("events.export")
    found = intake.all_events(current_actor(), ledger_filter(list_state(*LEDGER_FIELDS, default_tab="all")))
    return send_table(msg("事件台账"), LEDGER, (_ledger_row(event) for events in found for event in events))


@bp.get("/desk/export.csv", endpoint="desk_csv")
@bp.get("/desk/export.xlsx", endpoint="desk_xlsx")
@requires(intake_may.EVENT_REGISTER)
def desk() -> Response:
    """The desk, the earliest clock first."""
    _note("desk.export")
    found = intake.all_on_desk(current_actor(), desk_filter(desk_state()))
    return send_table(msg("调度台"), DESK, (row for events in found for row in _desk_rows(events)))


@bp.get("/orders/export.csv", endpoint="orders_csv")
@bp.get("/orders/export.xlsx", endpoint="orders_xlsx")
@requires(dispatch_may.READ)
def orders() -> Response:
    """The orders, the earliest due first."""
    _note("orders.export")
    found = dispatch.all_orders(current_actor(), filter_of(orders_state()))
    return send_table(msg("派单台账"), ORDERS, (row for orders in found for row in _order_rows(orders)))


def _note(what: str) -> None:
    audit.log_read(what, "list", None, matter_id=None, request_id=g.get("request_id"), actor=current_actor())


def _risk(event: Event) -> tuple[Cell, Cell]:
    """Level and points; nothing for a risk that nobody confirmed."""
    return (str(RiskLevel(event.risk_level).label), event.risk_score) if event.risk_level else (None, None)


def _ledger_row(event: Event) -> list[Cell]:
    return [
        event.number or str(msg("草稿")),
        event.title,
        event.place,
        event.involved_count,
        *_risk(event),
        str(EVENT_WORKFLOW.states[event.state]),
        event.due_at,
        event.created_at,
    ]


def _desk_rows(events: Sequence[Event]) -> Iterator[list[Cell]]:
    ids = [event.id for event in events]
    leads, views = lead_names(ids), clocks.clocks_of_matters(ids)
    for event in events:
        first = next(iter(views.get(event.id, ())), None)
        yield [
            event.number,
            *_risk(event),
            event.title,
            event.place,
            event.involved_count,
            str(EVENT_WORKFLOW.states[event.state]),
            leads.get(event.id, ""),
            first.name if first else "",
            first.due_at if first else None,
        ]


def _order_rows(orders: Sequence[DispatchOrder]) -> Iterator[list[Cell]]:
    events = dispatch.events_of(order.matter_id for order in orders)
    views = clocks.clocks_of_subjects(ORDER_KIND, [order.id for order in orders])
    for order in orders:
        event, first = events[order.matter_id], next(iter(views.get(order.id, ())), None)
        yield [
            order.number,
            *_risk(event),
            event.number,
            event.title,
            event.place,
            str(OrderRole(order.role).label),
            order.unit.short_name,
            str(ORDER_WORKFLOW.states[order.state]),
            first.name if first else "",
            first.due_at if first else None,
        ]
