"""The state machines of intake: the event, the claimant of a collective one, and the import of many events."""

from app.intake.workflow.claimants import BOUND, CLAIMANT_KIND, CLAIMANT_WORKFLOW, LEFT
from app.intake.workflow.events import (
    COLLECTIVE_IN,
    EVENT_WORKFLOW,
    FREES_NUMBER,
    KIND,
    NO_TWIN,
    PARTIES_CHANGE_IN,
    TAKES_MERGED,
)
from app.intake.workflow.imports import IMPORT_KIND, IMPORT_WORKFLOW

__all__ = [
    "BOUND",
    "CLAIMANT_KIND",
    "CLAIMANT_WORKFLOW",
    "COLLECTIVE_IN",
    "EVENT_WORKFLOW",
    "FREES_NUMBER",
    "IMPORT_KIND",
    "IMPORT_WORKFLOW",
    "KIND",
    "LEFT",
    "NO_TWIN",
    "PARTIES_CHANGE_IN",
    "TAKES_MERGED",
]
