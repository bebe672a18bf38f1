"""Dates computed on demand: with the tables in force, or with the shipped ones where there is no database."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from app.clocks.errors import UnknownRule
from app.clocks.queries.knowledge import calendar, duty_hours, find_rule
from app.clocks.rules import as_text, calendar_from_table, compute, rules_from_tables
from app.clocks.types import Deadline, Terms
from app.core.calendar import Calendar
from app.core.clock import local

WAGES = "R11"
PERFORMANCE = "R12"


def deadline_for(rule_id: str, start: date | datetime, terms: Terms | None = None) -> Deadline:
    """The deadline a rule gives from a start, with its reasons, under the tables in force.

    Raises ``UnknownRule``, ``InvalidInput`` (no risk colour where one is needed) and ``CalendarNotLoaded``.
    """
    day = local(start).date() if isinstance(start, datetime) else start
    return compute(find_rule(rule_id, day), start, calendar(), duty_hours(), terms)


def shipped_deadline(rule_id: str, start: date | datetime, terms: Terms | None = None) -> Deadline:
    """The same with the shipped tables alone; needs no database."""
    rule = rules_from_tables().get(rule_id)
    if rule is None:
        raise UnknownRule(rule_id)
    return compute(rule, start, calendar_from_table(), duty_hours(), terms)


def shipped_calendar() -> Calendar:
    """The calendar of the shipped years; needs no database."""
    return calendar_from_table()


def due_day(rule_id: str, start: date | datetime) -> date:
    """The last day of a rule from a start."""
    return deadline_for(rule_id, start).due_on


def wage_day(pay_day: date) -> date:
    """The day by which wages due on a day must be paid: a rest day puts it earlier (保障农民工工资支付条例14)."""
    return deadline_for(WAGES, pay_day).due_on


def performance_day(agreed: date) -> date:
    """The day by which a contract due on a day must be performed: a rest day moves it on (民法典203(1))."""
    return deadline_for(PERFORMANCE, agreed).due_on


def answer(deadline: Deadline) -> dict[str, Any]:
    """A deadline as the command line and the API tell it: a day, or an instant where the hour counts."""
    due = local(deadline.due_at).isoformat(timespec="minutes") if deadline.timed else deadline.due_on.isoformat()
    return {
        "rule": deadline.rule_id,
        "is_law": deadline.is_law,
        "start": local(deadline.started_at).isoformat(timespec="minutes"),
        "due": due,
        "raw": deadline.raw_on.isoformat(),
        "provisional": deadline.provisional,
        "advised": deadline.advised_on.isoformat() if deadline.advised_on else None,
        "safe": deadline.safe_on.isoformat() if deadline.safe_on else None,
        "because": as_text(deadline.because),
    }
