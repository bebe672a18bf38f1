"""The two state machines of dispatch: the order (domain.md §4.2) and the supervision (§4.7)."""

from app.dispatch.workflow.orders import LEAVES_NO_LEAD, ORDER_KIND, ORDER_WORKFLOW
from app.dispatch.workflow.supervisions import SUPERVISION_KIND, SUPERVISION_WORKFLOW

__all__ = ["LEAVES_NO_LEAD", "ORDER_KIND", "ORDER_WORKFLOW", "SUPERVISION_KIND", "SUPERVISION_WORKFLOW"]
