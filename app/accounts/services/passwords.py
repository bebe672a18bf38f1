"""Passwords: argon2id, a rule for new ones, change by the person and reset by an administrator."""

from __future__ import annotations

from functools import cache
from uuid import UUID

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from flask import current_app
from sqlalchemy import update

from app.accounts import rules
from app.accounts.models import User, UserSession
from app.accounts.permissions import EDIT_OWN_PROFILE, RESET_PASSWORDS
from app.accounts.services.secrets import readable_password
from app.core import clock
from app.core.db import db
from app.core.errors import Forbidden, InvalidInput
from app.core.permissions import Actor, authorise
from app.core.text import msg
from app.core.unit_of_work import lock, unit_of_work


def hasher() -> PasswordHasher:
    """argon2id at the cost of this copy's settings."""
    return _hasher(current_app.config["PASSWORD_MEMORY_KIB"], current_app.config["PASSWORD_PASSES"])


@cache
def _hasher(memory_kib: int, passes: int) -> PasswordHasher:
    return PasswordHasher(time_cost=passes, memory_cost=memory_kib, parallelism=1)


def nobody() -> str:
    """A hash nobody signs in with, verified when the name is unknown, so that both answers take the same time."""
    return _nobody(hasher())


@cache
def _nobody(made_with: PasswordHasher) -> str:
    return made_with.hash("nobody signs in with this")


def matches(stored: str, typed: str) -> bool:
    """Whether the typed password belongs to the stored hash."""
    try:
        return hasher().verify(stored, typed[: rules.LONGEST_PASSWORD * 2])
    except (VerificationError, InvalidHashError):
        return False


def hashed(password: str, login_name: str, display_name: str, field: str = "password") -> str:
    """The hash of a new password; raises ``InvalidInput`` at ``field`` when the rule refuses it."""
    faults = rules.password_faults(password, (login_name, display_name))
    if faults:
        raise InvalidInput({field: faults})
    return hasher().hash(password)


def change_password(current: str, new: str, *, actor: Actor, session_id: UUID | None = None) -> None:
    """Let a person set a new password; all other sessions of the person end.

    Raises ``InvalidInput`` at ``current`` or ``new``.
    """
    authorise(actor, EDIT_OWN_PROFILE)
    if actor.user_id is None:
        raise Forbidden()
    with unit_of_work(actor) as uow:
        user = lock(User, actor.user_id)
        if not matches(user.password_hash, current):
            raise InvalidInput({"current": [msg("当前密码不对。")]})
        if current == new:
            raise InvalidInput({"new": [msg("新密码不能和当前密码相同。")]})
        _set(user, hashed(new, user.login_name, user.display_name, "new"), must_change=False)
        end_sessions(user.id, but=session_id)
        uow.audit("accounts.password_changed", "user", user.id, None, {})


def reset_password(user_id: UUID, *, actor: Actor, password: str | None = None) -> str:
    """Set a random password (or the one given), end all sessions and the lock; returns the password, told once.

    The person must change it at the next sign-in. Raises ``Forbidden`` for one's own account.
    """
    authorise(actor, RESET_PASSWORDS)
    if user_id == actor.user_id:
        raise Forbidden(msg("自己的密码请在个人设置里修改。"))
    with unit_of_work(actor) as uow:
        user = lock(User, user_id)
        fresh = password or readable_password()
        _set(user, hashed(fresh, user.login_name, user.display_name), must_change=True)
        end_sessions(user.id)
        uow.audit("accounts.password_reset", "user", user.id, None, {})
    return fresh


def end_sessions(user_id: UUID, *, but: UUID | None = None) -> None:
    """Revoke the open sessions of a person, except one."""
    statement = update(UserSession).where(UserSession.user_id == user_id, UserSession.revoked_at.is_(None))
    if but is not None:
        statement = statement.where(UserSession.id != but)
    db.session.execute(statement.values(revoked_at=clock.now()))


def _set(user: User, password_hash: str, *, must_change: bool) -> None:
    user.password_hash = password_hash
    user.password_changed_at = clock.now()
    user.must_change_password = must_change
    user.touch()
