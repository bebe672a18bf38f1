"""Wage arithmetic on any worker: exact until the end, never negative, and every figure unfolds to its inputs."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.claims.rules import Trace, WorkerResult, trace_from, verify_schedule, verify_worker, wage_rules_on
from app.claims.rules.wages import employment_in, exact_yuan, wage_due_on
from app.claims.types import Employment, FlowMonth, Level, Month, WageTerms, WorkerClaim
from app.clocks.rules import calendar_from_table
from app.core.calendar import CalendarNotLoaded
from app.core.canonical_json import dumps
from app.core.money import half_up

CALENDAR = calendar_from_table()
ON = date(2025, 6, 20)
APRIL, MAY = Month(2025, 4), Month(2025, 5)
TERMS = WageTerms(employer="虚构公司", first_month=APRIL, last_month=MAY)
half_days = st.integers(0, 62).map(lambda n: Fraction(n, 2))
few_days = st.integers(0, 10).map(lambda n: Fraction(n, 2))


def flow_month(month: Month, **changes: object) -> FlowMonth:
    plain = FlowMonth(month=month, due_fen=360000, paid_fen=0, attendance_days=Fraction(22))
    return replace(plain, **changes)  # type: ignore[arg-type]


def worker(*flow: FlowMonth, **changes: object) -> WorkerClaim:
    plain = WorkerClaim(
        number=1,
        name="李某丁",
        job="保洁",
        id_number="110199198604101064",
        monthly_wage_fen=360000,
        claimed_fen=720000,
        account="0000000000000004",
        account_name="李某丁",
        flow=flow,
    )
    return replace(plain, **changes)  # type: ignore[arg-type]


def verify(person: WorkerClaim, on: date = ON) -> WorkerResult:
    return verify_worker(person, TERMS, calendar=CALENDAR, on=on)


def codes(result: WorkerResult, level: Level | None = None) -> set[str]:
    return {found.code for found in result.findings if level in (None, found.level)}


@st.composite
def any_worker(draw: st.DrawFn) -> WorkerClaim:
    months = [
        flow_month(
            month,
            attendance_days=draw(half_days),
            unpaid_leave_days=draw(few_days),
            paid_statutory_days=draw(st.integers(0, 3).map(Fraction)),
            holiday_overtime_days=draw(st.integers(0, 2).map(Fraction)),
            deduction_fen=draw(st.integers(0, 200000)),
            paid_fen=draw(st.integers(0, 359999)),
        )
        for month in (APRIL, MAY)
    ]
    left = draw(st.one_of(st.none(), st.dates(date(2025, 5, 1), date(2025, 6, 30))))
    return worker(*months, monthly_wage_fen=draw(st.integers(1, 10_000_000)), left_on=left)


def decimal_sum(person: WorkerClaim) -> int:
    with localcontext() as context:
        context.prec = 60
        wage, total = Decimal(person.monthly_wage_fen), Decimal(0)
        for flow in person.flow:
            part = person.left_on is not None and person.left_on < flow.month.last_day
            leave, paid_days = flow.unpaid_leave_days, (flow.attendance_days or 0) + flow.paid_statutory_days
            if part:
                worth = wage * paid_days.numerator / paid_days.denominator * 4 / 87
            else:
                worth = max(wage - wage * leave.numerator / leave.denominator * 4 / 87, Decimal(0))
            worth += wage * 3 * int(flow.holiday_overtime_days) * 4 / 87
            total += max(worth - flow.deduction_fen - flow.paid_fen, Decimal(0))
        return int(total.quantize(Decimal(1), ROUND_HALF_UP))


@settings(max_examples=300)
@given(any_worker())
def test_any_worker_gets_the_same_sum_by_decimals(person: WorkerClaim) -> None:
    assert abs(verify(person).verified_fen - decimal_sum(person)) == 0


@given(any_worker())
def test_every_figure_adds_up_from_its_inputs(person: WorkerClaim) -> None:
    result = verify(person)
    months = result.trace.inputs
    assert half_up(sum((month.value for month in months), Fraction(0))) == result.verified_fen
    for month in months:
        gross, deduction, paid = month.inputs
        assert month.value == max(gross.value - deduction.value - paid.value, Fraction(0))
    for step in result.trace.walk():
        assert step.value >= 0
        assert step.is_input or step.formula


@given(any_worker())
def test_a_trace_survives_storage(person: WorkerClaim) -> None:
    trace = verify(person).trace
    stored = trace.as_dict()
    assert trace_from(stored) == trace
    assert dumps(stored)


def leaves(trace: Trace) -> list[str]:
    return [str(step.label) for step in trace.walk() if step.is_input]


def test_a_figure_unfolds_to_wage_days_and_the_paid_days_of_a_month() -> None:
    result = verify(worker(flow_month(APRIL), flow_month(MAY, unpaid_leave_days=Fraction(2))))
    assert result.verified_fen == 686897
    assert {"月工资标准", "事假天数", "月计薪天数", "预支、扣款", "已付"} <= set(leaves(result.trace))
    may = result.trace.inputs[1].inputs[0]
    assert may.formula == "3,600.00 − 2 × 3,600.00 ÷ 21.75 = 3,268.9655…"
    assert "第五十条" in may.article


def test_a_part_payment_reduces_what_is_owed() -> None:
    result = verify(worker(flow_month(APRIL, paid_fen=100000), flow_month(MAY)))
    assert result.verified_fen == 620000
    assert [str(sentence) for sentence in result.explanations] == ["4月已付1,000.00元"]


def test_a_month_paid_as_due_is_not_claimed_again() -> None:
    result = verify(worker(flow_month(APRIL, paid_fen=360000), flow_month(MAY)))
    assert result.verified_fen == 360000
    assert result.arrears_months == (MAY,)
    assert "already_paid" in codes(result)


def test_unpaid_leave_beyond_the_month_leaves_nothing_and_never_less() -> None:
    result = verify(worker(flow_month(APRIL, unpaid_leave_days=Fraction(23)), flow_month(MAY, deduction_fen=400000)))
    assert result.verified_fen == 0
    assert {"more_than_due", "deduction_without_note"} <= codes(result, Level.WARN)


def test_a_gap_is_excused_by_the_hire_date_only() -> None:
    late = [flow_month(month, paid_fen=360000) for month in Month(2025, 1).until(Month(2025, 3))]
    months = [*late, flow_month(APRIL), flow_month(MAY)]
    assert len(verify(worker(*months)).gap_months) == 7
    excused = verify(worker(*months, hired_on=date(2025, 1, 1)))
    assert excused.gap_months == ()
    assert len(excused.excused_months) == 7
    assert excused.flow_months == 5


def test_a_month_without_attendance_stops_the_row() -> None:
    result = verify(worker(flow_month(APRIL), flow_month(MAY, attendance_days=None)))
    assert "attendance_missing" in codes(result, Level.BLOCK)
    assert result.is_blocked


def test_a_month_after_leaving_is_not_paid() -> None:
    result = verify(worker(flow_month(APRIL), flow_month(MAY), left_on=date(2025, 4, 30)))
    assert result.verified_fen == 360000
    assert "not_employed" in codes(result, Level.BLOCK)


def test_a_worker_hired_in_the_month_is_paid_by_days() -> None:
    may = flow_month(MAY, attendance_days=Fraction(10))
    result = verify(worker(may, hired_on=date(2025, 5, 19), claimed_fen=360000))
    assert result.verified_fen == 165517
    assert [str(sentence) for sentence in result.explanations] == ["5月19日入职，当月计薪10天"]


def test_arrears_outside_the_claimed_months_are_told_not_added() -> None:
    result = verify(worker(flow_month(Month(2025, 3)), flow_month(APRIL), flow_month(MAY)))
    assert result.verified_fen == 720000
    assert "arrears_outside_period" in codes(result, Level.WARN)


def test_the_same_month_twice_stops_the_row() -> None:
    assert "month_twice" in codes(verify(worker(flow_month(APRIL), flow_month(APRIL))), Level.BLOCK)


def test_more_holiday_work_than_holidays_is_asked_about() -> None:
    result = verify(worker(flow_month(APRIL, holiday_overtime_days=Fraction(2)), flow_month(MAY)))
    assert "too_many_holidays" in codes(result, Level.WARN)


def test_less_attendance_than_the_month_has_working_days_is_told() -> None:
    result = verify(worker(flow_month(APRIL, attendance_days=Fraction(15)), flow_month(MAY)))
    assert "attendance_short" in codes(result, Level.NOTE)


def test_wages_go_to_the_worker_alone() -> None:
    result = verify(worker(flow_month(APRIL), flow_month(MAY), account_name="包工头某"))
    assert "payee_not_worker" in codes(result, Level.BLOCK)
    assert "account_missing" in codes(verify(worker(flow_month(APRIL), account="")), Level.WARN)


def test_one_person_stands_on_one_row() -> None:
    twins = [worker(flow_month(APRIL)), worker(flow_month(APRIL), name="李某")]
    result = verify_schedule(TERMS, twins, calendar=CALENDAR, on=ON)
    assert [found.code for found in result.findings] == ["number_twice", "id_number_twice", "account_twice"]
    assert "李某丁、李某" in str(result.findings[0].message)


def test_a_pay_day_beyond_the_calendar_is_refused() -> None:
    with pytest.raises(CalendarNotLoaded):
        wage_due_on(Month(2030, 1), 15, 1, CALENDAR)


def test_a_pay_day_the_month_does_not_have_is_its_last_day() -> None:
    assert wage_due_on(Month(2025, 1), 31, 1, CALENDAR) == date(2025, 2, 28)
    assert wage_due_on(MAY, 25, 0, CALENDAR) == date(2025, 5, 23)


def test_the_law_of_the_month_applies() -> None:
    assert wage_rules_on(date(2024, 12, 31)) is not wage_rules_on(date(2025, 1, 1))
    assert wage_rules_on(date(2025, 5, 1)).month_days == Fraction(2175, 100)
    with pytest.raises(LookupError):
        wage_rules_on(date(2000, 1, 1))


@pytest.mark.parametrize(
    ("hired", "left", "expected"),
    [
        (None, None, Employment.FULL),
        (date(2025, 5, 1), date(2025, 5, 31), Employment.FULL),
        (date(2025, 5, 2), None, Employment.PART),
        (None, date(2025, 5, 16), Employment.PART),
        (date(2025, 6, 1), None, Employment.NONE),
        (None, date(2025, 4, 30), Employment.NONE),
    ],
)
def test_employment_in_a_month(hired: date | None, left: date | None, expected: Employment) -> None:
    assert employment_in(MAY, hired, left) is expected


def test_amounts_in_formulas_are_cut_and_marked_never_rounded() -> None:
    assert exact_yuan(Fraction(32689655, 100)) == "3,268.9655…"
    assert exact_yuan(Fraction(720000)) == "7,200.00"
    assert exact_yuan(Fraction(-5, 2)) == "−0.0250…"


def test_months_are_read_and_counted() -> None:
    assert Month.parse("2025年5月") == MAY == Month.parse("202505") == Month.parse("2025-5")
    assert Month.parse("2025-13") is None
    assert Month.parse("五月") is None
    assert MAY.plus(-12) == Month(2024, 5)
    assert len(TERMS.window) == 12
    with pytest.raises(ValueError, match="no month"):
        Month(2025, 13)
