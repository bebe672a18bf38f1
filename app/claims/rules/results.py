"""What a verification returns: months with their due dates, and a worker with sum, trace, gaps and findings."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from app.claims.rules.trace import Trace
from app.claims.types import Employment, Finding, FlowMonth, Level, Month
from app.core.text import Message


@dataclass(frozen=True, slots=True)
class MonthResult:
    """One month as verified. `arrears` is there only for an unpaid month that is claimed; `due_on` is its pay day."""

    flow: FlowMonth
    employment: Employment
    due_on: date
    is_due: bool
    gross: Trace
    arrears: Trace | None

    @property
    def is_unpaid(self) -> bool:
        """Whether the month counts as in arrears: unpaid, and its pay day has come."""
        return self.flow.is_unpaid and self.is_due


@dataclass(frozen=True, slots=True)
class WorkerResult:
    """One worker as verified; `explanations` say in words why the sum differs from plain months."""

    number: int
    name: str
    claimed_fen: int
    verified_fen: int
    trace: Trace
    months: tuple[MonthResult, ...]
    gap_months: tuple[Month, ...]
    excused_months: tuple[Month, ...]
    findings: tuple[Finding, ...] = ()
    explanations: tuple[Message, ...] = ()

    def with_notes(self, findings: tuple[Finding, ...], explanations: tuple[Message, ...]) -> WorkerResult:
        """The same result with what was noticed about it."""
        return replace(self, findings=findings, explanations=explanations)

    @property
    def difference_fen(self) -> int:
        """Verified less claimed."""
        return self.verified_fen - self.claimed_fen

    @property
    def flow_months(self) -> int:
        """How many of the twelve months have wage flow on record."""
        return len(self.months)

    @property
    def paid_months(self) -> int:
        """How many months of the window were paid in full."""
        return sum(1 for month in self.months if not month.flow.is_unpaid)

    @property
    def arrears_months(self) -> tuple[Month, ...]:
        """Months unpaid whose pay day has come."""
        return tuple(month.flow.month for month in self.months if month.is_unpaid)

    @property
    def not_due_months(self) -> tuple[Month, ...]:
        """Claimed months whose pay day has not come."""
        return tuple(month.flow.month for month in self.months if month.arrears is not None and not month.is_due)

    @property
    def is_blocked(self) -> bool:
        """Whether a finding stops this worker's row."""
        return any(finding.level is Level.BLOCK for finding in self.findings)
