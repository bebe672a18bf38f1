"""The Fangshan workers: each verified sum to the fen, months in arrears, and what the file says before pay day."""

from __future__ import annotations

from datetime import date
from decimal import ROUND_HALF_UP, Decimal, getcontext

import pytest

from app.claims.rules import ScheduleResult, verify_schedule
from app.claims.samples import VERIFIED, WORKERS, sample_terms, sample_workers
from app.claims.types import Level, Month, WorkerClaim
from app.clocks.rules import calendar_from_table

CALENDAR = calendar_from_table()
SIGNING = date(2025, 6, 20)
PEOPLE = sample_workers(CALENDAR)


def verified(on: date = SIGNING) -> ScheduleResult:
    return verify_schedule(sample_terms(), PEOPLE, calendar=CALENDAR, on=on)


@pytest.mark.parametrize("number", [person.number for person in WORKERS])
def test_each_worker_gets_exactly_what_is_owed(number: int) -> None:
    assert verified().workers[number - 1].verified_fen == VERIFIED[number]


def test_the_sums_are_those_of_the_schedule() -> None:
    result = verified()
    assert result.claimed_fen == 26577931
    assert result.verified_fen == 26130575
    assert result.difference_fen == -447356
    assert result.verified_capitals == "人民币贰拾陆万壹仟叁佰零伍元柒角伍分"


def _decimal_sum(person: WorkerClaim) -> int:
    """An independent way: decimals of 40 places, straight from the rule in words."""
    getcontext().prec = 40
    wage, total = Decimal(person.monthly_wage_fen), Decimal(0)
    daily = wage / Decimal("21.75")
    for flow in person.flow[-2:]:
        leaves_here = person.left_on is not None and person.left_on < flow.month.last_day
        if leaves_here:
            worth = daily * Decimal(int((flow.attendance_days or 0) + flow.paid_statutory_days))
        else:
            worth = wage - daily * int(flow.unpaid_leave_days)
        total += worth + 3 * daily * int(flow.holiday_overtime_days) - flow.deduction_fen - flow.paid_fen
    return int(total.quantize(Decimal(1), ROUND_HALF_UP))


@pytest.mark.parametrize("person", PEOPLE, ids=lambda person: str(person.number))
def test_a_second_implementation_gives_the_same_sum(person: WorkerClaim) -> None:
    assert _decimal_sum(person) == verified().workers[person.number - 1].verified_fen


def test_rounding_the_daily_wage_first_would_be_wrong() -> None:
    daily = Decimal("193.10")
    assert 2 * 4200 + 3 * daily == Decimal("8979.30")
    assert verified().workers[16].verified_fen == 897931


def test_only_those_whose_sum_differs_must_accept() -> None:
    differing = [worker.number for worker in verified().workers if worker.difference_fen]
    assert differing == [4, 6, 12, 21, 25]
    assert sum(worker.difference_fen for worker in verified().workers) == -447356


def test_the_flow_is_complete_and_two_months_are_in_arrears() -> None:
    for worker in verified().workers:
        assert worker.flow_months == 12
        assert worker.paid_months == 10
        assert worker.gap_months == ()
        assert worker.arrears_months == (Month(2025, 4), Month(2025, 5))


def test_a_pay_day_on_a_rest_day_moves_back() -> None:
    by_month = {str(row.flow.month): row.due_on for row in verified().workers[3].months}
    assert by_month["2025-04"] == date(2025, 5, 15)
    assert by_month["2025-05"] == date(2025, 6, 13)
    assert by_month["2024-08"] == date(2024, 9, 14)
    assert by_month["2025-01"] == date(2025, 2, 14)


def test_before_the_pay_day_the_month_of_may_is_not_yet_due() -> None:
    early = verified(date(2025, 6, 9))
    assert early.not_due_months == (Month(2025, 5),)
    assert early.workers[3].arrears_months == (Month(2025, 4),)
    assert {finding.code for finding in early.blocks} == {"wage_not_due"}
    assert verified(date(2025, 6, 13)).blocks == ()


def test_a_difference_is_explained_in_words() -> None:
    said = {worker.number: [str(sentence) for sentence in worker.explanations] for worker in verified().workers}
    assert said[4] == ["5月事假2天"]
    assert said[6] == ["5月预支、扣款1,000.00元"]
    assert said[17] == ["5月法定节假日加班1天（3倍）"]
    assert said[25] == ["5月16日离职，当月计薪11天"]
    assert said[1] == []


def test_only_six_workers_are_flagged_for_their_age() -> None:
    flagged = [
        worker.number for worker in verified().workers if "age_to_check" in {found.code for found in worker.findings}
    ]
    assert flagged == [1, 2, 6, 11, 24, 25]
    levels = {found.level for worker in verified().workers for found in worker.findings}
    assert levels == {Level.NOTE}


@pytest.mark.parametrize(
    ("last_month", "on"), [(Month(2025, 9), date(2025, 11, 1)), (Month(2026, 5), date(2026, 6, 20))]
)
def test_a_copy_near_today_keeps_the_sums_of_full_months(last_month: Month, on: date) -> None:
    people = sample_workers(CALENDAR, last_month)
    result = verify_schedule(sample_terms(last_month), people, calendar=CALENDAR, on=on)
    assert result.blocks == ()
    assert [worker.verified_fen for worker in result.workers[:24]] == [VERIFIED[number] for number in range(1, 25)]
