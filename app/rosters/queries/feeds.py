"""Calendars to subscribe to, as iCalendar (RFC 5545)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload

from app.accounts import queries as accounts
from app.core import clock
from app.core.db import db
from app.core.errors import NotFound
from app.core.text import msg
from app.rosters.models import Duty, RosterFeed
from app.rosters.queries.duties import read_duties
from app.rosters.rules import calendar_text
from app.rosters.types import CalendarEntry, OnDuty

PAST, AHEAD = timedelta(days=30), timedelta(days=120)


def feeds_of(user_id: UUID) -> Sequence[RosterFeed]:
    """A person's open secret addresses, the latest first."""
    statement = select(RosterFeed).options(joinedload(RosterFeed.unit))
    own = statement.where(RosterFeed.owner_id == user_id, RosterFeed.revoked_at.is_(None))
    return db.session.execute(own.order_by(RosterFeed.id.desc())).scalars().all()


def feed_calendar(token_hash: bytes) -> str:
    """The calendar behind a secret address; raises ``NotFound`` when it is unknown, revoked, or its owner has left."""
    feed = db.session.execute(
        select(RosterFeed).where(RosterFeed.token_hash == token_hash, RosterFeed.revoked_at.is_(None))
    ).scalar_one_or_none()
    if feed is None or not accounts.memberships_of(feed.owner_id):
        raise NotFound()
    rows = read_duties(_duties(feed, clock.now()))
    title = str(msg("{name}值班", name=feed.seat or feed.owner.display_name))
    return calendar_text(title, _entries(feed, rows), clock.now())


def _duties(feed: RosterFeed, now: datetime) -> Select[Duty]:
    statement = select(Duty).where(Duty.until_at > now - PAST, Duty.from_at < now + AHEAD)
    if feed.unit_id is None:
        return statement.where(Duty.user_id == feed.owner_id)
    return statement.where(Duty.unit_id == feed.unit_id, Duty.seat == feed.seat)


def _entries(feed: RosterFeed, rows: Iterable[OnDuty]) -> list[CalendarEntry]:
    return [
        CalendarEntry(
            one.duty_id, one.from_at, one.until_at, one.version, _summary(feed, one), one.seat,
        )
        for one in rows
    ]  # fmt: skip


def _summary(feed: RosterFeed, one: OnDuty) -> str:
    return f"{one.kind.label} {one.name}" if feed.unit_id is not None else str(one.kind.label)
