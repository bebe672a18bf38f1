"""Open sessions: who stands behind a token, under which membership, and when it ends."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from functools import lru_cache
from uuid import UUID

from sqlalchemy import Select, bindparam, select, update
from sqlalchemy.orm import contains_eager, selectinload

from app.accounts import rules
from app.accounts.models import Membership, User, UserSession
from app.accounts.permissions import REVOKE_SESSIONS
from app.accounts.services.catalogue import actor_of
from app.accounts.services.passwords import end_sessions
from app.accounts.services.secrets import fingerprint
from app.accounts.services.stand_ins import posts_stood_in, stood_in_count
from app.accounts.types import SignedIn
from app.core import clock
from app.core.db import db
from app.core.errors import NotFound
from app.core.permissions import Actor, authorise
from app.core.unit_of_work import lock, unit_of_work

#: A sign of life is written down at most this often, so that reading pages does not write at every click.
SIGN_OF_LIFE = timedelta(minutes=1)


def current_memberships(user: User) -> list[Membership]:
    """The user's memberships in force today, in units that take on work."""
    return _in_force(user.memberships)


def _in_force(memberships: Iterable[Membership]) -> list[Membership]:
    today = clock.today()
    return [one for one in memberships if rules.in_force(one.from_on, one.until_on, today) and one.unit.is_active]


def opened(session: UserSession, memberships: int, *, token: str = "") -> SignedIn:
    """A session as the door hands it on, with the number of posts its person may act under."""
    user = session.user
    stale = rules.password_expired(user.password_changed_at, clock.now())
    return SignedIn(
        actor=actor_of(session.membership, stand_in=user),
        session_id=session.id,
        language=user.language,
        must_change_password=user.must_change_password or stale,
        memberships=memberships,
        ends_at=min(session.last_seen_at + rules.SESSION_IDLE, session.created_at + rules.SESSION_LONGEST),
        token=token,
    )


def actor_in_post(membership_id: UUID, user_id: UUID | None = None) -> Actor:
    """The person in a post, for work that person began and a job carries on; raises ``NotFound``.

    ``user_id`` is who acted, when it was perhaps not the holder of the post but who stood in.
    """
    membership = db.session.get(Membership, membership_id)
    if membership is None:
        raise NotFound()
    return actor_of(membership, stand_in=db.session.get(User, user_id) if user_id is not None else None)


def load_session(token: str) -> SignedIn | None:
    """The open session behind a browser's token, or None when it is unknown, over, revoked or the account is locked.

    A membership that has ended closes the session at once, so leaving a post takes effect with the next click; so does
    the end of standing in for somebody, when that was the post.
    """
    rows = db.session.execute(_posts_of_session(), {"token_hash": fingerprint(token)}).all()
    if not rows:
        return None
    session, user, _, stood_in = rows[0]
    now = clock.now()
    if user.locked_at is not None or rules.session_ended(session.created_at, session.last_seen_at, now):
        return None
    memberships = _in_force([membership for _, _, membership, _ in rows])
    if session.membership_id not in {one.id for one in memberships} and not _stands_in(user, session.membership_id):
        return None
    found = opened(session, len(memberships) + stood_in)
    if now - session.last_seen_at > SIGN_OF_LIFE:
        _note_sign_of_life(session.id)
    return found


@lru_cache(maxsize=1)
def _posts_of_session() -> Select[UserSession, User, Membership, int]:
    """Built once, since every request asks it: the session of a token, with every post its person ever held."""
    return (
        select(UserSession, User, Membership, stood_in_count(User.id))
        .join(UserSession.user)
        .join(User.memberships)
        .join(Membership.unit)
        .options(contains_eager(Membership.unit))
        .where(UserSession.token_hash == bindparam("token_hash"), UserSession.revoked_at.is_(None))
    )


def _stands_in(user: User, membership_id: UUID) -> bool:
    """Whether the person, who holds a post of their own today, may act in that of a colleague."""
    return bool(current_memberships(user)) and membership_id in posts_stood_in(user.id)


def _note_sign_of_life(session_id: UUID) -> None:
    with unit_of_work(Actor.system()):
        statement = update(UserSession).where(UserSession.id == session_id).values(last_seen_at=clock.now())
        db.session.execute(statement.execution_options(synchronize_session=False))


def switch_membership(session_id: UUID, membership_id: UUID, *, actor: Actor) -> SignedIn:
    """Let the session act under another membership of the same person, or under that of an absent colleague whom the
    person stands in for; raises ``NotFound`` for anybody else's.
    """
    with unit_of_work(actor) as uow:
        session = lock(UserSession, session_id)
        statement = select(User).where(User.id == session.user_id).options(selectinload(User.memberships))
        memberships = current_memberships(db.session.execute(statement).scalar_one())
        stood_in = posts_stood_in(session.user_id)
        chosen = next((one for one in memberships if one.id == membership_id), None)
        if chosen is None and memberships and membership_id in stood_in:
            chosen = db.session.get_one(Membership, membership_id)
        if session.user_id != actor.user_id or session.revoked_at is not None or chosen is None:
            raise NotFound()
        session.membership_id = chosen.id
        session.membership = chosen
        uow.audit(
            "accounts.membership_switched", "user", session.user_id, None,
            {"from": str(actor.membership_id), "to": str(chosen.id)},
        )  # fmt: skip
        db.session.flush()
        return opened(session, len(memberships) + len(stood_in))


def sign_out(session_id: UUID, *, actor: Actor) -> None:
    """End a session of one's own; a session of another person is left alone."""
    with unit_of_work(actor) as uow:
        session = lock(UserSession, session_id)
        if session.user_id != actor.user_id:
            raise NotFound()
        if session.revoked_at is None:
            session.revoked_at = clock.now()
            uow.audit("accounts.signed_out", "user", session.user_id, None, {"session": str(session.id)})


def revoke_sessions(user_id: UUID, *, actor: Actor) -> None:
    """Sign a person out everywhere."""
    authorise(actor, REVOKE_SESSIONS)
    with unit_of_work(actor) as uow:
        lock(User, user_id)
        end_sessions(user_id)
        uow.audit("accounts.sessions_revoked", "user", user_id, None, {})
