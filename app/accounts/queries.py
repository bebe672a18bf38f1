"""Reads of people, memberships, sessions and tokens."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import Select, exists, func, or_, select
from sqlalchemy.orm import joinedload, selectinload

from app.accounts import rules
from app.accounts.models import ApiToken, Membership, SignInTry, User, UserSession
from app.accounts.permissions import READ_USERS
from app.accounts.types import COUNTED, Colleague, MediatorKind
from app.core import clock
from app.core.db import db
from app.core.errors import NotFound
from app.core.pagination import Page, capped_count, keyset
from app.core.permissions import Actor, Position, Role, authorise
from app.organisations.models import Unit


def user(user_id: UUID) -> User:
    """One person with the memberships; raises ``NotFound``."""
    found = db.session.execute(
        select(User).where(User.id == user_id).options(selectinload(User.memberships).joinedload(Membership.unit))
    ).scalar_one_or_none()
    if found is None:
        raise NotFound()
    return found


def user_by_login(login_name: str) -> User:
    """The person who signs in under a name; raises ``NotFound``."""
    found = find_user(login_name)
    if found is None:
        raise NotFound()
    return found


def find_user(login_name: str) -> User | None:
    """The person who signs in under a name, or None."""
    name = rules.normal_login_name(login_name)
    return db.session.execute(select(User).where(User.login_name == name)).scalar_one_or_none()


def names_of(user_ids: Iterable[UUID | None]) -> dict[UUID, str]:
    """Display names by id."""
    wanted = {one for one in user_ids if one is not None}
    if not wanted:
        return {}
    rows = db.session.execute(select(User.id, User.display_name).where(User.id.in_(wanted)))
    return {row.id: row.display_name for row in rows}


def contact_of(user_id: UUID) -> tuple[str | None, str | None, bool]:
    """A person's telephone and e-mail, and whether the account is closed; raises ``NotFound``."""
    found = user(user_id)
    return found.phone, found.email, found.locked_at is not None


def logins_of(user_ids: Iterable[UUID]) -> dict[UUID, str]:
    """Login names by id."""
    rows = db.session.execute(select(User.id, User.login_name).where(User.id.in_(set(user_ids))))
    return {row.id: row.login_name for row in rows}


def colleagues(
    *,
    unit_id: UUID | None = None,
    role: Role | None = None,
    position: Position | None = None,
    user_ids: Iterable[UUID] | None = None,
    on_roster: bool | None = None,
) -> list[Colleague]:
    """People with a membership in force today, narrowed by unit, role, position, person or roster; heads come first.

    Locked accounts are left out: nobody can reach such a person through the product.
    """
    statement = _in_force()
    if unit_id is not None:
        statement = statement.where(Membership.unit_id == unit_id)
    if role is not None:
        statement = statement.where(Membership.role == role.value)
    if position is not None:
        statement = statement.where(Membership.position == position.value)
    if user_ids is not None:
        statement = statement.where(Membership.user_id.in_(list(user_ids)))
    if on_roster is not None:
        statement = statement.where(Membership.on_roster.is_(on_roster))
    ordered = statement.order_by((Membership.position == Position.HEAD.value).desc(), Membership.id)
    return [_colleague(row) for row in db.session.execute(ordered).scalars()]


def posts_of(unit_ids: Iterable[UUID]) -> dict[UUID, list[Membership]]:
    """The memberships in force today of several units, with their people; heads come first."""
    statement = _in_force().where(Membership.unit_id.in_(list(unit_ids)))
    found: dict[UUID, list[Membership]] = {}
    ordered = statement.order_by((Membership.position == Position.HEAD.value).desc(), Membership.id)
    for row in db.session.execute(ordered).scalars():
        found.setdefault(row.unit_id, []).append(row)
    return found


def mediators_of(unit_id: UUID) -> list[Colleague]:
    """The mediators on the roster of a mediation organisation."""
    return colleagues(unit_id=unit_id, role=Role.MEDIATOR, on_roster=True)


def heads_of(unit_id: UUID) -> list[Colleague]:
    """The people who head a unit."""
    return colleagues(unit_id=unit_id, position=Position.HEAD)


def colleague(user_id: UUID, unit_id: UUID) -> Colleague:
    """One person in one unit; raises ``NotFound`` when there is no membership in force today."""
    found = colleagues(unit_id=unit_id, user_ids=[user_id])
    if not found:
        raise NotFound()
    return found[0]


def membership(membership_id: UUID) -> Colleague:
    """The person behind a membership, in force or not; raises ``NotFound``."""
    row = db.session.get(Membership, membership_id)
    if row is None:
        raise NotFound()
    return _colleague(row)


def has_left(membership_id: UUID, day: date) -> bool:
    """Whether the person no longer holds the post on a day: the membership is over by then, or the account locked."""
    row = db.session.get(Membership, membership_id)
    if row is None:
        return True
    return row.user.locked_at is not None or (row.until_on is not None and row.until_on < day)


