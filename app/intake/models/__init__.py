"""Tables of intake, by subject."""

from app.intake.models.access import Grant, Hold, PublicTry
from app.intake.models.evidence import Evidence
from app.intake.models.imports import EventImport, ImportMapping, ImportRow
from app.intake.models.matters import Dispute, Event, MatterLink
from app.intake.models.outside import OutsideReport
from app.intake.models.parties import Agent, MatterParty, Person
from app.intake.models.risk import RiskAssessment, RiskSignal

__all__ = [
    "Agent",
    "Dispute",
    "Event",
    "EventImport",
    "Evidence",
    "Grant",
    "Hold",
    "ImportMapping",
    "ImportRow",
    "MatterLink",
    "MatterParty",
    "OutsideReport",
    "Person",
    "PublicTry",
    "RiskAssessment",
    "RiskSignal",
]
