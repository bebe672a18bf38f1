"""Tables of rosters."""

from app.rosters.models.duties import ONE_PLACE, Duty, Presence
from app.rosters.models.exchanges import DutyExchange
from app.rosters.models.handovers import Handover, HandoverAlarm, HandoverLine
from app.rosters.models.needs import StaffingNeed
from app.rosters.models.sheets import RosterFeed, RosterUpload
from app.rosters.models.substitutes import Substitution

__all__ = [
    "ONE_PLACE",
    "Duty",
    "DutyExchange",
    "Handover",
    "HandoverAlarm",
    "HandoverLine",
    "Presence",
    "RosterFeed",
    "RosterUpload",
    "StaffingNeed",
    "Substitution",
]
