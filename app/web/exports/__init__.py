"""Lists as files: the ledger, the desk and the orders as CSV and XLSX, each with the rows and columns of its page."""

from app.web.exports import lists
from app.web.exports.lists import bp

__all__ = ["bp", "lists"]
