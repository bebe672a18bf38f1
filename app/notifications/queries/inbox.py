"""Reads of one's own inbox and reminders."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, ScalarSelect, Select, and_, or_, select

from app.core import clock
from app.core.db import db
from app.core.errors import NotFound
from app.core.pagination import Page, count_of, keyset
from app.core.permissions import Actor
from app.intake.policies import visible_among_few, visible_to
from app.notifications.models import Notice, Reminder

UNREAD_CAP = 999


#: Tabs of one's reminders.
REMINDER_TABS = ("open", "rung", "done")


def _waiting() -> ColumnElement[bool]:
    """Unread, and not put off to a later time."""
    awake = or_(Notice.snoozed_until.is_(None), Notice.snoozed_until <= clock.now())
    return and_(Notice.read_at.is_(None), awake)


def inbox(actor: Actor, *, tab: str = "all", cursor: str | None = None, limit: int = 20) -> Page[Notice]:
    """Own notices, newest first: all, those unread, or those put off."""
    statement = select(Notice).where(Notice.user_id == actor.user_id)
    if tab == "unread":
        statement = statement.where(_waiting())
    elif tab == "later":
        statement = statement.where(Notice.read_at.is_(None), Notice.snoozed_until > clock.now())
    return keyset(statement, [Notice.id], cursor=cursor, limit=limit, descending=True)


def unread_count(user_id: UUID | None) -> int:
    """How many notices nobody has opened yet, counted to 999."""
    return db.session.execute(select(unread(user_id))).scalar_one()


def unread(user_id: UUID | None) -> ScalarSelect[int]:
    """The same number as part of a larger statement."""
    return count_of(select(Notice.id).where(Notice.user_id == user_id, _waiting()), UNREAD_CAP)


def newest(user_id: UUID, limit: int = 5) -> list[Notice]:
    """The latest notices, for the live panel."""
    statement = select(Notice).where(Notice.user_id == user_id).order_by(Notice.id.desc()).limit(limit)
    return list(db.session.execute(statement).scalars())


def own_notice(notice_id: UUID, actor: Actor) -> Notice | None:
    """One of one's own notices, or None."""
    statement = select(Notice).where(Notice.id == notice_id, Notice.user_id == actor.user_id)
    return db.session.execute(statement).scalar_one_or_none()


def _reminders(actor: Actor) -> Select[Reminder]:
    """One's own, of matters one still sees."""
    return select(Reminder).where(Reminder.user_id == actor.user_id, visible_to(actor, Reminder.matter_id))


def list_reminders(
    actor: Actor, tab: str = "", updated_since: datetime | None = None, *, cursor: str | None = None, limit: int = 20
) -> Page[Reminder]:
    """One page of own reminders, the earliest first."""
    tabs = {
        "open": and_(Reminder.done_at.is_(None), Reminder.rung_at.is_(None)),
        "rung": and_(Reminder.done_at.is_(None), Reminder.rung_at.is_not(None)),
        "done": Reminder.done_at.is_not(None),
    }
    statement = _reminders(actor)
    if tab in tabs:
        statement = statement.where(tabs[tab])
    if updated_since is not None:
        statement = statement.where(Reminder.updated_at >= updated_since)
    return keyset(statement, [Reminder.due_at, Reminder.id], cursor=cursor, limit=limit)


def get_reminder(actor: Actor, reminder_id: UUID) -> Reminder:
    """One own reminder of a matter one still sees; raises ``NotFound``."""
    found = db.session.execute(_reminders(actor).where(Reminder.id == reminder_id)).scalar_one_or_none()
    if found is None:
        raise NotFound()
    return found


def reminders_rung(actor: Actor) -> ScalarSelect[int]:
    """Own reminders that rang and are not done, as part of a larger statement."""
    rung = (Reminder.user_id == actor.user_id, Reminder.rung_at.is_not(None), Reminder.done_at.is_(None))
    return count_of(select(Reminder.id).where(*rung, visible_among_few(actor, Reminder.matter_id)), UNREAD_CAP)
