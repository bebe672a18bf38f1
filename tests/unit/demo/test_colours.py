"""The colours of the generated disputes: spread by plan, the same whatever day the demo is planted on."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from app.core import clock
from app.demo.at_work import AtWork
from app.demo.generated import COUNT, QUARRELS, generated
from app.intake.rules.risk import suggest
from app.intake.rules.weights import shipped_weights


def planted_on(day: date) -> list[str]:
    """The level the score suggests for each generated dispute."""
    with clock.frozen(clock.at(day, 9)):
        plots = [tell.args[0].plot for _, tell in generated(AtWork({}))]  # type: ignore[attr-defined]
    return [
        suggest({**(plot.risk_inputs or {}), "people": plot.count}, shipped_weights()).level.value for plot in plots
    ]


@pytest.mark.parametrize("day", [date(2025, 6, 18), date(2026, 2, 15), date(2026, 12, 31)])
def test_the_colours_do_not_depend_on_the_day(day: date) -> None:
    levels = planted_on(day)
    assert len(levels) == COUNT
    assert levels == planted_on(date(2026, 1, 5))
    assert all(Counter(levels)[level] >= 6 for level in ("blue", "yellow", "orange"))


@pytest.mark.parametrize("colour", QUARRELS)
def test_every_planned_quarrel_lies_in_its_band(colour: str) -> None:
    counts, found = QUARRELS[colour]
    assert {
        suggest({**inputs, "people": count}, shipped_weights()).level.value for count in counts for inputs in found
    } == {colour}
