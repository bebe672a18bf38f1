"""Scheduled work: requests that nobody answered in time lapse; gaps ahead are told each morning."""

from __future__ import annotations

from app.core import jobs
from app.rosters import services


@jobs.periodic("*/5 * * * *", "rosters.lapse_exchanges")
def lapse_exchanges() -> None:
    """Let requests lapse whose duty has begun; a second run finds nothing left."""
    services.lapse_overdue()


@jobs.periodic("0 1 * * *", "rosters.tell_gaps")
def tell_gaps() -> None:
    """At nine in the morning in Beijing, tell the gaps of the seven days ahead."""
    services.tell_gaps()
