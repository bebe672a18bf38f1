"""What each printed form needs, as typed dictionaries by family of forms.

A context's forms.py builds the dictionary and passes it to `rendering.services.issue_document`. Rules that hold for
all: money is integer fen; days and moments are `date`/aware `datetime` or ISO text (they are stored as ISO text); a key
that is `NotRequired` or None prints a blank for the pen; texts are Chinese words as printed, because forms are not
translated; `number` is the number printed at the head (order, file, agreement); `shared_copy` masks ID and account
numbers.
"""

from typing import Any

from app.rendering.shapes.agreements import (
    AssignmentAgreement,
    AssignmentNotice,
    DebtorAcknowledgement,
    MediationAgreement,
)
from app.rendering.shapes.claims import PaymentInstruction, WageCheck
from app.rendering.shapes.closure import ClosureReport, Dossier, PerformanceCertificate, ReturnVisitRecord
from app.rendering.shapes.confirmation import (
    AddressConfirmation,
    Commitment,
    ConfirmationApplication,
    MaterialsList,
    MediationProof,
    RulingDraft,
)
from app.rendering.shapes.dispatch import (
    ConsultationMinutes,
    DispatchNotice,
    OrderReceipt,
    ReturnRuling,
    SupervisionNotice,
    SupervisionReply,
    WhistleRecord,
)
from app.rendering.shapes.guidance import GuidanceOpinion
from app.rendering.shapes.intake import EventReceipt
from app.rendering.shapes.mediation import (
    ConsentForm,
    MediationRecord,
    RepresentativeElection,
    RightsNotice,
    TerminationNotice,
)
from app.rendering.shapes.oversight import LeadForm, RiskWarning

SHAPES: dict[str, Any] = {
    "D01": EventReceipt,
    "D05": RightsNotice,
    "D06": ConsentForm,
    "D07": AddressConfirmation,
    "D10": RepresentativeElection,
    "D11": DispatchNotice,
    "D12": OrderReceipt,
    "D13": ReturnRuling,
    "D14": WhistleRecord,
    "D15": ConsultationMinutes,
    "D16": SupervisionNotice,
    "D17": SupervisionReply,
    "D19": MediationRecord,
    "D21": GuidanceOpinion,
    "D22": WageCheck,
    "D23": MediationAgreement,
    "D24": AssignmentAgreement,
    "D26": AssignmentNotice,
    "D27": DebtorAcknowledgement,
    "D28": PaymentInstruction,
    "D30": ConfirmationApplication,
    "D31": Commitment,
    "D32": MediationProof,
    "D33": MaterialsList,
    "D35": RulingDraft,
    "D37": TerminationNotice,
    "D40": ReturnVisitRecord,
    "D41": PerformanceCertificate,
    "D42": Dossier,
    "D43": ClosureReport,
    "D48": RiskWarning,
    "D49": LeadForm,
}

__all__ = ["SHAPES"]
