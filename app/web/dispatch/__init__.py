"""Pages of dispatch: proposal, orders, returns, rulings, supervisions, whistles, meetings, countersigns, rules."""

from app.web.dispatch import (
    action_items,
    acts,
    consultations,
    countersigns,
    forms,
    orders,
    printing,
    proposing,
    routing,
    routing_draft,
    supervisions,
    whistles,
)
from app.web.dispatch.blueprint import bp

__all__ = [
    "action_items",
    "acts",
    "bp",
    "consultations",
    "countersigns",
    "forms",
    "orders",
    "printing",
    "proposing",
    "routing",
    "routing_draft",
    "supervisions",
    "whistles",
]
