"""What people do at the end of a matter."""

from app.closure.services.dossiers import archive, dossier_file, explain, file_dossier, gaps_of, papers_of, refile
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
    "archive",
    "close",
    "dossier_file",
    "explain",
    "file_dossier",
    "gaps_of",
    "mark_unreachable",
    "note_try",
    "papers_of",
    "pass_visit",
    "plan_visit",
    "record_answers",
    "refile",
    "report_problem",
    "resolve",
]
