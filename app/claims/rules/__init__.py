"""Wage arithmetic as pure decisions: what a month is worth, what is still owed, when it fell due, what looks odd."""

from app.claims.rules.parameters import WageRules, wage_rules_on
from app.claims.rules.trace import Trace, Unit, trace_from
from app.claims.rules.verification import MonthResult, ScheduleResult, WorkerResult, verify_schedule, verify_worker

__all__ = [
    "MonthResult",
    "ScheduleResult",
    "Trace",
    "Unit",
    "WageRules",
    "WorkerResult",
    "trace_from",
    "verify_schedule",
    "verify_worker",
    "wage_rules_on",
]
