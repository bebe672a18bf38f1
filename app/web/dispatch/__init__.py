"""Pages of dispatch: proposal, orders and acts, returns, rulings, supervisions, whistles, meetings, rules."""

from app.web.dispatch import (
    action_items,
    acts,
    consultations,
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
    "forms",
    "orders",
    "printing",
    "proposing",
    "routing",
    "routing_draft",
    "supervisions",
    "whistles",
]
