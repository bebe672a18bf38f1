"""What people do with events: one public function for each act."""

from app.intake.services.access import end_grant, grant, lift_hold, place_hold, waive_guidance
from app.intake.services.evidence import add_evidence
from app.intake.services.filing import (
    draft_event,
    edit_event,
    file_event,
    register_event,
    reject_event,
    submit_event,
)
from app.intake.services.importing import (
    begin_import,
    check_import,
    drop_import,
    hand_in_list,
    hand_in_stored_list,
    match_columns,
    store_import,
    take_back_import,
    undo_import,
)
from app.intake.services.merging import merge_event, unmerge_event
from app.intake.services.parties import add_agent, add_party, correct_party, party_faults, reveal_party
from app.intake.services.progress import (
    lock_matter,
    mark_archived,
    mark_closed,
    mark_dispatch_withdrawn,
    mark_dispatched,
    mark_lead_returned,
    mark_lead_signed,
    mark_reopened,
    mark_resolved,
    set_stage,
)
from app.intake.services.public import open_by_public_code
from app.intake.services.receiving import Received, receive_event, receive_events
from app.intake.services.risk import add_risk_signal, confirm_risk, note_risk_signal
from app.intake.services.triage import change_pathway, confirm_receipt, not_taken, triage_event

__all__ = [
    "Received",
    "add_agent",
    "add_evidence",
    "add_party",
    "add_risk_signal",
    "begin_import",
    "change_pathway",
    "check_import",
    "confirm_receipt",
    "confirm_risk",
    "correct_party",
    "draft_event",
    "drop_import",
    "edit_event",
    "end_grant",
    "file_event",
    "grant",
    "hand_in_list",
    "hand_in_stored_list",
    "lift_hold",
    "lock_matter",
    "mark_archived",
    "mark_closed",
    "mark_dispatch_withdrawn",
    "mark_dispatched",
    "mark_lead_returned",
    "mark_lead_signed",
    "mark_reopened",
    "mark_resolved",
    "match_columns",
    "merge_event",
    "not_taken",
    "note_risk_signal",
    "open_by_public_code",
    "party_faults",
    "place_hold",
    "receive_event",
    "receive_events",
    "register_event",
    "reject_event",
    "reveal_party",
    "set_stage",
    "store_import",
    "submit_event",
    "take_back_import",
    "triage_event",
    "undo_import",
    "unmerge_event",
    "waive_guidance",
]
