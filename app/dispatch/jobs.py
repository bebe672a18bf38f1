"""Scheduled work: those who have not countersigned in time are told, and so is who asked them."""

from __future__ import annotations

from app.core import jobs
from app.dispatch import services


@jobs.periodic("* * * * *", "dispatch.tell_late_signers")
def tell_late_signers() -> None:
    """Tell of each countersign whose time is over; a second run finds nothing new."""
    services.tell_late_signers()
