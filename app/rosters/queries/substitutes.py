"""Who stands in for whom: today's chains, and the lists people see."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache
from typing import Any
from uuid import UUID

from sqlalchemy import BindParameter, ColumnElement, Date, ScalarSelect, Select, bindparam, func, or_, select, true
from sqlalchemy.orm import aliased, joinedload

from app.accounts.models import Membership
from app.core import clock
from app.core.db import TODAY, db
from app.core.errors import NotFound
from app.core.pagination import Page, keyset
from app.core.permissions import Actor
from app.organisations.models import Unit
from app.rosters.models import Substitution
from app.rosters.permissions import EDIT_ROSTER
from app.rosters.policies import may_arrange_substitutes
from app.rosters.rules import acting_post
from app.rosters.types import StandIn, SubstitutionTab


def _today(day: date | BindParameter[date]) -> tuple[ColumnElement[bool], ...]:
    return (Substitution.ended_at.is_(None), Substitution.from_on <= day, Substitution.until_on >= day)


def stand_ins(day: date | None = None) -> list[StandIn]:
    """Every post that somebody else acts in on a day (today when none is given), each with who acts in the end."""
    named_for = db.session.execute(_named_for(), {"day": day or clock.today()})
    rows = [one for one in named_for if one[1].is_active]
    named = {row.membership_id: row.substitute_membership_id for row, _, _ in rows}
    users = {row.substitute_membership_id: user_id for row, _, user_id in rows}
    return [
        StandIn(
            membership_id=row.membership_id,
            holder_id=row.holder_id,
            unit_id=unit.id,
            substitute_id=users[acting_post(named, row.membership_id)],
            until_on=row.until_on,
        )
        for row, unit, _ in rows
    ]


@lru_cache(maxsize=1)
def _named_for() -> Select[Substitution, Unit, UUID]:
    """Built once, since every notice asks it: who is named for a ``day``, by people whose posts both hold then."""
    absent, acting = aliased(Membership), aliased(Membership)
    day = bindparam("day", type_=Date())
    return (
        select(Substitution, Unit, acting.user_id)
        .join(absent, absent.id == Substitution.membership_id)
        .join(acting, acting.id == Substitution.substitute_membership_id)
        .join(Unit, Unit.id == absent.unit_id)
        .where(*_today(day), absent.from_on <= day, or_(absent.until_on.is_(None), absent.until_on >= day))
        .where(acting.from_on <= day, or_(acting.until_on.is_(None), acting.until_on >= day))
    )


def posts_stood_in(user_id: UUID) -> list[UUID]:
    """The memberships in which a person acts for somebody absent today."""
    if not db.session.execute(select(_counted(user_id))).scalar():
        return []
    return [one.membership_id for one in stand_ins() if one.substitute_id == user_id]


def stood_in_count(user_id: ColumnElement[Any]) -> ScalarSelect[int]:
    """How many colleagues named the person of a column for today; for the frame of pages, in its one statement."""
    return _counted(user_id)


def _counted(user_id: Any) -> ScalarSelect[int]:
    named = select(func.count(Substitution.id)).where(Substitution.substitute_id == user_id, *_today(TODAY))
    return named.scalar_subquery()


def acting_for(readers: Iterable[tuple[UUID, UUID]]) -> dict[tuple[UUID, UUID], UUID]:
    """For people in a unit (user, unit) who are absent today: the person who acts for each."""
    wanted = set(readers)
    if not wanted:
        return {}
    found = {(one.holder_id, one.unit_id): one.substitute_id for one in stand_ins()}
    return {reader: found[reader] for reader in wanted & found.keys()}


def substitution(substitution_id: UUID, *, actor: Actor) -> Substitution:
    """One row with its people; raises ``NotFound`` for those it does not concern."""
    found = db.session.execute(_read().where(Substitution.id == substitution_id)).scalar_one_or_none()
    if found is None or not concerns(found, actor):
        raise NotFound()
    return found


def concerns(row: Substitution, actor: Actor) -> bool:
    """Whether a person sees it: the two of them, and who arranges it."""
    return actor.user_id in (row.holder_id, row.substitute_id) or may_arrange_substitutes(actor, row.unit_id)


def substitution_page(
    actor: Actor, tab: SubstitutionTab, *, cursor: str | None = None, limit: int = 50
) -> Page[Substitution]:
    """Substitutions of one's own, or of the units one arranges, the latest first day first."""
    today = clock.today()
    open_ = Substitution.ended_at.is_(None) & (Substitution.until_on >= today)
    statement = _read().where(_concerning(actor), open_ if tab is SubstitutionTab.OPEN else ~open_)
    return keyset(statement, [Substitution.from_on, Substitution.id], descending=True, cursor=cursor, limit=limit)


def substitution_counts(actor: Actor) -> dict[SubstitutionTab, int]:
    """How many there are on each tab."""
    open_ = Substitution.ended_at.is_(None) & (Substitution.until_on >= clock.today())
    counted = select(func.count().filter(open_), func.count().filter(~open_)).select_from(Substitution)
    row = db.session.execute(counted.where(_concerning(actor))).one()
    return {SubstitutionTab.OPEN: row[0], SubstitutionTab.OVER: row[1]}


def _concerning(actor: Actor) -> ColumnElement[bool]:
    own = or_(Substitution.holder_id == actor.user_id, Substitution.substitute_id == actor.user_id)
    if actor.may(EDIT_ROSTER):
        return true()
    if actor.is_head and actor.unit_id is not None:
        return or_(own, Substitution.unit_id == actor.unit_id)
    return own


def _read() -> Select[Substitution]:
    people = joinedload(Substitution.holder), joinedload(Substitution.substitute)
    return select(Substitution).options(*people, joinedload(Substitution.membership))


def spans_between(first: date, last: date) -> Sequence[Substitution]:
    """What is agreed for some day between two, both included."""
    statement = _read().where(
        Substitution.ended_at.is_(None), Substitution.from_on <= last, Substitution.until_on >= first
    )
    return db.session.execute(statement.order_by(Substitution.from_on, Substitution.id)).scalars().all()
