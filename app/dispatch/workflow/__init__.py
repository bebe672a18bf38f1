"""The state machines of dispatch: order (domain.md §4.2), supervision (§4.7), whistle, consultation, countersign."""

from app.dispatch.workflow.consultations import MEETING_KIND, MEETING_WORKFLOW
from app.dispatch.workflow.countersigns import COUNTERSIGN_KIND, COUNTERSIGN_WORKFLOW
from app.dispatch.workflow.orders import LEAVES_NO_LEAD, ORDER_KIND, ORDER_WORKFLOW
from app.dispatch.workflow.supervisions import SUPERVISION_KIND, SUPERVISION_WORKFLOW
from app.dispatch.workflow.whistles import WHISTLE_KIND, WHISTLE_WORKFLOW

__all__ = [
    "COUNTERSIGN_KIND",
    "COUNTERSIGN_WORKFLOW",
    "LEAVES_NO_LEAD",
    "MEETING_KIND",
    "MEETING_WORKFLOW",
    "ORDER_KIND",
    "ORDER_WORKFLOW",
    "SUPERVISION_KIND",
    "SUPERVISION_WORKFLOW",
    "WHISTLE_KIND",
    "WHISTLE_WORKFLOW",
]
