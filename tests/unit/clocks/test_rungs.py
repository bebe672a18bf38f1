"""Shares of a clock: when a rung comes, how much is used, which colour that is."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.clocks.rules import calendar_from_table, compute, rules_from_tables
from app.clocks.rules.rungs import colour_of, rung_times, used_share
from app.clocks.types import Risk, Terms
from app.core.clock import SHANGHAI, local

RULES = rules_from_tables()
CALENDAR = calendar_from_table()


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=SHANGHAI)


def test_the_rungs_of_a_duty_clock_skip_the_night() -> None:
    found = compute(RULES["P03"], at("2025-06-18T16:00"), CALENDAR, terms=Terms(risk=Risk.ORANGE))
    times = {rung: local(moment) for rung, moment in rung_times(found, CALENDAR).items()}
    assert times == {
        50: at("2025-06-18T18:00"),
        80: at("2025-06-19T09:42"),
        100: at("2025-06-19T10:30"),
        120: at("2025-06-19T11:18"),
    }


def test_the_rungs_of_a_legal_clock_run_by_the_calendar() -> None:
    found = compute(RULES["K01"], date(2025, 6, 25), CALENDAR)
    times = rung_times(found, CALENDAR)
    assert times[100] == found.due_at
    assert local(times[50]).date() == date(2025, 7, 10)


@pytest.mark.parametrize(
    ("used", "colour"),
    [
        (0, "grey"),
        (49, "grey"),
        (50, "yellow"),
        (79, "yellow"),
        (80, "orange"),
        (99, "orange"),
        (100, "red"),
        (130, "red"),
    ],
)
def test_colours_turn_at_50_80_and_100(used: int, colour: str) -> None:
    assert colour_of(used) == colour


@given(
    st.sampled_from([rule for rule in RULES.values() if rule.is_product]),
    st.datetimes(datetime(2024, 1, 8), datetime(2026, 9, 1)),
    st.sampled_from(list(Risk)),
    st.integers(0, 400),
)
def test_the_used_share_rises_and_meets_every_rung(rule: object, start: datetime, risk: Risk, hours: int) -> None:
    found = compute(rule, start.replace(tzinfo=SHANGHAI), CALENDAR, terms=Terms(risk=risk))  # type: ignore[arg-type]
    times = rung_times(found, CALENDAR)
    moments = [times[rung] for rung in (50, 80, 100, 120)]
    assert moments == sorted(moments)
    for rung, moment in times.items():
        assert used_share(found.started_at, times, moment + timedelta(seconds=1)) >= rung
    earlier = found.started_at + timedelta(hours=hours)
    later = earlier + timedelta(hours=3)
    assert used_share(found.started_at, times, earlier) <= used_share(found.started_at, times, later)
    assert used_share(found.started_at, times, found.started_at) == 0
