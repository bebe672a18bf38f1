"""What people do in a mediation: one public function for each act."""

from app.mediation.services.opening import (
    accept,
    assign,
    check_scope,
    choose_representatives,
    decline,
    end_by_refusal,
    open_mediation,
    record_consent,
    record_rights_read,
)
from app.mediation.services.outcomes import (
    agree_orally,
    fail,
    mark_agreed,
    mark_performed_without_agreement,
    settle_privately,
    withdraw,
)
from app.mediation.services.sessions import (
    begin_drafting,
    complete_session,
    hold_session,
    resume,
    return_to_session,
    stall,
)

__all__ = [
    "accept",
    "agree_orally",
    "assign",
    "begin_drafting",
    "check_scope",
    "choose_representatives",
    "complete_session",
    "decline",
    "end_by_refusal",
    "fail",
    "hold_session",
    "mark_agreed",
    "mark_performed_without_agreement",
    "open_mediation",
    "record_consent",
    "record_rights_read",
    "resume",
    "return_to_session",
    "settle_privately",
    "stall",
    "withdraw",
]
