"""Reminders ring, messages are sent, what was held back is let go when its time has come; the drill of the clocks."""

from __future__ import annotations

from uuid import UUID

from app.core import jobs
from app.notifications import services


@jobs.periodic("* * * * *", "notifications.ring_reminders")
def ring_reminders() -> None:
    """Ring what is due; a second run finds nothing left."""
    services.ring_reminders()


@jobs.task("notifications.send")
def send(message_id: str) -> None:
    """Send one message; a second run after a crash gives the gateway the same key."""
    services.send_message(UUID(message_id))


@jobs.periodic("* * * * *", "notifications.release")
def release() -> None:
    """Let go what was held back until now; a second run in the same minute finds nothing left."""
    services.release_held()


@jobs.task("notifications.drill")
def drill(drill_id: str) -> None:
    """Do a fire drill that was asked for; a second run finds it done."""
    services.finish_drill(UUID(drill_id))
