"""Reads of orders, returns, proposals and supervisions, through the visibility filter."""

from app.dispatch.queries.facts import last_feedback, open_extension, open_feedback, open_return, order_facts, risk_of
from app.dispatch.queries.orders import (
    ORDER_TABS,
    OrderFilter,
    count_orders,
    get_order,
    lead_order,
    list_orders,
    living_orders,
    order_tab_counts,
    orders_of,
)
from app.dispatch.queries.routing import NoRoutingRule, proposal_for, routing_rule
from app.dispatch.queries.supervisions import (
    SUPERVISION_TABS,
    SupervisionFilter,
    count_supervisions,
    get_supervision,
    list_supervisions,
    subject_number,
    supervision_facts,
    supervision_tab_counts,
    supervisions_of,
)
from app.dispatch.queries.work import menu_counts, order_offers, supervision_offers

__all__ = [
    "ORDER_TABS",
    "SUPERVISION_TABS",
    "NoRoutingRule",
    "OrderFilter",
    "SupervisionFilter",
    "count_orders",
    "count_supervisions",
    "get_order",
    "get_supervision",
    "last_feedback",
    "lead_order",
    "list_orders",
    "list_supervisions",
    "living_orders",
    "menu_counts",
    "open_extension",
    "open_feedback",
    "open_return",
    "order_facts",
    "order_offers",
    "order_tab_counts",
    "orders_of",
    "proposal_for",
    "risk_of",
    "routing_rule",
    "subject_number",
    "supervision_facts",
    "supervision_offers",
    "supervision_tab_counts",
    "supervisions_of",
]
