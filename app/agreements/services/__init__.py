"""What people do with agreements: one public function for each act."""

from app.agreements.services.certifying import issue_performance_certificate
from app.agreements.services.checking import check_file, file_text, read_file
from app.agreements.services.drafting import (
    draft_assignment_agreement,
    draft_general,
    edit_agreement,
    go_on_without_debtor,
    leave_out_workers,
    note_circumstances,
    record_settlement_consents,
    take_latest_schedule,
)
from app.agreements.services.ending import (
    choose_route,
    lapse_agreement,
    mark_closed,
    mark_invalidated,
    set_confirmed,
    supersede_agreement,
)
from app.agreements.services.freezing import freeze_agreement, preview_agreement
from app.agreements.services.notifying import (
    issue_acknowledgement,
    issue_payment_instruction,
    record_arrival,
    record_notice,
)
from app.agreements.services.overriding import override_finding
from app.agreements.services.performing import (
    allocate_receipts,
    mark_overdue,
    record_act_done,
    record_performance,
)
from app.agreements.services.signing import record_signatures
from app.agreements.services.taking_effect import note_oral_agreement

__all__ = [
    "allocate_receipts",
    "check_file",
    "choose_route",
    "draft_assignment_agreement",
    "draft_general",
    "edit_agreement",
    "file_text",
    "freeze_agreement",
    "go_on_without_debtor",
    "issue_acknowledgement",
    "issue_payment_instruction",
    "issue_performance_certificate",
    "lapse_agreement",
    "leave_out_workers",
    "mark_closed",
    "mark_invalidated",
    "mark_overdue",
    "note_circumstances",
    "note_oral_agreement",
    "override_finding",
    "preview_agreement",
    "read_file",
    "record_act_done",
    "record_arrival",
    "record_notice",
    "record_performance",
    "record_settlement_consents",
    "record_signatures",
    "set_confirmed",
    "supersede_agreement",
    "take_latest_schedule",
]
