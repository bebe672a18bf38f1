"""What people, administrators and the door do with accounts."""

from app.accounts.services.catalogue import post_may, use_role_catalogue
from app.accounts.services.passwords import change_password, reset_password
from app.accounts.services.profile import (
    choose_language,
    confirm_one_time_code,
    enrolment_address,
    set_contact,
    start_one_time_code,
    stop_one_time_code,
)
from app.accounts.services.secrets import readable_password
from app.accounts.services.sessions import actor_in_post, load_session, revoke_sessions, sign_out, switch_membership
from app.accounts.services.sign_in import sign_in
from app.accounts.services.stand_ins import posts_stood_in, use_stand_ins
from app.accounts.services.tokens import load_token, make_token, revoke_token
from app.accounts.services.users import (
    add_membership,
    add_user,
    admit_user,
    end_membership,
    lock_user,
    take_turn,
    unlock_user,
)

__all__ = [
    "actor_in_post",
    "add_membership",
    "add_user",
    "admit_user",
    "change_password",
    "choose_language",
    "confirm_one_time_code",
    "end_membership",
    "enrolment_address",
    "load_session",
    "load_token",
    "lock_user",
    "make_token",
    "post_may",
    "posts_stood_in",
    "readable_password",
    "reset_password",
    "revoke_sessions",
    "revoke_token",
    "set_contact",
    "sign_in",
    "sign_out",
    "start_one_time_code",
    "stop_one_time_code",
    "switch_membership",
    "take_turn",
    "unlock_user",
    "use_role_catalogue",
    "use_stand_ins",
]
