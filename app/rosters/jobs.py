"""Scheduled work: requests that nobody answered in time lapse."""

from __future__ import annotations

from app.core import jobs
from app.rosters.services import lapse_overdue


@jobs.periodic("*/5 * * * *", "rosters.lapse_exchanges")
def lapse_exchanges() -> None:
    """Let requests lapse whose duty has begun; a second run finds nothing left."""
    lapse_overdue()
