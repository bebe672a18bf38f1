"""Spreadsheets without a database: check one, write the template, write the fictional sample."""

from __future__ import annotations

from datetime import date

from app.claims.samples import sample_terms, sample_workers
from app.claims.types import Month
from app.claims.workbook import CheckedSpreadsheet, write_schedule, write_template
from app.claims.workbook import check_spreadsheet as check
from app.core.calendar import Calendar


def check_spreadsheet(content: bytes, on: date, calendar: Calendar) -> CheckedSpreadsheet:
    """Read a spreadsheet and verify it as of a day; every wrong cell comes back in the answer.

    Raises CalendarNotLoaded when a pay day lies beyond the calendar.
    """
    return check(content, on, calendar)


def template_spreadsheet() -> bytes:
    """The empty template."""
    return write_template()


def sample_spreadsheet(last_month: Month, calendar: Calendar) -> bytes:
    """The fictional roster of thirty-two workers, its twelve months ending with the given one."""
    return write_schedule(sample_terms(last_month), sample_workers(calendar, last_month))
