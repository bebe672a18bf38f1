"""The clock stands at nine on a working day; the law tables are loaded."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from app.clocks import services as clock_services
from app.core import clock
from app.core.permissions import Actor
from tests.support.people import Cast

DAY = date(2025, 6, 18)


@pytest.fixture
def centre(cast: Cast) -> Iterator[Cast]:
    """The cast at work."""
    with clock.frozen(clock.at(DAY, 9)):
        clock_services.load_shipped_tables(actor=Actor.system())
        yield cast
