"""Tables of dispatch, by subject."""

from app.dispatch.models.copies import MatterCopy
from app.dispatch.models.orders import ContactNote, DispatchOrder, Extension, Feedback, OrderReturn
from app.dispatch.models.routing import ProposalRecord, RoutingRule
from app.dispatch.models.supervisions import Supervision, SupervisionReply

__all__ = [
    "ContactNote",
    "DispatchOrder",
    "Extension",
    "Feedback",
    "MatterCopy",
    "OrderReturn",
    "ProposalRecord",
    "RoutingRule",
    "Supervision",
    "SupervisionReply",
]
