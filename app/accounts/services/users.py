"""Administrators enter people, give them memberships, lock and unlock accounts."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select, update

from app.accounts import rules
from app.accounts.commands import NewMembership, NewUser
from app.accounts.errors import LoginNameTaken
from app.accounts.models import Membership, SignInTry, User
from app.accounts.permissions import EDIT_USERS, GRANT_MEMBERSHIPS, UNLOCK_USERS
from app.accounts.services.passwords import end_sessions, hashed
from app.accounts.services.secrets import readable_password
from app.accounts.types import COUNTED, TryOutcome
from app.core import clock, identity
from app.core.db import db
from app.core.errors import Conflict, Forbidden, InvalidInput
from app.core.permissions import Actor, Role, authorise
from app.core.text import Message, msg
from app.core.unit_of_work import lock, unit_of_work
from app.organisations import queries as organisations

SPLIT_ROLES = (Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN)


def add_user(command: NewUser, *, actor: Actor) -> User:
    """Enter a person with a password that was chosen for them; raises ``InvalidInput`` or ``LoginNameTaken``."""
    return admit_user(command, actor=actor)[0]


def admit_user(command: NewUser, *, actor: Actor) -> tuple[User, str]:
    """Enter a person; returns the user and the password, to be handed over once.

    Raises ``InvalidInput`` at the field that is wrong, ``LoginNameTaken`` when somebody else bears the login name.
    """
    authorise(actor, EDIT_USERS)
    login_name = rules.normal_login_name(command.login_name)
    faults = _faults(command, login_name)
    if faults:
        raise InvalidInput(faults)
    password = command.password or readable_password()
    with unit_of_work(actor) as uow:
        if db.session.execute(select(User.id).where(User.login_name == login_name)).first() is not None:
            raise LoginNameTaken(login_name)
        user = User(
            login_name=login_name,
            display_name=command.display_name.strip(),
            password_hash=hashed(password, login_name, command.display_name.strip()),
            must_change_password=command.must_change_password,
            phone=identity.normal_phone(command.phone) if command.phone else None,
            language=command.language,
            password_changed_at=clock.now(),
        )
        db.session.add(user)
        db.session.flush()
        uow.audit("accounts.user_added", "user", user.id, None, {"login_name": login_name})
    return user, password


def _faults(command: NewUser, login_name: str) -> dict[str, list[Message]]:
    faults: dict[str, list[Message]] = {}
    if not (2 <= len(login_name) <= 40 and all(sign.isalnum() or sign in "._-" for sign in login_name)):
        faults["login_name"] = [msg("账号为2至40位字母、数字、点、横线。")]
    if not command.display_name.strip():
        faults["display_name"] = [msg("请填写姓名。")]
    wrong_phone = identity.check_phone(command.phone) if command.phone else None
    if wrong_phone is not None:
        faults["phone"] = [wrong_phone.message]
    return faults


def add_membership(command: NewMembership, *, actor: Actor) -> Membership:
    """Give a person a unit, a role and a position.

    An administrator's role excludes every other role of the same person (domain.md §5.1: three-role split, no business
    work). Raises ``Conflict`` then, or when the same membership is already open; ``Forbidden`` for oneself.
    """
    authorise(actor, GRANT_MEMBERSHIPS)
    if actor.user_id is not None and command.user_id == actor.user_id:
        raise Forbidden(msg("不能给自己授予岗位。"))
    with unit_of_work(actor) as uow:
        user = lock(User, command.user_id)
        organisations.unit(command.unit_id)
        _refuse_clash(user, command)
        row = Membership(
            user_id=user.id,
            unit_id=command.unit_id,
            role=command.role.value,
            position=command.position.value,
            mediator_kind=command.mediator_kind.value if command.mediator_kind else None,
            on_roster=command.on_roster,
            on_court_roster=command.on_court_roster,
            from_on=command.from_on or clock.today(),
            until_on=command.until_on,
        )
        db.session.add(row)
        db.session.flush()
        uow.audit(
            "accounts.membership_added", "user", user.id, None,
            {"membership": str(row.id), "unit": str(row.unit_id), "role": row.role, "position": row.position},
        )  # fmt: skip
    return row


def _refuse_clash(user: User, command: NewMembership) -> None:
    day = max(command.from_on or clock.today(), clock.today())
    rows = db.session.execute(select(Membership).where(Membership.user_id == user.id)).scalars()
    held = [one for one in rows if one.until_on is None or one.until_on >= day]
    if any(one.unit_id == command.unit_id and one.role == command.role for one in held):
        raise Conflict(msg("此人在该单位已有这个角色。"), code="membership_exists")
    roles = {one.role_of for one in held}
    administers = command.role in SPLIT_ROLES
    if any(role in SPLIT_ROLES for role in roles - {command.role}) or (administers and roles - {command.role}):
        raise Conflict(msg("系统管理、安全管理、审计管理须由不同的人担任，且不兼办业务。"), code="administrators_apart")


def take_turn(user_id: UUID) -> None:
    """Hold a person's row until commit, so that acts on one person come one after another; raises ``NotFound``."""
    lock(User, user_id)


def end_membership(membership_id: UUID, *, actor: Actor) -> None:
    """Let a membership end yesterday: sessions and tokens under it stop with their next use."""
    authorise(actor, GRANT_MEMBERSHIPS)
    with unit_of_work(actor) as uow:
        row = lock(Membership, membership_id)
        yesterday = clock.today().fromordinal(clock.today().toordinal() - 1)
        row.until_on = yesterday
        row.from_on = min(row.from_on, yesterday)
        row.touch()
        uow.audit("accounts.membership_ended", "user", row.user_id, None, {"membership": str(row.id)})


def lock_user(user_id: UUID, reason: str, *, actor: Actor) -> None:
    """Keep a person out until unlocked and end all sessions; the door answers as for a wrong password."""
    authorise(actor, EDIT_USERS)
    if user_id == actor.user_id:
        raise Forbidden(msg("不能停用自己的账号。"))
    if not reason.strip():
        raise InvalidInput({"reason": [msg("请写明停用的原因。")]})
    with unit_of_work(actor) as uow:
        user = lock(User, user_id)
        user.locked_at = clock.now()
        user.locked_reason = reason.strip()[:200]
        user.touch()
        end_sessions(user.id)
        uow.audit("accounts.user_locked", "user", user.id, None, {"reason": user.locked_reason})


def unlock_user(user_id: UUID, *, actor: Actor) -> None:
    """Let a person try again at once: the wrong tries of the name no longer count, and a lock by hand is lifted."""
    authorise(actor, UNLOCK_USERS)
    with unit_of_work(actor) as uow:
        user = lock(User, user_id)
        user.locked_at = None
        user.locked_reason = None
        user.touch()
        statement = update(SignInTry).where(
            SignInTry.name_index == SignInTry.index_of(user.login_name), SignInTry.outcome.in_(COUNTED)
        )
        db.session.execute(statement.values(outcome=TryOutcome.CLEARED.value))
        uow.audit("accounts.user_unlocked", "user", user.id, None, {})
