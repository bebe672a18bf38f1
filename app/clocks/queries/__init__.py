"""Reads: the rules and the calendar in force, computed dates, the clocks of subjects and matters as people see them."""

from app.clocks.queries.knowledge import (
    calendar,
    calendar_years,
    day_rows,
    duty_hours,
    find_rule,
    missing_year,
    rules,
    use_duty_hours,
    working_days_among,
)
from app.clocks.queries.open_clocks import (
    clocks_of_matter,
    clocks_of_matters,
    clocks_of_subject,
    clocks_of_subjects,
    earliest_due,
    running,
    stands_at,
    was_breached,
)
from app.clocks.queries.preview import (
    answer,
    deadline_for,
    due_day,
    performance_day,
    shipped_calendar,
    shipped_deadline,
    wage_day,
)
from app.clocks.queries.replay import ReplayedClock, replayed
from app.clocks.queries.views import ClockView
from app.clocks.queries.years import YearView, year_csv, year_view

__all__ = [
    "ClockView",
    "ReplayedClock",
    "YearView",
    "answer",
    "calendar",
    "calendar_years",
    "clocks_of_matter",
    "clocks_of_matters",
    "clocks_of_subject",
    "clocks_of_subjects",
    "day_rows",
    "deadline_for",
    "due_day",
    "duty_hours",
    "earliest_due",
    "find_rule",
    "missing_year",
    "performance_day",
    "replayed",
    "rules",
    "running",
    "shipped_calendar",
    "shipped_deadline",
    "stands_at",
    "use_duty_hours",
    "wage_day",
    "was_breached",
    "working_days_among",
    "year_csv",
    "year_view",
]
