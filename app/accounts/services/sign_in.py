"""The door. A try is written down before it is judged, so that many tries at once cannot slip past the count."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import selectinload

from app.accounts import rules
from app.accounts.commands import SignIn
from app.accounts.errors import NoMembership, TooManyTries, WrongCredentials
from app.accounts.models import Membership, SignInTry, User, UserSession
from app.accounts.services.catalogue import actor_of
from app.accounts.services.passwords import hasher, matches, nobody
from app.accounts.services.profile import matching_step
from app.accounts.services.secrets import fingerprint, new_secret
from app.accounts.services.sessions import current_memberships, opened
from app.accounts.services.stand_ins import posts_stood_in
from app.accounts.types import COUNTED, SignedIn, TryOutcome
from app.core import clock
from app.core.db import db
from app.core.permissions import Actor
from app.core.unit_of_work import lock, unit_of_work


def sign_in(command: SignIn) -> SignedIn:
    """Open a session for a person; its token is in the answer, once.

    Raises ``TooManyTries``, ``NoMembership`` or ``WrongCredentials`` (one answer, in the same time, for all faults).
    GB/T 22239 §8.1.4.1: unique identity, lock after failures, two factors where enrolled.
    """
    attempt = _note(command)
    until = _locked_until(command, attempt)
    if until is not None:
        _judge(attempt, TryOutcome.REFUSED)
        raise TooManyTries(until)
    name = rules.normal_login_name(command.login_name)
    user = db.session.execute(
        select(User).where(User.login_name == name).options(selectinload(User.memberships))
    ).scalar_one_or_none()
    known = matches(user.password_hash if user else nobody(), command.password)
    if user is None or not known or user.locked_at is not None:
        _judge(attempt, TryOutcome.FAILED)
        raise WrongCredentials()
    return _open(user, command, attempt)


def _note(command: SignIn) -> UUID:
    with unit_of_work(Actor.system()):
        attempt = SignInTry(name_index=SignInTry.index_of(command.login_name), ip=command.ip[:45])
        db.session.add(attempt)
        db.session.flush()
        return attempt.id


def _judge(attempt: UUID, outcome: TryOutcome) -> None:
    with unit_of_work(Actor.system()):
        lock(SignInTry, attempt).outcome = outcome.value


def _locked_until(command: SignIn, attempt: UUID) -> int | None:
    """Minutes until tries for this name or from this address are heard again, or None."""
    now = clock.now()
    since = now - rules.WINDOW - rules.LOCK - timedelta(minutes=1)
    counted = select(SignInTry.tried_at).where(
        SignInTry.id != attempt, SignInTry.tried_at > since, SignInTry.outcome.in_(COUNTED)
    )
    index = SignInTry.index_of(command.login_name)
    forgiven = select(func.max(SignInTry.tried_at)).where(
        SignInTry.name_index == index, SignInTry.outcome == TryOutcome.SUCCEEDED.value
    )
    last_good = db.session.execute(forgiven).scalar() or since
    by_name = db.session.execute(counted.where(SignInTry.name_index == index, SignInTry.tried_at > last_good)).scalars()
    until = rules.locked_until(by_name, now)
    if until is None and command.ip:
        by_address = db.session.execute(counted.where(SignInTry.ip == command.ip[:45])).scalars()
        until = rules.locked_until(by_address, now, rules.TRIES_PER_ADDRESS)
    return rules.minutes_left(until, now) if until is not None else None


def _open(user: User, command: SignIn, attempt: UUID) -> SignedIn:
    memberships = current_memberships(user)
    actor = actor_of(_preferred(user, memberships)) if memberships else Actor.system()
    refused = False
    with unit_of_work(actor) as uow:
        user = lock(User, user.id)
        step = None
        if user.totp_secret is not None:
            step = matching_step(user.totp_secret, command.one_time_code, user.totp_last_step)
            refused = step is None
        lock(SignInTry, attempt).outcome = (TryOutcome.FAILED if refused else TryOutcome.SUCCEEDED).value
        if not refused and memberships:
            user.totp_last_step = step if step is not None else user.totp_last_step
            user.last_sign_in_at = clock.now()
            if hasher().check_needs_rehash(user.password_hash):
                user.password_hash = hasher().hash(command.password)
            token, session = _new_session(user, actor, command)
            uow.audit("accounts.signed_in", "user", user.id, None, {"session": str(session.id)})
    if refused:
        raise WrongCredentials()
    if not memberships:
        raise NoMembership()
    return opened(session, len(memberships) + len(posts_stood_in(user.id)), token=token)


def _preferred(user: User, memberships: list[Membership]) -> Membership:
    """The membership the person acted under last, where it is still in force, else the first."""
    last = db.session.execute(
        select(UserSession.membership_id)
        .where(UserSession.user_id == user.id)
        .order_by(UserSession.created_at.desc(), UserSession.id.desc())
        .limit(1)
    ).scalar_one_or_none()
    return next((one for one in memberships if one.id == last), memberships[0])


def _new_session(user: User, actor: Actor, command: SignIn) -> tuple[str, UserSession]:
    token = new_secret()
    session = UserSession(
        token_hash=fingerprint(token),
        user_id=user.id,
        membership_id=actor.membership_id,
        ip=command.ip[:45],
        device=command.device[:200],
        created_at=clock.now(),
        last_seen_at=clock.now(),
    )
    db.session.add(session)
    db.session.flush()
    return token, session
