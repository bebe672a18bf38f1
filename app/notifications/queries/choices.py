"""What people chose."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import select

from app.core.db import db
from app.notifications.models import MessageChoice
from app.notifications.rules.outbound import wanted
from app.notifications.types import Channel, Choices, Topic


def choices_of(user_ids: Iterable[UUID], topic: Topic | None = None) -> Choices:
    """What some people chose, for one kind of event or for all; one statement."""
    statement = select(MessageChoice).where(MessageChoice.user_id.in_(list(user_ids)))
    if topic is not None:
        statement = statement.where(MessageChoice.topic == topic.value)
    rows = db.session.execute(statement).scalars()
    return {(row.user_id, Topic(row.topic), Channel(row.channel)): row.wanted for row in rows}


def own_choices(user_id: UUID) -> dict[tuple[Topic, Channel], bool]:
    """Every kind of event by every channel, as the person chose or as the product sets it."""
    chosen = choices_of([user_id])
    return {(topic, channel): wanted(user_id, topic, channel, chosen) for topic in Topic for channel in Channel}
