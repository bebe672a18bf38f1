"""In the morning: what was held back goes out, several to one person as one digest."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from app.core import clock, jobs
from app.core.db import db
from app.core.ids import new_id
from app.core.permissions import Actor
from app.core.unit_of_work import unit_of_work
from app.notifications.models import OutboundMessage
from app.notifications.rules.outbound import DIGEST
from app.notifications.services.sending import hold
from app.notifications.types import Held

AT_ONCE = 500


def release_held(now: datetime | None = None) -> int:
    """Let everything go whose hour has come; returns how many messages are on their way, a digest counting as one.

    Two workers at once take different people: who is being looked at is skipped.
    """
    at = now or clock.now()
    sent = 0
    for user_id in _people(at):
        sent += _release(user_id, at)
    return sent


def _people(now: datetime) -> Sequence[UUID]:
    waiting = select(OutboundMessage.user_id).where(OutboundMessage.held_until <= now).distinct()
    return db.session.execute(waiting.limit(AT_ONCE)).scalars().all()


def _release(user_id: UUID, now: datetime) -> int:
    with unit_of_work(Actor.system()):
        statement = select(OutboundMessage).where(OutboundMessage.user_id == user_id, OutboundMessage.held_until <= now)
        locked = statement.order_by(OutboundMessage.id).with_for_update(skip_locked=True)
        by_channel: dict[str, list[OutboundMessage]] = defaultdict(list)
        for row in db.session.execute(locked.execution_options(populate_existing=True)).scalars():
            by_channel[row.channel].append(row)
        for rows in by_channel.values():
            going = rows[0] if len(rows) == 1 else _digest(rows)
            _let_go(going)
        return len(by_channel)


def _digest(rows: Sequence[OutboundMessage]) -> OutboundMessage:
    """One message that stands for several; each of them says that it went with it."""
    first = rows[0]
    made = OutboundMessage(
        id=new_id(),
        key=new_id(),
        user_id=first.user_id,
        unit_id=first.unit_id,
        channel=first.channel,
        template=DIGEST,
        count=len(rows),
    )
    db.session.add(made)
    db.session.flush()
    for row in rows:
        row.digest_id = made.id
        hold(row, Held.GATHERED, None)
    return made


def _let_go(row: OutboundMessage) -> None:
    row.held_why, row.held_until, row.updated_at = None, None, clock.now()
    jobs.defer("notifications.send", message_id=str(row.id))
