"""Pages of dispatch: the proposal, orders and their acts, returns and rulings, supervisions, routing rules."""

from app.web.dispatch import acts, forms, orders, printing, proposing, routing, routing_draft, supervisions
from app.web.dispatch.blueprint import bp

__all__ = ["acts", "bp", "forms", "orders", "printing", "proposing", "routing", "routing_draft", "supervisions"]
