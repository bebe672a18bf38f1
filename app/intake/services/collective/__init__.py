"""Collective matters: one event, many claimants by roster, each with status, public code and consent of its own."""

from app.intake.services.collective.apart import handle_apart
from app.intake.services.collective.declaring import declare_collective
from app.intake.services.collective.joining import Joined, join_event
from app.intake.services.collective.listing import (
    CheckedClaimant,
    add_claimants,
    check_roster,
    forget_rosters,
    hand_in_roster,
    own_sheet,
    store_roster,
)
from app.intake.services.collective.loading import STANDING_CHANGES_IN
from app.intake.services.collective.standing import (
    RowResult,
    move_claimants,
    preview_move,
    record_consents,
    require_done,
)

__all__ = [
    "STANDING_CHANGES_IN",
    "CheckedClaimant",
    "Joined",
    "RowResult",
    "add_claimants",
    "check_roster",
    "declare_collective",
    "forget_rosters",
    "hand_in_roster",
    "handle_apart",
    "join_event",
    "move_claimants",
    "own_sheet",
    "preview_move",
    "record_consents",
    "require_done",
    "store_roster",
]
