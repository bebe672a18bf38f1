"""The state machines of intake: the event, the claimant of a collective one, imports, and lowering a risk."""

from app.intake.workflow.claimants import BOUND, CLAIMANT_KIND, CLAIMANT_WORKFLOW, LEFT
from app.intake.workflow.events import (
    AT_WORK,
    COLLECTIVE_IN,
    EVENT_WORKFLOW,
    FREES_NUMBER,
    KIND,
    NO_TWIN,
    PARTIES_CHANGE_IN,
    TAKES_MERGED,
)
from app.intake.workflow.imports import IMPORT_KIND, IMPORT_WORKFLOW
from app.intake.workflow.lowering import LOWERING_KIND, LOWERING_WORKFLOW, QUIET_HOURS, LoweringFacts

__all__ = [
    "AT_WORK",
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
    "LOWERING_KIND",
    "LOWERING_WORKFLOW",
    "NO_TWIN",
    "PARTIES_CHANGE_IN",
    "QUIET_HOURS",
    "TAKES_MERGED",
    "LoweringFacts",
]
