"""Pages of wage schedules: the roster that unfolds every figure, the import, the checks, receipts of money."""

from app.web.claims import importing, receipts, rows, schedules
from app.web.claims.blueprint import bp

__all__ = ["bp", "importing", "receipts", "rows", "schedules"]
