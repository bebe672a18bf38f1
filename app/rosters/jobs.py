"""Scheduled work: requests nobody answered lapse; gaps ahead are told each morning; unsigned hand-over lists alarm."""

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


@jobs.periodic("* * * * *", "rosters.watch_handovers")
def watch_handovers() -> None:
    """Alarm lists nobody signed in time, and mark duties that ended without one; a second run finds nothing new."""
    services.raise_handover_alarms()
    services.mark_duties_without_list()
