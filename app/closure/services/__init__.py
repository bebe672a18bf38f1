"""What people do at the end of a matter."""

from app.closure.services.visits import (
    close,
    mark_unreachable,
    note_try,
    pass_visit,
    plan_visit,
    record_answers,
    report_problem,
    resolve,
)

__all__ = [
    "close",
    "mark_unreachable",
    "note_try",
    "pass_visit",
    "plan_visit",
    "record_answers",
    "report_problem",
    "resolve",
]
