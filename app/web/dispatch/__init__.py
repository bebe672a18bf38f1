"""Pages of dispatch: the proposal, orders and their acts, returns and rulings, supervisions, whistles."""

from app.web.dispatch import acts, forms, orders, printing, proposing, supervisions, whistles
from app.web.dispatch.blueprint import bp

__all__ = ["acts", "bp", "forms", "orders", "printing", "proposing", "supervisions", "whistles"]
