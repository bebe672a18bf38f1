"""What a level obliges to, which days need a note, what silence is, when Spring Festival is near (§8, §4.10)."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.clocks.queries import shipped_calendar
from app.core import clock
from app.core.calendar import DutyHours
from app.oversight.rules import (
    OWNERS,
    asked_for,
    festival_ahead,
    festival_unknown,
    first_note_day,
    note_days_missing,
    silent_since,
    spring_festival,
)
from app.oversight.types import DutyKind

DAY = date(2025, 6, 18)


@pytest.mark.parametrize(
    ("level", "kinds"),
    [
        ("red", ["lead_official", "chief_told", "link_110", "guidance", "daily_note"]),
        ("orange", ["district_lead", "guidance"]),
        ("yellow", []),
        ("blue", []),
    ],
)
def test_each_level_asks_for_its_measures(level: str, kinds: list[str]) -> None:
    assert [kind.value for kind in asked_for(level)] == kinds


def test_every_measure_is_somebody_s_work() -> None:
    assert set(OWNERS) == set(DutyKind)


@pytest.mark.parametrize(("hour", "day"), [(9, DAY), (17, DAY), (18, DAY + timedelta(days=1)), (23, date(2025, 6, 19))])
def test_the_first_note_is_due_the_next_day_when_duty_was_over(hour: int, day: date) -> None:
    assert first_note_day(clock.at(DAY, hour), DutyHours()) == day


@given(st.sets(st.integers(-3, 20)), st.integers(0, 10), st.integers(0, 15))
def test_after_the_missing_days_were_added_none_is_missing(known: set[int], first: int, today: int) -> None:
    have = [DAY + timedelta(days=n) for n in known]
    missing = note_days_missing(have, DAY + timedelta(days=first), DAY + timedelta(days=today))
    assert len(set(missing)) == len(missing)
    assert all(DAY + timedelta(days=first) <= day <= DAY + timedelta(days=today) for day in missing)
    assert note_days_missing([*have, *missing], DAY + timedelta(days=first), DAY + timedelta(days=today)) == []


@pytest.mark.parametrize(("days", "silent"), [(0, False), (6, False), (7, True), (30, True)])
def test_seven_calendar_days_are_silence(days: int, silent: bool) -> None:
    found = silent_since(datetime(2025, 6, 18, 15, 59, tzinfo=UTC), DAY + timedelta(days=days))
    assert found == (DAY if silent else None)


@pytest.mark.parametrize(
    ("year", "first"), [(2024, date(2024, 2, 10)), (2025, date(2025, 1, 28)), (2026, date(2026, 2, 16))]
)
def test_the_calendar_knows_the_festival_of_loaded_years(year: int, first: date) -> None:
    assert spring_festival(year, shipped_calendar()) == first


@pytest.mark.parametrize(
    ("today", "ahead"),
    [
        (date(2024, 12, 28), None),
        (date(2024, 12, 29), date(2025, 1, 28)),
        (date(2025, 1, 28), date(2025, 1, 28)),
        (date(2025, 1, 29), None),
        (date(2026, 12, 28), None),
    ],
)
def test_thirty_calendar_days_before_the_festival_count(today: date, ahead: date | None) -> None:
    assert festival_ahead(today, shipped_calendar()) == ahead


@pytest.mark.parametrize(
    ("today", "year"),
    [(date(2025, 12, 1), None), (date(2026, 6, 1), None), (date(2026, 11, 22), 2027), (date(2026, 12, 30), 2027)],
)
def test_a_year_that_is_not_loaded_is_named_and_not_guessed(today: date, year: int | None) -> None:
    assert festival_unknown(today, shipped_calendar()) == year
