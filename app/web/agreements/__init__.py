"""Pages of agreements: the drafter with its live check, signatures, notices, the ledger of performance."""

from app.web.agreements import acting, drafting, listing, showing
from app.web.agreements.blueprint import bp

__all__ = ["acting", "bp", "drafting", "listing", "showing"]
