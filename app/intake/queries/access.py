"""Reads of grants and holds."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import func, or_, select

from app.core import clock
from app.core.db import db
from app.intake.errors import MatterOnHold
from app.intake.models import Grant, Hold


def open_holds(matter_id: UUID) -> Sequence[Hold]:
    """Holds that are not lifted, oldest first."""
    statement = select(Hold).where(Hold.matter_id == matter_id, Hold.lifted_at.is_(None)).order_by(Hold.id)
    return db.session.execute(statement).scalars().all()


def hold_count(matter_id: UUID) -> int:
    """How many holds are open."""
    return db.session.execute(
        select(func.count()).where(Hold.matter_id == matter_id, Hold.lifted_at.is_(None))
    ).scalar_one()


def refuse_when_held(matter_id: UUID) -> None:
    """Raise ``MatterOnHold`` when an opinion is undecided or guidance is missing: the exit gate of §4.5."""
    if hold_count(matter_id):
        raise MatterOnHold()


def units_in(matter_id: UUID) -> set[UUID]:
    """Units that may see the matter now; notifications go to their people."""
    in_force = or_(Grant.until.is_(None), Grant.until > clock.now())
    statement = select(Grant.unit_id).where(Grant.matter_id == matter_id, Grant.unit_id.is_not(None), in_force)
    return {unit_id for unit_id in db.session.execute(statement).scalars() if unit_id is not None}


def grants_of(matter_id: UUID) -> Sequence[Grant]:
    """All grants of a matter, oldest first."""
    return db.session.execute(select(Grant).where(Grant.matter_id == matter_id).order_by(Grant.id)).scalars().all()
