"""Scheduled work: reminders ring when their time has come."""

from __future__ import annotations

from app.core import jobs
from app.notifications import services


@jobs.periodic("* * * * *", "notifications.ring_reminders")
def ring_reminders() -> None:
    """Ring what is due; a second run finds nothing left."""
    services.ring_reminders()
