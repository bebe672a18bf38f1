"""What a run will meet on each row, and one's own runs."""

from app.bulk.queries.foreseeing import Foreseen, foresee, last_hand
from app.bulk.queries.runs import get_run, list_runs, offered, row_counts, titles_of

__all__ = ["Foreseen", "foresee", "get_run", "last_hand", "list_runs", "offered", "row_counts", "titles_of"]
