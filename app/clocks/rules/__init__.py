"""How long a clock runs and why: the computation of a deadline, its chain of reasons, the tables it reads."""

from app.clocks.rules.period import compute
from app.clocks.rules.tables import calendar_from_table, rules_from_tables
from app.clocks.rules.traces import as_rows, as_text, from_rows

__all__ = ["as_rows", "as_text", "calendar_from_table", "compute", "from_rows", "rules_from_tables"]
