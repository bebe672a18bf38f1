"""The one visibility filter: a matter is seen through a grant to the actor's unit or person, and in no other way."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, exists, false, or_, select, true

from app.core import clock
from app.core.db import NOW, db
from app.core.errors import Forbidden, NotFound
from app.core.permissions import Actor, Role
from app.core.text import msg
from app.intake import permissions as may
from app.intake.models import EventImport, Grant
from app.intake.types import Ground

#: Reviewers, inspection and administrators sit in units that handle matters; they see only what is granted to them.
SEE_NO_UNIT_MATTERS = frozenset(
    {Role.REVIEWER, Role.INSPECTOR, Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN}
)


#: A grant on one of these grounds lets its holder read and do nothing else with the matter.
READS_ONLY = (Ground.COPIED.value, Ground.CALLED.value)


def grant_of(actor: Actor, matter_id: Any, *, each_row: bool = False, to_act: bool = False) -> ColumnElement[bool]:
    """EXISTS a grant for this actor on the matter given as a column or an id, still in force.

    With ``each_row`` the database looks for each row by itself and never reads all grants of the actor first;
    ``to_act`` leaves out grants that only let somebody read.
    """
    if actor.role is Role.SYSTEM:
        return true()
    holders = []
    if actor.unit_id is not None and actor.role not in SEE_NO_UNIT_MATTERS:
        holders.append(actor.unit_id)
    holders.extend(actor.people)
    if not holders:
        return false()
    in_force = or_(Grant.until.is_(None), Grant.until > NOW)
    found = select(Grant.matter_id).where(Grant.matter_id == matter_id, Grant.holder_id.in_(holders), in_force)
    if to_act:
        found = found.where(Grant.ground.not_in(READS_ONLY))
    return exists(found.offset(0) if each_row else found)


def visible_to(actor: Actor, matter_column: Any) -> ColumnElement[bool]:
    """The filter every list uses: the matter of the row is granted to the actor. Administrators hold no grants."""
    return grant_of(actor, matter_column)


def visible_among_few(actor: Actor, matter_column: Any) -> ColumnElement[bool]:
    """The same filter for rows that a state has narrowed to a few: what they cost does not grow with the archive."""
    return grant_of(actor, matter_column, each_row=True)


def acts_on(actor: Actor, matter_column: Any) -> ColumnElement[bool]:
    """The filter for what only those see who act on the matter: reading along is not enough."""
    return grant_of(actor, matter_column, to_act=True)


def sees(actor: Actor, matter_id: UUID) -> bool:
    """Whether the matter is granted to the actor."""
    return bool(db.session.execute(select(grant_of(actor, matter_id))).scalar())


def sees_to_act(actor: Actor, matter_id: UUID) -> bool:
    """Whether the matter is granted to the actor on a ground that lets them act on it."""
    return bool(db.session.execute(select(grant_of(actor, matter_id, to_act=True))).scalar())


def seen_by(
    matter_id: UUID, posts: Iterable[tuple[UUID, UUID, Role]], *, ended_too: bool = False
) -> set[tuple[UUID, UUID]]:
    """Of people in their posts (user, unit, role) those whom the matter is granted to, as (user, unit).

    The same rule as ``grant_of``, for many readers at once; ``ended_too`` counts grants that have run out.
    """
    statement = select(Grant.unit_id, Grant.user_id).where(Grant.matter_id == matter_id)
    if not ended_too:
        statement = statement.where(or_(Grant.until.is_(None), Grant.until > clock.now()))
    rows = db.session.execute(statement).all()
    units, users = {row[0] for row in rows if row[0]}, {row[1] for row in rows if row[1]}
    return {
        (user_id, unit_id)
        for user_id, unit_id, role in posts
        if user_id in users or (unit_id in units and role not in SEE_NO_UNIT_MATTERS)
    }


def require_visible(actor: Actor, matter_id: UUID) -> None:
    """Raise ``NotFound`` when the matter is not granted to the actor; unknown and foreign look alike."""
    if not sees(actor, matter_id):
        raise NotFound()


def require_may_act(actor: Actor, matter_id: UUID) -> None:
    """Before an act on a matter: raise ``NotFound`` where it is not granted, ``Forbidden`` where one only reads."""
    granted = grant_of(actor, matter_id), grant_of(actor, matter_id, to_act=True)
    seen, acting = db.session.execute(select(*granted)).one()
    if not seen:
        raise NotFound()
    if not acting:
        raise only_copied()


def only_copied() -> Forbidden:
    """The refusal of whoever may read a matter and do nothing else with it."""
    return Forbidden(
        msg("本事项只是抄送给您所在单位或者请您所在单位到场、参会、会签，只能查看，不能办理。"), code="only_copied"
    )


def import_visible_to(actor: Actor) -> ColumnElement[bool]:
    """The filter of every list of imports: those of the actor's centre or unit, for those who may import."""
    if actor.role is Role.SYSTEM:
        return true()
    if actor.unit_id is None or not actor.may(may.EVENT_IMPORT):
        return false()
    return or_(EventImport.center_id == actor.unit_id, EventImport.unit_id == actor.unit_id)
