"""Copies of a matter: to whom, for what, read by whom."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app.core.db import db
from app.core.errors import NotFound
from app.core.permissions import Actor
from app.dispatch.models import MatterCopy
from app.dispatch.permissions import COPY_SEND
from app.dispatch.rules.copying import refusal_to_copy
from app.intake.models import Event
from app.intake.policies import visible_to


def may_send_copies(event: Event, actor: Actor) -> bool:
    """Whether the reader sits in the centre of a registered event and may send copies of it."""
    return actor.may(COPY_SEND) and refusal_to_copy(event, actor) is None


def copies_of(matter_id: UUID) -> Sequence[MatterCopy]:
    """All copies of a matter, the latest first. The caller has checked the right."""
    statement = select(MatterCopy).where(MatterCopy.matter_id == matter_id).options(joinedload(MatterCopy.unit))
    return db.session.execute(statement.order_by(MatterCopy.id.desc())).scalars().all()


def open_copy(matter_id: UUID, unit_id: UUID) -> MatterCopy | None:
    """The copy a unit has now."""
    statement = select(MatterCopy).where(
        MatterCopy.matter_id == matter_id, MatterCopy.unit_id == unit_id, MatterCopy.ended_at.is_(None)
    )
    return db.session.execute(statement).scalar_one_or_none()


def get_copy(actor: Actor, copy_id: UUID) -> MatterCopy:
    """One copy of a visible matter; raises ``NotFound``."""
    statement = select(MatterCopy).where(MatterCopy.id == copy_id, visible_to(actor, MatterCopy.matter_id))
    found = db.session.execute(statement.options(joinedload(MatterCopy.unit))).scalar_one_or_none()
    if found is None:
        raise NotFound()
    return found
