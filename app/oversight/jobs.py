"""Scheduled work of oversight."""

from __future__ import annotations

from app.core.jobs import periodic
from app.oversight import services


@periodic("35 0 * * *", "oversight.look")
def look_every_morning() -> None:
    """Each day at 08:35 in Beijing, when duty has begun; a second run finds nothing left."""
    services.look_at_all()
