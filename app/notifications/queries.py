"""Reads of one's own inbox."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import ScalarSelect, select

from app.core.db import db
from app.core.pagination import Page, count_of, keyset
from app.core.permissions import Actor
from app.notifications.models import Notice

UNREAD_CAP = 99


def inbox(actor: Actor, *, unread: bool = False, cursor: str | None = None, limit: int = 20) -> Page[Notice]:
    """Own notices, newest first."""
    statement = select(Notice).where(Notice.user_id == actor.user_id)
    if unread:
        statement = statement.where(Notice.read_at.is_(None))
    return keyset(statement, [Notice.id], cursor=cursor, limit=limit, descending=True)


def unread_count(user_id: UUID | None) -> int:
    """How many notices nobody has opened yet, counted to 99."""
    return db.session.execute(select(unread(user_id))).scalar_one()


def unread(user_id: UUID | None) -> ScalarSelect[int]:
    """The same number as part of a larger statement."""
    return count_of(select(Notice.id).where(Notice.user_id == user_id, Notice.read_at.is_(None)), UNREAD_CAP)


def newest(user_id: UUID, limit: int = 5) -> list[Notice]:
    """The latest notices, for the live panel."""
    statement = select(Notice).where(Notice.user_id == user_id).order_by(Notice.id.desc()).limit(limit)
    return list(db.session.execute(statement).scalars())


def own_notice(notice_id: UUID, actor: Actor) -> Notice | None:
    """One of one's own notices, or None."""
    statement = select(Notice).where(Notice.id == notice_id, Notice.user_id == actor.user_id)
    return db.session.execute(statement).scalar_one_or_none()
