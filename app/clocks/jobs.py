"""Scheduled work: once a minute the sweep tells the rungs that have come."""

from __future__ import annotations

from app.clocks.services import sweep_clocks
from app.core import jobs


@jobs.periodic("* * * * *", "clocks.sweep")
def sweep() -> None:
    """Tell every clock whose next rung has come; a second run in the same minute finds nothing left."""
    sweep_clocks()
