"""Reading one's notices."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import update

from app.core import clock
from app.core.db import db
from app.core.permissions import Actor, authorise
from app.core.unit_of_work import unit_of_work
from app.notifications import permissions as may
from app.notifications.models import Notice


def mark_read(notice_ids: Iterable[UUID] | None, *, actor: Actor) -> int:
    """Mark own notices read, those named or all; returns how many were unread before."""
    authorise(actor, may.READ_OWN)
    with unit_of_work(actor):
        statement = update(Notice).where(Notice.user_id == actor.user_id, Notice.read_at.is_(None))
        if notice_ids is not None:
            statement = statement.where(Notice.id.in_(list(notice_ids)))
        result = db.session.execute(
            statement.values(read_at=clock.now()).execution_options(synchronize_session=False).returning(Notice.id)
        )
        return len(result.scalars().all())