def _in_force() -> Select[Membership]:
    today = clock.today()
    return (
        select(Membership)
        .join(User, User.id == Membership.user_id)
        .options(joinedload(Membership.user), joinedload(Membership.unit))
        .where(
            Membership.from_on <= today,
            or_(Membership.until_on.is_(None), Membership.until_on >= today),
            User.locked_at.is_(None),
        )
    )


def _colleague(row: Membership) -> Colleague:
    return Colleague(
        user_id=row.user_id,
        membership_id=row.id,
        unit_id=row.unit_id,
        name=row.user.display_name,
        unit_name=row.unit.name,
        unit_code=row.unit.code,
        role=row.role_of,
        position=row.position_of,
        mediator_kind=MediatorKind(row.mediator_kind) if row.mediator_kind else None,
        on_roster=row.on_roster,
        person_no=row.user.person_no,
    )


def memberships_of(user_id: UUID) -> list[Colleague]:
    """The memberships of a person in force today, in the order they were given."""
    rows = db.session.execute(_in_force().where(Membership.user_id == user_id).order_by(Membership.id)).scalars()
    return [_colleague(row) for row in rows]


def open_sessions(user_id: UUID) -> Sequence[UserSession]:
    """The sessions of a person that are not over, the latest first."""
    now = clock.now()
    return (
        db.session.execute(
            select(UserSession)
            .where(
                UserSession.user_id == user_id,
                UserSession.revoked_at.is_(None),
                UserSession.last_seen_at > now - rules.SESSION_IDLE,
                UserSession.created_at > now - rules.SESSION_LONGEST,
            )
            .order_by(UserSession.created_at.desc())
        )
        .scalars()
        .all()
    )


def tokens_of(user_id: UUID) -> Sequence[ApiToken]:
    """The API tokens of a person that are not revoked, the latest first."""
    return (
        db.session.execute(
            select(ApiToken)
            .join(Membership, Membership.id == ApiToken.membership_id)
            .options(joinedload(ApiToken.membership).joinedload(Membership.unit))
            .where(Membership.user_id == user_id, ApiToken.revoked_at.is_(None))
            .order_by(ApiToken.created_at.desc())
        )
        .scalars()
        .all()
    )


def user_page(*, actor: Actor, keyword: str = "", cursor: str | None = None, limit: int = 20) -> Page[User]:
    """Accounts by login name, narrowed by a word in name, login name or unit, for administrators."""
    authorise(actor, READ_USERS)
    statement = _users(keyword).options(selectinload(User.memberships).joinedload(Membership.unit))
    return keyset(statement, [User.login_name], cursor=cursor, limit=limit)


def count_users(*, actor: Actor, keyword: str = "") -> tuple[int, bool]:
    """How many accounts a word finds, exact up to 10,000."""
    authorise(actor, READ_USERS)
    return capped_count(_users(keyword), 10_000)


def _users(keyword: str) -> Select[User]:
    statement, word = select(User), keyword.strip()
    if not word:
        return statement
    named = [column.contains(word, autoescape=True) for column in (User.login_name, User.display_name)]
    in_unit = exists().where(
        Membership.user_id == User.id, Membership.unit_id == Unit.id, Unit.name.contains(word, autoescape=True)
    )
    return statement.where(or_(*named, in_unit))


def door_locks(users: Iterable[User], *, actor: Actor) -> dict[UUID, int]:
    """For how many more minutes the door refuses these people for wrong tries; people who may try are left out."""
    authorise(actor, READ_USERS)
    now = clock.now()
    by_index = {SignInTry.index_of(one.login_name): one.id for one in users}
    since = now - rules.WINDOW - rules.LOCK
    good = (
        select(SignInTry.name_index, func.max(SignInTry.tried_at).label("last"))
        .where(SignInTry.name_index.in_(by_index), SignInTry.outcome == "succeeded")
        .group_by(SignInTry.name_index)
        .subquery()
    )
    rows = db.session.execute(
        select(SignInTry.name_index, SignInTry.tried_at)
        .outerjoin(good, good.c.name_index == SignInTry.name_index)
        .where(SignInTry.name_index.in_(by_index), SignInTry.outcome.in_(COUNTED))
        .where(SignInTry.tried_at > func.coalesce(good.c.last, since - timedelta(days=1)), SignInTry.tried_at > since)
    )
    failures: dict[UUID, list[object]] = {}
    for row in rows:
        failures.setdefault(by_index[bytes(row.name_index)], []).append(row.tried_at)
    locks = {one: rules.locked_until(moments, now) for one, moments in failures.items()}  # type: ignore[arg-type]
    return {one: rules.minutes_left(until, now) for one, until in locks.items() if until is not None}
