"""A verified schedule as plain JSON types: for the command line, the API and whoever keeps a copy."""

from __future__ import annotations

from datetime import date
from typing import Any

from app.claims.rules import MonthResult, ScheduleResult, WorkerResult
from app.claims.types import Finding
from app.claims.workbook.checking import CheckedSpreadsheet
from app.core.money import half_up, yuan


def schedule_report(checked: CheckedSpreadsheet, on: date) -> dict[str, Any]:
    """A spreadsheet's errors and, where it could be read, every worker and the totals; amounts in fen and as text."""
    result = checked.result
    return {
        "verified_as_of": on.isoformat(),
        "errors": [error.as_dict() for error in checked.read.errors],
        "employer": checked.read.terms.employer if checked.read.terms else None,
        "claimed_months": [str(month) for month in checked.read.terms.claimed_months] if checked.read.terms else [],
        "blocked": bool(result and result.blocks),
        "findings": [finding_report(finding) for finding in result.findings] if result else [],
        "not_due_months": [str(month) for month in result.not_due_months] if result else [],
        "workers": [worker_report(worker) for worker in result.workers] if result else [],
        "totals": totals_report(result) if result else None,
    }


def totals_report(result: ScheduleResult) -> dict[str, Any]:
    """The sums of a schedule; `verified_capitals` says the verified sum in capitals."""
    return {
        "workers": len(result.workers),
        **_amounts(result.claimed_fen, result.verified_fen),
        "verified_capitals": result.verified_capitals,
    }


def worker_report(worker: WorkerResult) -> dict[str, Any]:
    """One worker: sums, months, gaps, the trace of the verified sum, and what was noticed."""
    return {
        "number": worker.number,
        "name": worker.name,
        **_amounts(worker.claimed_fen, worker.verified_fen),
        "flow_months": worker.flow_months,
        "paid_months": worker.paid_months,
        "gap_months": [str(month) for month in worker.gap_months],
        "arrears_months": [str(month) for month in worker.arrears_months],
        "not_due_months": [str(month) for month in worker.not_due_months],
        "explanations": [str(sentence) for sentence in worker.explanations],
        "findings": [finding_report(finding) for finding in worker.findings],
        "months": [month_report(month) for month in worker.months],
        "trace": worker.trace.as_dict(),
    }


def month_report(row: MonthResult) -> dict[str, Any]:
    """One month: its pay day, and what it is worth and still owed; exact values are fractions of a fen."""
    return {
        "month": str(row.flow.month),
        "due_on": row.due_on.isoformat(),
        "is_due": row.is_due,
        "unpaid": row.flow.is_unpaid,
        "employment": row.employment.value,
        "gross_exact": str(row.gross.value),
        "gross_fen": half_up(row.gross.value),
        "arrears_exact": str(row.arrears.value) if row.arrears is not None else None,
    }


def finding_report(finding: Finding) -> dict[str, Any]:
    """One finding with its level, code, month and sentence."""
    return {
        "level": finding.level.value,
        "code": finding.code,
        "month": str(finding.month) if finding.month else None,
        "message": str(finding.message),
    }


def _amounts(claimed_fen: int, verified_fen: int) -> dict[str, Any]:
    return {
        "claimed_fen": claimed_fen,
        "claimed": yuan(claimed_fen),
        "verified_fen": verified_fen,
        "verified": yuan(verified_fen),
        "difference_fen": verified_fen - claimed_fen,
        "difference": yuan(verified_fen - claimed_fen),
    }
