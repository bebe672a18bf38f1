"""Who has signed in at which desk today."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from app.core import clock
from app.core.db import db
from app.rosters.models import Presence


def present_at(unit_id: UUID) -> Sequence[Presence]:
    """The open sign-ins at a unit's desks today."""
    today = clock.at(clock.today())
    statement = select(Presence).where(Presence.unit_id == unit_id, Presence.left_at.is_(None))
    ordered = statement.where(Presence.arrived_at >= today).order_by(Presence.arrived_at)
    return db.session.execute(ordered).scalars().all()


def own_presence(user_id: UUID) -> Presence | None:
    """The person's own open sign-in of today, or None."""
    return db.session.execute(
        select(Presence).where(
            Presence.user_id == user_id, Presence.left_at.is_(None), Presence.arrived_at >= clock.at(clock.today())
        )
    ).scalar_one_or_none()


def arrivals(user_ids: set[UUID]) -> dict[tuple[UUID, UUID], datetime]:
    """When people signed in today at which unit, for those who have not left."""
    if not user_ids:
        return {}
    rows = db.session.execute(
        select(Presence.user_id, Presence.unit_id, Presence.arrived_at).where(
            Presence.user_id.in_(user_ids), Presence.left_at.is_(None), Presence.arrived_at >= clock.at(clock.today())
        )
    )
    return {(row.user_id, row.unit_id): row.arrived_at for row in rows}
