"""What people and the platform do with orders and supervisions: one public function for each act."""

from app.dispatch.services.arriving import acknowledge_whistle, correct_arrival, decline_whistle, record_arrival
from app.dispatch.services.copying import copy_matter, end_copy, note_copy
from app.dispatch.services.doing import finish_item, move_item
from app.dispatch.services.drafting import drop_draft, open_draft, save_draft
from app.dispatch.services.following import (
    end_orders_of,
    flag_overdue,
    load_routing_rules,
    refresh_due,
    reopen_lead_order,
)
from app.dispatch.services.issuing import add_assistants, ask_assistance, dispatch_matter, withdraw_order
from app.dispatch.services.meeting import call_meeting, cancel_meeting, end_meetings_of
from app.dispatch.services.minutes import (
    answer_minutes,
    settle_meeting,
    sign_minutes,
    supplement_minutes,
    write_minutes,
)
from app.dispatch.services.publishing import publish_rule, undo_rule
from app.dispatch.services.reporting import (
    accept_feedback,
    approve_feedback,
    decline_feedback,
    send_back,
    submit_feedback,
)
from app.dispatch.services.returning import (
    accept_return,
    approve_return,
    decline_return,
    refuse_return,
    request_return,
)
from app.dispatch.services.supervising import (
    accept_reply,
    acknowledge_supervision,
    auto_supervise,
    escalate_supervision,
    find_reply_insufficient,
    issue_supervision,
    reply_to_supervision,
)
from app.dispatch.services.trying import try_draft
from app.dispatch.services.whistling import (
    arrival_due,
    blow_whistle,
    end_whistle,
    end_whistles_of,
    tell_missing,
    withdraw_whistle,
)
from app.dispatch.services.working import (
    approve_extension,
    decline_extension,
    hand_on_order,
    note_contact,
    request_extension,
    resume_order,
    sign_order,
    start_order,
    suspend_order,
    urge_order,
)

__all__ = [
    "accept_feedback",
    "accept_reply",
    "accept_return",
    "acknowledge_supervision",
    "acknowledge_whistle",
    "add_assistants",
    "answer_minutes",
    "approve_extension",
    "approve_feedback",
    "approve_return",
    "arrival_due",
    "ask_assistance",
    "auto_supervise",
    "blow_whistle",
    "call_meeting",
    "cancel_meeting",
    "copy_matter",
    "correct_arrival",
    "decline_extension",
    "decline_feedback",
    "decline_return",
    "decline_whistle",
    "dispatch_matter",
    "drop_draft",
    "end_copy",
    "end_meetings_of",
    "end_orders_of",
    "end_whistle",
    "end_whistles_of",
    "escalate_supervision",
    "find_reply_insufficient",
    "finish_item",
    "flag_overdue",
    "hand_on_order",
    "issue_supervision",
    "load_routing_rules",
    "move_item",
    "note_contact",
    "note_copy",
    "open_draft",
    "publish_rule",
    "record_arrival",
    "refresh_due",
    "refuse_return",
    "reopen_lead_order",
    "reply_to_supervision",
    "request_extension",
    "request_return",
    "resume_order",
    "save_draft",
    "send_back",
    "settle_meeting",
    "sign_minutes",
    "sign_order",
    "start_order",
    "submit_feedback",
    "supplement_minutes",
    "suspend_order",
    "tell_missing",
    "try_draft",
    "undo_rule",
    "urge_order",
    "withdraw_order",
    "withdraw_whistle",
    "write_minutes",
]
