"""Internal notes of a matter, for those who act on it, and who of them may be named in one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, case, func, or_, select

from app.accounts import queries as accounts
from app.core import clock
from app.core.db import db
from app.core.errors import NotFound
from app.core.pagination import Page, keyset
from app.core.permissions import Actor, Role
from app.intake.models import Event, Grant, MatterNote
from app.intake.permissions import NOTE_READ
from app.intake.policies import READS_ONLY, SEE_NO_UNIT_MATTERS, acts_on, grant_of
from app.intake.rules.notes import may_take_back
from app.organisations import queries as organisations

#: Roles that read internal notes; the others see matters only to review, decide or administer.
READERS = frozenset({Role.REPORTER, Role.DISPATCHER, Role.DIRECTOR, Role.DEPT_OFFICER, Role.MEDIATOR, Role.DUTY_JUDGE})


@dataclass(frozen=True, slots=True)
class NoteReader:
    """Somebody who acts on the matter and may be named."""

    user_id: UUID
    unit_id: UUID
    name: str
    unit_name: str
    unit_short: str


def _readable(actor: Actor) -> Select[MatterNote]:
    if not actor.may(NOTE_READ):
        raise NotFound()
    return select(MatterNote).where(acts_on(actor, MatterNote.matter_id))


def notes_of(actor: Actor, matter_id: UUID) -> Sequence[MatterNote]:
    """The notes of a matter one acts on, the latest first; none for others."""
    statement = _readable(actor).where(MatterNote.matter_id == matter_id)
    return db.session.execute(statement.order_by(MatterNote.id.desc())).scalars().all()


def list_notes(
    actor: Actor, matter_id: UUID | None, updated_since: datetime | None = None, *, cursor: str | None, limit: int
) -> Page[MatterNote]:
    """One page of notes on the matters one acts on, the latest first."""
    statement = _readable(actor)
    if matter_id is not None:
        statement = statement.where(MatterNote.matter_id == matter_id)
    if updated_since is not None:
        statement = statement.where(
            or_(MatterNote.created_at >= updated_since, MatterNote.withdrawn_at >= updated_since)
        )
    return keyset(statement, [MatterNote.id], cursor=cursor, limit=limit, descending=True)


def get_note(actor: Actor, note_id: UUID) -> MatterNote:
    """One note of a matter one acts on; raises ``NotFound``."""
    found = db.session.execute(_readable(actor).where(MatterNote.id == note_id)).scalar_one_or_none()
    if found is None:
        raise NotFound()
    return found


def notes_counted(actor: Actor, matter_id: UUID) -> Any:
    """How many notes stand, as a column of a larger statement; NULL for who does not read them."""
    standing = (
        select(func.count())
        .select_from(MatterNote)
        .where(MatterNote.matter_id == matter_id, MatterNote.withdrawn_at.is_(None))
        .scalar_subquery()
    )
    return case((grant_of(actor, matter_id, to_act=True), standing))


def may_withdraw_note(note: MatterNote, actor: Actor) -> bool:
    """Whether the actor wrote the note and may still take it back."""
    return note.author_id == actor.user_id and note.withdrawn_at is None and may_take_back(note.created_at, clock.now())


def note_readers(matter_id: UUID) -> list[NoteReader]:
    """Everybody who acts on the matter and reads its notes, by unit; a person once, in the first of their posts."""
    in_force = or_(Grant.until.is_(None), Grant.until > clock.now())
    statement = select(Grant.unit_id, Grant.user_id).where(
        Grant.matter_id == matter_id, in_force, Grant.ground.not_in(READS_ONLY)
    )
    rows = db.session.execute(statement.order_by(Grant.id)).all()
    units, users = [row[0] for row in rows if row[0]], [row[1] for row in rows if row[1]]
    posts = accounts.posts_of(units)
    found: dict[UUID, NoteReader] = {}
    for unit_id in dict.fromkeys(units):
        for post in posts.get(unit_id, []):
            if post.role_of in READERS - SEE_NO_UNIT_MATTERS:
                one = NoteReader(post.user_id, unit_id, post.user.display_name, post.unit.name, post.unit.short_name)
                found.setdefault(post.user_id, one)
    people = accounts.colleagues(user_ids=users)
    known = organisations.units_by_id([person.unit_id for person in people])
    for person in people:
        if person.role in READERS:
            short = known[person.unit_id].short_name
            one = NoteReader(person.user_id, person.unit_id, person.name, person.unit_name, short)
            found.setdefault(person.user_id, one)
    return list(found.values())


def event_with_notes(actor: Actor, statement: Select[Event], matter_id: UUID) -> tuple[Event, int | None] | None:
    """The event a statement finds and how many notes it has, in one statement."""
    counted = statement.add_columns(notes_counted(actor, matter_id))
    row = db.session.execute(counted).unique().one_or_none()
    return None if row is None else (row[0], row[1] if actor.may(NOTE_READ) else None)
