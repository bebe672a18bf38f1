"""Between a stored deadline and the pure computation: terms out of a row, results into it."""

from __future__ import annotations

from app.clocks.models import DeadlineRow
from app.clocks.queries.knowledge import Knowledge, duty_hours
from app.clocks.queries.replay import terms_of
from app.clocks.rules import as_rows, compute
from app.clocks.rules.rungs import rung_times
from app.clocks.types import Deadline
from app.core.clock import local


def computed(row: DeadlineRow, known: Knowledge) -> Deadline:
    """The deadline that rules and calendar give for a row; raises ``CalendarNotLoaded`` and ``InvalidInput``."""
    rule = known.rule(row.rule_id, local(row.started_at).date())
    row.rule_name, row.is_law = rule.name, rule.is_law
    return compute(rule, row.started_at, known.calendar, duty_hours(), terms_of(row))


def put(row: DeadlineRow, deadline: Deadline, known: Knowledge) -> None:
    """Write a computed deadline into its row, with the instants of its rungs; told rungs stay told."""
    for name in ("due_at", "due_on", "raw_on", "timed", "in_duty", "provisional", "advised_on", "safe_on"):
        setattr(row, name, getattr(deadline, name))
    row.unit = deadline.unit.value
    row.because = as_rows(deadline.because)
    times = rung_times(deadline, known.calendar, duty_hours())
    row.half_at, row.most_at, row.over_at = times[50], times[80], times[120]
    point_at_next_rung(row, row.next_rung)


def point_at_next_rung(row: DeadlineRow, rung: int | None) -> None:
    """Set the next rung to tell and its instant; none after the last."""
    times = {50: row.half_at, 80: row.most_at, 100: row.due_at, 120: row.over_at}
    row.next_rung = rung
    row.next_alert_at = times[rung] if rung else None
