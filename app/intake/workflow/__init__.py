"""The state machines of intake: the event, and the import that brings many of them in."""

from app.intake.workflow.events import EVENT_WORKFLOW, KIND, PARTIES_CHANGE_IN
from app.intake.workflow.imports import IMPORT_KIND, IMPORT_WORKFLOW

__all__ = ["EVENT_WORKFLOW", "IMPORT_KIND", "IMPORT_WORKFLOW", "KIND", "PARTIES_CHANGE_IN"]
