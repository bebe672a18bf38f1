"""What is done with clocks: arming, stopping, suspending, prolonging; the sweep that finds breaches; loading a year."""

from app.clocks.services.deadlines import (
    arm,
    extend,
    recolour,
    resume,
    stop,
    stop_all,
    suspend,
    use_due_listener,
)
from app.clocks.services.sweep import due_clocks, sweep_clocks
from app.clocks.services.transitions import on_transition
from app.clocks.services.years import load_shipped_tables, load_year, read_year_csv, recompute_deadlines

__all__ = [
    "arm",
    "due_clocks",
    "extend",
    "load_shipped_tables",
    "load_year",
    "on_transition",
    "read_year_csv",
    "recolour",
    "recompute_deadlines",
    "resume",
    "stop",
    "stop_all",
    "suspend",
    "sweep_clocks",
    "use_due_listener",
]
