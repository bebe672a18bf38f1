"""What holds for every start day, every rule and every suspension."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from app.clocks.rules import as_rows, as_text, calendar_from_table, compute, from_rows, rules_from_tables
from app.clocks.types import Length, Risk, Rule, Span, Terms, Unit
from app.core import calendar as cal
from app.core.calendar import CalendarNotLoaded, DayKind
from app.core.clock import SHANGHAI, local

RULES = rules_from_tables()
CALENDAR = calendar_from_table()
WORKING = [rule for rule in RULES.values() if not rule.by_colour and rule.lengths[""].unit is Unit.WORKING_DAYS]
CALENDAR_DAYS = [
    rule
    for rule in RULES.values()
    if not rule.by_colour and rule.lengths[""].unit is Unit.CALENDAR_DAYS and rule.lengths[""].count
]
PRODUCT = [rule for rule in RULES.values() if rule.is_product]

loaded_days = st.dates(date(2024, 1, 8), date(2026, 9, 1))
last_days = st.dates(date(2024, 1, 2), date(2026, 12, 31))
moments = st.datetimes(datetime(2024, 1, 8), datetime(2026, 9, 1)).map(lambda at: at.replace(tzinfo=SHANGHAI))
risks = st.sampled_from(list(Risk))


@given(st.sampled_from(CALENDAR_DAYS), loaded_days)
def test_the_start_day_is_excluded_and_rest_days_inside_count(rule: Rule, start: date) -> None:
    found = compute(rule, start, CALENDAR)
    counted = list(cal.days_between(start + timedelta(days=1), found.raw_on))
    assert len(counted) == rule.lengths[""].count


@given(st.sampled_from(CALENDAR_DAYS), loaded_days)
def test_a_legal_end_lands_on_the_first_working_day_from_the_raw_end(rule: Rule, start: date) -> None:
    found = compute(rule, start, CALENDAR)
    assert CALENDAR.works(found.due_on)
    assert found.due_on >= found.raw_on
    assert all(CALENDAR.rests(day) for day, _ in found.rolled_over)
    assert (found.due_on == found.raw_on) == CALENDAR.works(found.raw_on)


@given(st.sampled_from(CALENDAR_DAYS), loaded_days, st.integers(0, 20))
def test_a_later_start_never_ends_earlier(rule: Rule, start: date, later: int) -> None:
    first, second = compute(rule, start, CALENDAR), compute(rule, start + timedelta(days=later), CALENDAR)
    assert first.due_at <= second.due_at


@given(last_days, st.integers(1, 36))
def test_months_end_on_the_corresponding_day_or_on_the_last_of_the_month(start: date, months: int) -> None:
    end = cal.add_months(start, months)
    assert (end.year * 12 + end.month) - (start.year * 12 + start.month) == months
    assert end.day == start.day or (end.day < start.day and (end + timedelta(days=1)).month != end.month)


@given(last_days)
def test_wages_are_never_due_after_the_nominal_day(pay_day: date) -> None:
    found = compute(RULES["R11"], pay_day, CALENDAR)
    assert found.due_on <= pay_day
    assert CALENDAR.works(found.due_on)
    assert not any(CALENDAR.works(day) for day in cal.days_between(found.due_on + timedelta(days=1), pay_day))


@given(st.sampled_from(WORKING), loaded_days)
def test_working_day_clocks_count_working_days_only(rule: Rule, start: date) -> None:
    found = compute(rule, start, CALENDAR)
    assert cal.working_days_between(start, found.due_on, CALENDAR) == rule.lengths[""].count
    assert CALENDAR.works(found.due_on)


@given(st.sampled_from(CALENDAR_DAYS), st.dates(date(2027, 1, 1), date(2035, 12, 31)))
def test_beyond_the_last_year_a_calendar_clock_is_the_raw_end_marked_provisional(rule: Rule, start: date) -> None:
    found = compute(rule, start, CALENDAR)
    assert (found.provisional, found.due_on) == (True, found.raw_on)


@given(st.sampled_from([*WORKING, RULES["R11"]]), st.dates(date(2027, 1, 1), date(2035, 12, 31)))
def test_beyond_the_last_year_working_days_and_wages_are_refused(rule: Rule, start: date) -> None:
    refused = False
    try:
        compute(rule, start, CALENDAR)
    except CalendarNotLoaded:
        refused = True
    assert refused


@given(st.sampled_from(PRODUCT), moments, risks)
def test_a_product_clock_ends_on_duty_unless_it_is_red_or_counts_days(rule: Rule, start: datetime, risk: Risk) -> None:
    found = compute(rule, start, CALENDAR, terms=Terms(risk=risk))
    assert found.due_at > found.started_at
    if found.timed and not (found.unit is Unit.HOURS and risk is Risk.RED):
        end = local(found.due_at)
        assert CALENDAR.works(end.date())
        assert (8, 30) <= (end.hour, end.minute) <= (18, 0)


@given(st.sampled_from([r for r in PRODUCT if r.by_colour and r.lengths["red"].unit is Unit.HOURS]), moments)
def test_red_hours_ignore_duty(rule: Rule, start: datetime) -> None:
    found = compute(rule, start, CALENDAR, terms=Terms(risk=Risk.RED))
    assert found.due_at - found.started_at == rule.lengths["red"].time


@given(st.sampled_from(PRODUCT), moments, risks, st.integers(1, 90), st.integers(1, 400))
def test_a_suspension_never_shortens_a_clock(
    rule: Rule, start: datetime, risk: Risk, after_hours: int, lasting: int
) -> None:
    plain = compute(rule, start, CALENDAR, terms=Terms(risk=risk))
    begins = start + timedelta(hours=after_hours)
    span = Span(begins, begins + timedelta(hours=lasting))
    paused = compute(rule, start, CALENDAR, terms=Terms(risk=risk, spans=(span,)))
    assert paused.due_at >= plain.due_at


@given(loaded_days, st.integers(1, 10), st.integers(1, 60))
def test_whole_days_of_suspension_move_a_period_in_days_by_as_many(start: date, after: int, lasting: int) -> None:
    begins = datetime.combine(start, datetime.min.time(), tzinfo=SHANGHAI) + timedelta(days=after, hours=10)
    span = Span(begins, begins + timedelta(days=lasting))
    paused = compute(RULES["P09"], start, CALENDAR, terms=Terms(risk=Risk.BLUE, spans=(span,)))
    assert paused.raw_on == start + timedelta(days=30 + lasting)


@given(st.sampled_from(list(RULES.values())), moments)
def test_reasons_survive_storage_and_end_on_the_due_day(rule: Rule, start: datetime) -> None:
    risk = Risk.ORANGE if rule.by_colour else None
    found = compute(rule, start, CALENDAR, terms=Terms(risk=risk))
    assert as_text(from_rows(as_rows(found.because))) == as_text(found.because)
    assert found.because[-1].on == found.due_on or found.provisional


@given(st.sampled_from(CALENDAR_DAYS), loaded_days)
def test_the_safe_day_is_shown_only_when_an_adjusted_day_was_passed(rule: Rule, start: date) -> None:
    found = compute(rule, start, CALENDAR)
    adjusted = any(kind is DayKind.ADJUSTED for _, kind in found.rolled_over)
    assert found.safe_on == (found.raw_on if adjusted else None)
    if found.advised_on:
        assert start < found.advised_on < found.due_on


@given(st.sampled_from(["30C", "0.5H", "60W", "6M", "2Y", "24H", "0C"]))
def test_a_length_is_written_as_it_was_read(text: str) -> None:
    assert str(Length.parse(text)) == text
