"""The columns of the orders."""

from __future__ import annotations

from collections.abc import Sequence

from app.clocks import queries as clocks
from app.core.text import msg
from app.dispatch import queries as dispatch
from app.dispatch.models import DispatchOrder
from app.dispatch.types import OrderRole
from app.dispatch.workflow import ORDER_KIND, ORDER_WORKFLOW
from app.intake.models import Event
from app.web.columns.parts import CLOCK, RISK_HEADS, WAIT, Column, Facts, risk_cells


def _event(order: DispatchOrder, facts: Facts) -> Event:
    event: Event = facts["events"][order.matter_id]
    return event


def _what(order: DispatchOrder, facts: Facts) -> tuple[str | None, ...]:
    event = _event(order, facts)
    return event.number, event.title, event.place


COLUMNS = (
    Column("number", msg("派遣单号"), (msg("派遣单号"),), lambda order, _facts: (order.number,)),
    Column("risk", msg("风险"), RISK_HEADS, lambda order, facts: risk_cells(_event(order, facts))),
    Column("what", msg("事项与地点"), (msg("事件编号"), msg("事项"), msg("地点")), _what),
    Column(
        "unit",
        msg("单位"),
        (msg("角色"), msg("单位")),
        lambda order, _facts: (str(OrderRole(order.role).label), order.unit.short_name),
    ),
    Column("state", msg("状态"), (msg("状态"),), lambda order, _facts: (str(ORDER_WORKFLOW.states[order.state]),)),
    WAIT,
    CLOCK,
    Column("handler", msg("经办人"), (msg("经办人"),), lambda order, _facts: (order.handler_name,)),
    Column("issued", msg("派单时间"), (msg("派单时间"),), lambda order, _facts: (order.issued_at,)),
    Column("urges", msg("催办次数"), (msg("催办次数"),), lambda order, _facts: (order.urges,)),
)


def facts_of(orders: Sequence[DispatchOrder]) -> Facts:
    """The matters of the orders, their clocks, and whom each waits for."""
    return {
        "events": dispatch.events_of(order.matter_id for order in orders),
        "views": clocks.clocks_of_subjects(ORDER_KIND, [order.id for order in orders]),
        "waits": dispatch.waits_of_orders(orders),
    }
