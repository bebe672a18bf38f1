"""Who hears that a clock has used its time: halfway only where it presses, at the end once, above that who answers."""

from __future__ import annotations

import pytest

from app.clocks.rules import rules_from_tables
from app.clocks.rules.rungs import RUNGS
from app.notifications.rules.ringing import HEARD, heard_by
from app.notifications.types import Audience

DESK, DIRECTOR, UNIT = Audience.CENTER_DESK, Audience.DIRECTOR, Audience.ORDER_UNIT


def test_every_rule_that_is_heard_of_is_a_rule() -> None:
    assert set(HEARD) <= set(rules_from_tables())


@pytest.mark.parametrize(
    ("rule", "risk", "heard"),
    [
        ("P01", "blue", [(), (DESK,), (DESK, DIRECTOR), (DIRECTOR,)]),
        ("P01", "red", [(DESK,), (DESK,), (DESK, DIRECTOR), (DIRECTOR,)]),
        ("P09", "orange", [(UNIT,), (UNIT,), (), ()]),
        ("P17", None, [(), (DESK,), (DESK,), (DESK,)]),
        ("P04", "red", [(), (), (), ()]),
    ],
)
def test_the_rungs_climb_from_whose_turn_it_is_to_who_answers(
    rule: str, risk: str | None, heard: list[tuple[Audience, ...]]
) -> None:
    assert [heard_by(rule, rung, risk) for rung in RUNGS] == heard
