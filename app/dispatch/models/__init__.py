"""Tables of dispatch, by subject."""

from app.dispatch.models.consultations import ActionItem, Attendee, Consultation, MinutesSupplement
from app.dispatch.models.copies import MatterCopy
from app.dispatch.models.countersigns import Countersign, CountersignSigner
from app.dispatch.models.orders import ContactNote, DispatchOrder, Extension, Feedback, OrderReturn
from app.dispatch.models.routing import DRAFT, ProposalRecord, RoutingRule, RoutingTrial
from app.dispatch.models.supervisions import Supervision, SupervisionReply
from app.dispatch.models.whistles import Whistle, WhistleCall

__all__ = [
    "DRAFT",
    "ActionItem",
    "Attendee",
    "Consultation",
    "ContactNote",
    "Countersign",
    "CountersignSigner",
    "DispatchOrder",
    "Extension",
    "Feedback",
    "MatterCopy",
    "MinutesSupplement",
    "OrderReturn",
    "ProposalRecord",
    "RoutingRule",
    "RoutingTrial",
    "Supervision",
    "SupervisionReply",
    "Whistle",
    "WhistleCall",
]
