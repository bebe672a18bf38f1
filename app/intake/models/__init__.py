"""Tables of intake, by subject."""

from app.intake.models.access import Grant, Hold, PublicTry
from app.intake.models.evidence import Evidence
from app.intake.models.imports import EventImport, ImportMapping, ImportRow
from app.intake.models.matters import Collective, Dispute, Event, MatterLink
from app.intake.models.notes import MatterNote
from app.intake.models.outside import OutsideReport
from app.intake.models.parties import Agent, MatterParty, Person
from app.intake.models.risk import RiskAssessment, RiskLowering, RiskSignal, RiskWeights
from app.intake.models.roster import ClaimantConsent, RosterSheet

__all__ = [
    "Agent",
    "ClaimantConsent",
    "Collective",
    "Dispute",
    "Event",
    "EventImport",
    "Evidence",
    "Grant",
    "Hold",
    "ImportMapping",
    "ImportRow",
    "MatterLink",
    "MatterNote",
    "MatterParty",
    "OutsideReport",
    "Person",
    "PublicTry",
    "RiskAssessment",
    "RiskLowering",
    "RiskSignal",
    "RiskWeights",
    "RosterSheet",
]
