"""The test vectors of the law chapter, the examples of the scenarios, and the rulings on the calendar."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from app.clocks.rules import as_text, calendar_from_table, compute, rules_from_tables
from app.clocks.types import Deadline, Length, Risk, Terms
from app.core.calendar import CalendarNotLoaded
from app.core.clock import SHANGHAI, local
from app.core.errors import InvalidInput

RULES = rules_from_tables()
CALENDAR = calendar_from_table()


def due(rule: str, start: date | datetime, **terms: object) -> Deadline:
    return compute(RULES[rule], start, CALENDAR, terms=Terms(**terms))  # type: ignore[arg-type]


def day(text: str) -> date:
    return date.fromisoformat(text)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=SHANGHAI)


@pytest.mark.parametrize(
    ("start", "rule", "raw", "end"),
    [
        ("2025-06-25", "K01", "2025-07-25", "2025-07-25"),
        ("2025-09-01", "K01", "2025-10-01", "2025-10-09"),
        ("2025-09-05", "K01", "2025-10-05", "2025-10-09"),
        ("2025-12-05", "K01", "2026-01-04", "2026-01-04"),
        ("2026-01-20", "K01", "2026-02-19", "2026-02-24"),
        ("2026-01-30", "K04", "2026-02-14", "2026-02-14"),
        ("2026-02-06", "K01", "2026-03-08", "2026-03-09"),
        ("2026-04-16", "K09", "2026-05-01", "2026-05-06"),
        ("2025-09-26", "K19", "2025-10-10", "2025-10-10"),
        ("2026-02-12", "K26", "2026-02-24", "2026-02-24"),
        ("2026-02-13", "K29", "2026-03-02", "2026-03-02"),
        ("2026-04-29", "K26", "2026-05-07", "2026-05-07"),
        ("2025-12-31", "K22", "2026-02-28", "2026-02-28"),
        ("2025-08-01", "K22", "2025-10-01", "2025-10-09"),
    ],
)
def test_the_vectors_of_the_law_chapter(start: str, rule: str, raw: str, end: str) -> None:
    found = due(rule, day(start))
    assert (found.raw_on, found.due_on, found.provisional) == (day(raw), day(end), False)


@pytest.mark.parametrize(
    ("start", "rule", "end"),
    [
        ("2025-06-23", "K01", "2025-07-23"),
        ("2025-09-01", "K01", "2025-10-09"),
        ("2026-01-20", "K01", "2026-02-24"),
        ("2026-02-13", "K18", "2026-02-28"),
        ("2026-04-16", "K09", "2026-05-06"),
        ("2025-06-18", "K11", "2025-07-03"),
        ("2025-06-23", "P15", "2025-06-30"),
    ],
)
def test_the_clocks_of_the_scenarios(start: str, rule: str, end: str) -> None:
    assert due(rule, day(start)).due_on == day(end)


@pytest.mark.parametrize(
    ("pay_day", "paid_by"),
    [
        ("2025-05-15", "2025-05-15"),
        ("2025-06-15", "2025-06-13"),
        ("2024-12-15", "2024-12-13"),
        ("2024-09-15", "2024-09-14"),
        ("2025-02-15", "2025-02-14"),
        ("2026-02-15", "2026-02-14"),
        ("2026-02-20", "2026-02-14"),
    ],
)
def test_wages_due_on_a_rest_day_are_due_before_it(pay_day: str, paid_by: str) -> None:
    found = due("R11", day(pay_day))
    assert (found.raw_on, found.due_on) == (day(pay_day), day(paid_by))


def test_a_contract_date_on_a_rest_day_moves_forward() -> None:
    assert due("R12", day("2025-06-15")).due_on == day("2025-06-16")


def test_the_start_day_is_not_counted_and_the_reason_names_the_first_day() -> None:
    steps = as_text(due("K01", day("2025-06-25")).because)
    assert {"2025-06-26"} == {step["date"] for step in steps if "当日不计" in step["step"]}


def test_a_legal_end_has_an_advised_day_five_working_days_earlier() -> None:
    assert due("K01", day("2026-01-20")).advised_on == day("2026-02-10")
    assert due("K02", day("2026-01-20")).advised_on is None


def test_rolling_over_an_adjusted_day_shows_the_raw_end_as_the_safe_day() -> None:
    assert due("K01", day("2026-01-20")).safe_on == day("2026-02-19")
    assert due("K01", day("2026-02-06")).safe_on is None
    assert due("K01", day("2025-06-25")).safe_on is None


def test_no_setting_of_the_centre_is_ever_shown_as_law() -> None:
    for rule in RULES.values():
        terms = Terms(risk=Risk.YELLOW) if rule.by_colour else Terms()
        found = compute(rule, day("2025-06-18"), CALENDAR, terms=terms)
        if not rule.is_law:
            assert not any(step.is_law for step in found.because), rule.id
            assert any("本中心设置" in str(step.source) for step in found.because), rule.id


def test_past_the_loaded_years_a_calendar_clock_is_provisional() -> None:
    found = due("K01", day("2026-12-15"))
    assert (found.raw_on, found.due_on, found.provisional) == (day("2027-01-14"), day("2027-01-14"), True)
    assert "2027年" in str(found.because[-2].step)
    assert found.advised_on is None


@pytest.mark.parametrize("rule", ["K05", "K06", "K22", "K31"])
def test_past_the_loaded_years_months_and_years_are_provisional(rule: str) -> None:
    assert due(rule, day("2026-11-20")).provisional


@pytest.mark.parametrize(("rule", "start"), [("K19", "2026-12-28"), ("K16", "2026-11-02"), ("R11", "2027-01-15")])
def test_past_the_loaded_years_working_days_and_wages_are_refused(rule: str, start: str) -> None:
    with pytest.raises(CalendarNotLoaded) as refused:
        due(rule, day(start))
    assert refused.value.year == 2027
    assert "2027年" in str(refused.value.message)


def test_past_the_loaded_years_duty_hours_are_refused() -> None:
    with pytest.raises(CalendarNotLoaded):
        due("P08", at("2026-12-31T17:00"), risk=Risk.ORANGE)


@pytest.mark.parametrize(
    ("rule", "risk", "start", "end"),
    [
        ("P08", "orange", "2025-06-18T12:20", "2025-06-18T16:20"),
        ("P03", "yellow", "2025-06-18T09:10", "2025-06-19T18:00"),
        ("P11", "orange", "2025-06-18T13:05", "2025-06-19T18:00"),
        ("P19", "orange", "2025-06-18T12:10", "2025-06-25T18:00"),
        ("P03", "orange", "2025-06-20T17:00", "2025-06-23T11:30"),
        ("P03", "red", "2025-06-20T17:00", "2025-06-20T19:00"),
        ("P07", "red", "2025-10-01T02:00", "2025-10-01T02:30"),
        ("P07", "yellow", "2025-10-01T02:00", "2025-10-09T12:30"),
        ("P18", "red", "2025-10-01T02:00", "2025-10-01T04:00"),
        ("P18", "blue", "2025-10-01T02:00", "2025-10-09T10:30"),
        ("P13", "red", "2025-09-30T16:00", "2025-10-09T18:00"),
    ],
)
def test_product_clocks_run_in_duty_time_except_red(rule: str, risk: str, start: str, end: str) -> None:
    assert local(due(rule, at(start), risk=Risk(risk)).due_at) == at(end)


def test_a_city_hotline_clock_runs_through_the_night() -> None:
    assert local(due("K34c", at("2025-06-20T17:00")).due_at) == at("2025-06-21T17:00")


@pytest.mark.parametrize(
    ("rule", "start", "end"),
    [("K03", "2025-06-26", "2025-07-21"), ("K14b", "2025-03-03", "2025-05-06"), ("K20", "2025-06-02", "2025-09-01")],
)
def test_an_approved_extension_lengthens_the_whole_period(rule: str, start: str, end: str) -> None:
    assert due(rule, day(start), extensions=1).due_on == day(end)


def test_the_labour_inspection_extension_runs_in_working_days() -> None:
    plain, longer = due("K16", day("2025-03-03")), due("K16", day("2025-03-03"), extensions=1)
    assert (plain.due_on, longer.due_on) == (day("2025-05-29"), day("2025-07-11"))


def test_a_letter_may_fix_its_own_length() -> None:
    found = due("K22", day("2025-06-18"), length=Length.parse("1M"))
    assert found.due_on == day("2025-07-18")
    assert "文书载明" in str(found.because[1].step)


@pytest.mark.parametrize(
    ("rule", "terms"),
    [
        ("K01", {"length": Length.parse("60C")}),
        ("K01", {"extensions": 1}),
        ("K01", {"until": date(2026, 1, 1)}),
        ("P01", {}),
    ],
)
def test_terms_a_rule_does_not_know_are_refused(rule: str, terms: dict[str, object]) -> None:
    with pytest.raises(InvalidInput):
        due(rule, day("2025-06-18"), **terms)


def test_a_handling_clock_may_be_prolonged_to_a_named_day() -> None:
    found = due("P09", at("2025-06-18T09:25"), risk=Risk.ORANGE, until=day("2025-07-10"))
    assert local(found.due_at) == at("2025-07-10T18:00")
    assert "延长到" in str(found.because[-1].step)


def test_a_named_day_before_the_rules_own_end_changes_nothing() -> None:
    assert due("P09", day("2025-06-18"), risk=Risk.BLUE, until=day("2025-06-19")).due_on == day("2025-07-18")


def test_a_start_before_the_rule_was_in_force_is_pointed_out() -> None:
    assert any("人工核对" in str(step.step) for step in due("K01", day("2023-12-20")).because)


def test_a_legal_end_before_the_loaded_years_is_provisional() -> None:
    assert due("K31", day("2019-03-02")).provisional


def test_a_last_instant_still_counts() -> None:
    assert due("K01", day("2025-06-25")).due_at + timedelta(microseconds=1) == at("2025-07-26T00:00")
