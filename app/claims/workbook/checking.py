"""Read and verify a spreadsheet in one go, without a database."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.claims.rules import ScheduleResult, verify_schedule
from app.claims.workbook.reader import ReadSchedule, read_schedule
from app.core.calendar import Calendar


@dataclass(frozen=True, slots=True)
class CheckedSpreadsheet:
    """A spreadsheet as read, and the verification of the rows that could be read."""

    read: ReadSchedule
    result: ScheduleResult | None

    @property
    def ok(self) -> bool:
        """Whether no cell is wrong; only then may the file be imported."""
        return self.read.ok and self.result is not None


def check_spreadsheet(content: bytes, on: date, calendar: Calendar) -> CheckedSpreadsheet:
    """Read a spreadsheet and verify what could be read as of a day; raises CalendarNotLoaded beyond the calendar."""
    read = read_schedule(content, on)
    if read.terms is None:
        return CheckedSpreadsheet(read, None)
    return CheckedSpreadsheet(read, verify_schedule(read.terms, read.workers, calendar=calendar, on=on))
