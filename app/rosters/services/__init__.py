"""What people do with rosters: plan, change, take off, exchange, hand over; sign in and out at a desk."""

from app.rosters.services.duties import add_duty, change_duty, remove_duty
from app.rosters.services.exchanges import (
    accept_exchange,
    approve_exchange,
    ask_exchange,
    decline_exchange,
    lapse_overdue,
    withdraw_exchange,
)
from app.rosters.services.feeds import fingerprint, make_feed, revoke_feed
from app.rosters.services.handover_alarms import mark_duties_without_list, raise_handover_alarms
from app.rosters.services.handovers import (
    assign_taker,
    hand_over,
    prepare_handover,
    refresh_handover,
    sign_handover,
    take_back,
    write_handover,
)
from app.rosters.services.importing import check_upload, import_upload, own_upload, upload_roster
from app.rosters.services.needs import add_need, end_need, tell_gaps
from app.rosters.services.open_items import use_open_items
from app.rosters.services.presence import sign_in_at_desk, sign_out_from_desk
from app.rosters.services.substitutes import end_substitution, name_substitute

__all__ = [
    "accept_exchange",
    "add_duty",
    "add_need",
    "approve_exchange",
    "ask_exchange",
    "assign_taker",
    "change_duty",
    "check_upload",
    "decline_exchange",
    "end_need",
    "end_substitution",
    "fingerprint",
    "hand_over",
    "import_upload",
    "lapse_overdue",
    "make_feed",
    "mark_duties_without_list",
    "name_substitute",
    "own_upload",
    "prepare_handover",
    "raise_handover_alarms",
    "refresh_handover",
    "remove_duty",
    "revoke_feed",
    "sign_handover",
    "sign_in_at_desk",
    "sign_out_from_desk",
    "take_back",
    "tell_gaps",
    "upload_roster",
    "use_open_items",
    "withdraw_exchange",
    "write_handover",
]
