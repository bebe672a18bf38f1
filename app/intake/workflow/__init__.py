"""The state machines of intake: the event, and the import that brings many of them in."""

from app.intake.workflow.events import EVENT_WORKFLOW, FREES_NUMBER, KIND, NO_TWIN, PARTIES_CHANGE_IN
from app.intake.workflow.imports import IMPORT_KIND, IMPORT_WORKFLOW

__all__ = [
    "EVENT_WORKFLOW",
    "FREES_NUMBER",
    "IMPORT_KIND",
    "IMPORT_WORKFLOW",
    "KIND",
    "NO_TWIN",
    "PARTIES_CHANGE_IN",
]
