"""The clock stands at nine on a working day; the law tables are loaded."""

from __future__ import annotations

from datetime import date

from app.clocks import services as clock_services
from app.core import clock
from app.core.permissions import Actor
from tests.support.people import Cast
from tests.support.stage import scene

DAY = date(2025, 6, 18)


@scene(at=clock.at(DAY, 9))
def centre(cast: Cast) -> Cast:
    """The cast at work."""
    clock_services.load_shipped_tables(actor=Actor.system())
    return cast
