"""Calendar arithmetic on the three loaded years."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest

from app.clocks.rules import calendar_from_table
from app.core import calendar as cal
from app.core.calendar import CalendarNotLoaded, DayKind, DutyHours
from app.core.clock import SHANGHAI, local

CAL = calendar_from_table()
DUTY = DutyHours()


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=SHANGHAI)


@pytest.mark.parametrize(
    ("day", "kind"),
    [
        (date(2024, 2, 10), DayKind.STATUTORY),
        (date(2024, 2, 16), DayKind.ADJUSTED),
        (date(2024, 2, 17), DayKind.WEEKEND),
        (date(2024, 2, 18), DayKind.MAKEUP),
        (date(2024, 2, 9), DayKind.WORK),
        (date(2025, 10, 6), DayKind.STATUTORY),
        (date(2025, 10, 8), DayKind.ADJUSTED),
        (date(2026, 4, 5), DayKind.STATUTORY),
        (date(2026, 4, 6), DayKind.ADJUSTED),
        (date(2026, 2, 28), DayKind.MAKEUP),
        (date(2026, 3, 1), DayKind.WEEKEND),
    ],
)
def test_a_day_has_the_kind_the_state_council_gave_it(day: date, kind: DayKind) -> None:
    assert CAL.kind(day) is kind


@pytest.mark.parametrize(("year", "statutory", "makeup"), [(2024, 11, 8), (2025, 13, 5), (2026, 13, 6)])
def test_each_year_has_its_statutory_days_and_working_weekends(year: int, statutory: int, makeup: int) -> None:
    days = list(cal.days_between(date(year, 1, 1), date(year, 12, 31)))
    kinds = [CAL.kind(day) for day in days]
    assert (kinds.count(DayKind.STATUTORY), kinds.count(DayKind.MAKEUP)) == (statutory, makeup)


@pytest.mark.parametrize("day", [date(2023, 12, 31), date(2027, 1, 1)])
def test_a_day_outside_the_loaded_years_has_no_kind(day: date) -> None:
    with pytest.raises(CalendarNotLoaded) as refused:
        CAL.kind(day)
    assert str(day.year) in str(refused.value.message)


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        (date(2025, 12, 31), 2, date(2026, 2, 28)),
        (date(2023, 12, 31), 2, date(2024, 2, 29)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2024, 2, 29), 48, date(2028, 2, 29)),
        (date(2025, 1, 31), 1, date(2025, 2, 28)),
        (date(2025, 8, 31), 1, date(2025, 9, 30)),
        (date(2025, 11, 15), 1, date(2025, 12, 15)),
        (date(2025, 12, 15), 1, date(2026, 1, 15)),
    ],
)
def test_months_end_on_the_corresponding_day_or_the_last_of_the_month(start: date, months: int, end: date) -> None:
    assert cal.add_months(start, months) == end


def test_duty_time_passes_over_night_weekend_and_holiday() -> None:
    friday = at("2025-09-30T17:00")
    assert local(cal.add_duty_time(friday, timedelta(hours=2), CAL, DUTY)) == at("2025-10-09T09:30")


def test_duty_time_has_no_lunch_break() -> None:
    assert local(cal.add_duty_time(at("2025-06-18T11:00"), timedelta(hours=4), CAL, DUTY)) == at("2025-06-18T15:00")


def test_duty_time_before_opening_begins_at_opening() -> None:
    assert local(cal.add_duty_time(at("2025-06-18T06:00"), timedelta(hours=1), CAL, DUTY)) == at("2025-06-18T09:30")


def test_duty_time_that_fills_the_day_ends_at_closing() -> None:
    assert local(cal.add_duty_time(at("2025-06-18T14:00"), timedelta(hours=4), CAL, DUTY)) == at("2025-06-18T18:00")


def test_duty_time_runs_on_a_working_weekend() -> None:
    sunday = at("2025-09-28T09:00")
    assert local(cal.add_duty_time(sunday, timedelta(hours=1), CAL, DUTY)) == at("2025-09-28T10:00")


def test_duty_hours_are_a_setting() -> None:
    early = DutyHours(time(9), time(17))
    assert local(cal.add_duty_time(at("2025-06-18T16:00"), timedelta(hours=2), CAL, early)) == at("2025-06-19T10:00")


def test_duty_time_between_counts_only_duty() -> None:
    assert cal.duty_time_between(at("2025-06-20T17:00"), at("2025-06-23T09:00"), CAL, DUTY) == timedelta(minutes=90)
    assert cal.duty_time_between(at("2025-06-21T00:00"), at("2025-06-22T23:00"), CAL, DUTY) == timedelta(0)


def test_working_days_between_leaves_the_start_out() -> None:
    assert cal.working_days_between(date(2025, 9, 26), date(2025, 10, 10), CAL) == 5


def test_five_working_days_back_from_a_spring_festival_end() -> None:
    assert cal.subtract_working_days(date(2026, 2, 24), 5, CAL) == date(2026, 2, 10)


@pytest.mark.parametrize(
    ("moment", "begins"),
    [
        ("2025-06-18T10:20", "2025-06-18T11:00"),
        ("2025-06-18T10:00", "2025-06-18T11:00"),
        ("2025-06-18T23:59", "2025-06-19T00:00"),
    ],
)
def test_procedural_hours_begin_with_the_next_full_hour(moment: str, begins: str) -> None:
    assert cal.next_full_hour(at(moment)) == at(begins)


def test_duty_hours_are_read_from_their_setting() -> None:
    assert DutyHours.parse("09:00 - 17:30") == DutyHours(time(9), time(17, 30))
    for wrong in ("18:00-08:30", "8.30-18", "09:00", ""):
        with pytest.raises(ValueError):
            DutyHours.parse(wrong)
