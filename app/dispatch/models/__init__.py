"""Tables of dispatch, by subject."""

from app.dispatch.models.copies import MatterCopy
from app.dispatch.models.orders import ContactNote, DispatchOrder, Extension, Feedback, OrderReturn
from app.dispatch.models.routing import DRAFT, ProposalRecord, RoutingRule, RoutingTrial
from app.dispatch.models.supervisions import Supervision, SupervisionReply

__all__ = [
    "DRAFT",
    "ContactNote",
    "DispatchOrder",
    "Extension",
    "Feedback",
    "MatterCopy",
    "OrderReturn",
    "ProposalRecord",
    "RoutingRule",
    "RoutingTrial",
    "Supervision",
    "SupervisionReply",
]
