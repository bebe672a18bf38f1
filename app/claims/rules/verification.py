"""Verify a worker and a whole schedule: months due, arrears, gaps, the verified sum, its trace and what was noticed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from app.claims.rules.explanations import explain
from app.claims.rules.findings import schedule_findings, worker_findings
from app.claims.rules.parameters import wage_rules_on
from app.claims.rules.results import MonthResult, WorkerResult
from app.claims.rules.trace import Trace
from app.claims.rules.wages import employment_in, month_arrears, month_gross, wage_due_on, worker_total
from app.claims.types import Employment, Finding, FlowMonth, Level, Month, WageTerms, WorkerClaim
from app.core.calendar import Calendar
from app.core.money import capitals

__all__ = ["MonthResult", "ScheduleResult", "WorkerResult", "verify_schedule", "verify_worker"]


@dataclass(frozen=True, slots=True)
class ScheduleResult:
    """A verified schedule: one result per worker, and what concerns several workers at once."""

    on: date
    terms: WageTerms
    workers: tuple[WorkerResult, ...]
    findings: tuple[Finding, ...]

    @property
    def claimed_fen(self) -> int:
        """What all workers claimed."""
        return sum(worker.claimed_fen for worker in self.workers)

    @property
    def verified_fen(self) -> int:
        """What the arithmetic gives all workers."""
        return sum(worker.verified_fen for worker in self.workers)

    @property
    def difference_fen(self) -> int:
        """Verified less claimed; below zero where less is owed than was claimed."""
        return self.verified_fen - self.claimed_fen

    @property
    def verified_capitals(self) -> str:
        """The verified total in capitals."""
        return capitals(self.verified_fen)

    @property
    def not_due_months(self) -> tuple[Month, ...]:
        """Claimed months whose pay day has not come."""
        return tuple(sorted({month for worker in self.workers for month in worker.not_due_months}))

    @property
    def blocks(self) -> tuple[Finding, ...]:
        """Every finding that stops the schedule."""
        found = [*self.findings, *(finding for worker in self.workers for finding in worker.findings)]
        return tuple(finding for finding in found if finding.level is Level.BLOCK)


def verify_schedule(
    terms: WageTerms, workers: Sequence[WorkerClaim], *, calendar: Calendar, on: date
) -> ScheduleResult:
    """Verify every worker of a schedule as of a day; amounts in fen. Raises CalendarNotLoaded beyond the calendar."""
    results = tuple(verify_worker(worker, terms, calendar=calendar, on=on) for worker in workers)
    return ScheduleResult(on, terms, results, schedule_findings(workers))


def verify_worker(worker: WorkerClaim, terms: WageTerms, *, calendar: Calendar, on: date) -> WorkerResult:
    """Verify one worker as of a day: what is owed for the unpaid months among those claimed, rounded once, in fen."""
    months = tuple(
        _month_result(worker, flow, terms, calendar, on)
        for flow in sorted(worker.flow, key=lambda flow: flow.month)
        if flow.month in terms.window
    )
    claimed = [month for month in months if month.arrears is not None]
    total = worker_total([month.arrears for month in claimed if month.arrears is not None])
    present = {month.flow.month for month in months}
    missing = [month for month in terms.window if month not in present]
    gaps = tuple(month for month in missing if _was_employed(worker, month))
    result = WorkerResult(
        number=worker.number,
        name=worker.name,
        claimed_fen=worker.claimed_fen,
        verified_fen=int(total.value),
        trace=total,
        months=months,
        gap_months=gaps,
        excused_months=tuple(month for month in missing if month not in gaps),
    )
    return result.with_notes(worker_findings(worker, terms, result, calendar, on), explain(worker, result))


def _month_result(worker: WorkerClaim, flow: FlowMonth, terms: WageTerms, calendar: Calendar, on: date) -> MonthResult:
    rules = wage_rules_on(flow.month.last_day)
    employment = employment_in(flow.month, worker.hired_on, worker.left_on)
    gross = month_gross(flow, worker.monthly_wage_fen, employment, rules)
    due_on = wage_due_on(flow.month, terms.pay_day, terms.pay_offset, calendar)
    owed: Trace | None = None
    if flow.is_unpaid and flow.month in terms.claimed_months:
        owed = month_arrears(flow, gross, rules)
    return MonthResult(flow, employment, due_on, due_on <= on, gross, owed)


def _was_employed(worker: WorkerClaim, month: Month) -> bool:
    return employment_in(month, worker.hired_on, worker.left_on) is not Employment.NONE


def share_of(result: WorkerResult, month: Month) -> Fraction:
    """What is owed of one month, exact in fen; nothing for a month that is paid or not claimed."""
    return next((row.arrears.value for row in result.months if row.flow.month == month and row.arrears), Fraction(0))
