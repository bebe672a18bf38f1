"""What a person sets for themselves: language, telephone and e-mail, a one-time code as second factor."""

from __future__ import annotations

import pyotp

from app.accounts.models import User
from app.accounts.permissions import EDIT_OWN_PROFILE
from app.accounts.services.passwords import matches
from app.accounts.types import Language
from app.core import clock, identity
from app.core.errors import Forbidden, InvalidInput
from app.core.permissions import Actor, authorise
from app.core.text import Message, msg
from app.core.unit_of_work import lock, unit_of_work

STEP_SECONDS = 30


def choose_language(language: Language, *, actor: Actor) -> None:
    """Show the screen in another language from now on."""
    with unit_of_work(actor) as uow:
        user = _self(actor)
        user.language = language.value
        user.touch()
        uow.audit("accounts.language_chosen", "user", user.id, None, {"language": language.value})


def set_contact(phone: str, email: str, *, actor: Actor) -> None:
    """Say where messages reach oneself; an empty text takes the number or address away.

    Raises ``InvalidInput`` at ``phone`` or ``email``. The trail says which was changed, not to what.
    """
    found: dict[str, str | None] = {
        "phone": identity.normal_phone(phone) if phone.strip() else None,
        "email": email.strip() or None,
    }
    faults = _contact_faults(found)
    if faults:
        raise InvalidInput(faults)
    with unit_of_work(actor) as uow:
        user = _self(actor)
        changed = [name for name, value in found.items() if getattr(user, name) != value]
        if not changed:
            return
        user.phone, user.email = found["phone"], found["email"]
        user.touch()
        uow.audit("accounts.contact_changed", "user", user.id, None, {"changed": changed})


def _contact_faults(found: dict[str, str | None]) -> dict[str, list[Message]]:
    checked = {
        "phone": identity.check_phone(found["phone"]) if found["phone"] else None,
        "email": identity.check_email(found["email"]) if found["email"] else None,
    }
    return {name: [fault.message] for name, fault in checked.items() if fault is not None}


def start_one_time_code() -> str:
    """A fresh secret for an authenticator; nothing is kept until a code made from it has been typed."""
    return pyotp.random_base32()


def enrolment_address(secret: str, login_name: str) -> str:
    """The address an authenticator reads from a QR code."""
    return pyotp.TOTP(secret).provisioning_uri(name=login_name, issuer_name="Fengqiao")


def confirm_one_time_code(secret: str, code: str, *, actor: Actor) -> None:
    """Ask for a one-time code at every sign-in from now on; raises ``InvalidInput`` when the code does not fit."""
    with unit_of_work(actor) as uow:
        user = _self(actor)
        step = matching_step(secret, code, None)
        if step is None:
            raise InvalidInput({"code": [msg("动态口令不对，请输入手机验证器上现在显示的6位数字。")]})
        user.totp_secret = secret
        user.totp_last_step = step
        user.touch()
        uow.audit("accounts.one_time_code_on", "user", user.id, None, {})


def stop_one_time_code(password: str, *, actor: Actor) -> None:
    """Sign in by password alone again; raises ``InvalidInput`` when the password is wrong."""
    with unit_of_work(actor) as uow:
        user = _self(actor)
        if not matches(user.password_hash, password):
            raise InvalidInput({"password": [msg("当前密码不对。")]})
        user.totp_secret = None
        user.totp_last_step = None
        user.touch()
        uow.audit("accounts.one_time_code_off", "user", user.id, None, {})


def matching_step(secret: str, code: str, last_step: int | None) -> int | None:
    """The 30-second step a code belongs to, one step of drift allowed; None when wrong or already used."""
    typed = code.strip().replace(" ", "")
    if not (typed.isascii() and typed.isdigit() and len(typed) == 6):
        return None
    generator, present = pyotp.TOTP(secret), int(clock.now().timestamp()) // STEP_SECONDS
    for step in (present - 1, present, present + 1):
        if (last_step is None or step > last_step) and generator.verify(typed, for_time=step * STEP_SECONDS):
            return step
    return None


def _self(actor: Actor) -> User:
    authorise(actor, EDIT_OWN_PROFILE)
    if actor.user_id is None:
        raise Forbidden()
    return lock(User, actor.user_id)
