"""What people do with rosters: plan, change, take off, exchange; sign in and out at a desk."""

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
from app.rosters.services.importing import check_upload, import_upload, own_upload, upload_roster
from app.rosters.services.needs import add_need, end_need, tell_gaps
from app.rosters.services.presence import sign_in_at_desk, sign_out_from_desk
from app.rosters.services.substitutes import end_substitution, name_substitute

__all__ = [
    "accept_exchange",
    "add_duty",
    "add_need",
    "approve_exchange",
    "ask_exchange",
    "change_duty",
    "check_upload",
    "decline_exchange",
    "end_need",
    "end_substitution",
    "fingerprint",
    "import_upload",
    "lapse_overdue",
    "make_feed",
    "name_substitute",
    "own_upload",
    "remove_duty",
    "revoke_feed",
    "sign_in_at_desk",
    "sign_out_from_desk",
    "tell_gaps",
    "upload_roster",
    "withdraw_exchange",
]
