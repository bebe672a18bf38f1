"""Work out a schedule again and keep the result with its rows."""

from __future__ import annotations

from datetime import date

from app.claims.models import ClaimSchedule
from app.claims.rules import verify_schedule
from app.claims.rules.record import finding_record, worker_record
from app.clocks import queries as clocks


def work_out(schedule: ClaimSchedule, on: date) -> None:
    """Put sums, traces and findings of every row as of a day; raises CalendarNotLoaded beyond the calendar."""
    result = verify_schedule(schedule.terms, [row.as_claim for row in schedule.rows], calendar=clocks.calendar(), on=on)
    for row, worker in zip(schedule.rows, result.workers, strict=True):
        row.verified_fen, row.report = worker.verified_fen, worker_record(worker)
    schedule.findings = [finding_record(finding) for finding in result.findings]
    schedule.claimed_fen, schedule.verified_fen = result.claimed_fen, result.verified_fen
    schedule.worked_out_on = on
