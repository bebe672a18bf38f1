"""A worker's result as JSON types to be kept with the row; sentences stay translatable."""

from __future__ import annotations

from typing import Any

from app.claims.rules.results import MonthResult, WorkerResult
from app.claims.types import Finding
from app.core.canonical_json import plain


def worker_record(worker: WorkerResult) -> dict[str, Any]:
    """What is kept of a worker's verification: months, gaps, sentences, findings, and the trace of the sum."""
    return {
        "flow_months": worker.flow_months,
        "paid_months": worker.paid_months,
        "gap_months": [str(month) for month in worker.gap_months],
        "excused_months": [str(month) for month in worker.excused_months],
        "arrears_months": [str(month) for month in worker.arrears_months],
        "not_due_months": [str(month) for month in worker.not_due_months],
        "months": [month_record(month) for month in worker.months],
        "explanations": [plain(sentence) for sentence in worker.explanations],
        "findings": [finding_record(finding) for finding in worker.findings],
        "trace": worker.trace.as_dict(),
    }


def month_record(row: MonthResult) -> dict[str, Any]:
    """What is kept of a month: pay day, employment, and its worth and arrears as exact fractions of a fen."""
    return {
        "month": str(row.flow.month),
        "due_on": row.due_on.isoformat(),
        "is_due": row.is_due,
        "unpaid": row.flow.is_unpaid,
        "employment": row.employment.value,
        "gross": str(row.gross.value),
        "arrears": str(row.arrears.value) if row.arrears is not None else None,
    }


def finding_record(finding: Finding) -> dict[str, Any]:
    """What is kept of a finding."""
    return {
        "level": finding.level.value,
        "code": finding.code,
        "month": str(finding.month) if finding.month else None,
        "message": plain(finding.message),
    }
