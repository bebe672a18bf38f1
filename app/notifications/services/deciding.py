"""Deciding, in the transaction that makes the notices, which of them also leave the house."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from sqlalchemy.dialects.postgresql import insert

from app.core import clock, jobs
from app.core.db import db
from app.core.ids import new_id
from app.notifications.commands import Occasion, Told
from app.notifications.models import OutboundMessage
from app.notifications.queries.choices import choices_of
from app.notifications.rules.outbound import TOPIC_OF, channels_for, template_for
from app.notifications.types import Channel, Topic
from app.rosters import queries as rosters

_quiet: ContextVar[bool] = ContextVar("messages_keep_quiet", default=False)


@contextmanager
def keeping_quiet() -> Iterator[None]:
    """Make notices without messages: for a past that is told again, which must not ring anybody's telephone."""
    token = _quiet.set(True)
    try:
        yield
    finally:
        _quiet.reset(token)


def decide_messages(told: Sequence[Told], occasion: Occasion) -> None:
    """Store a message for each person and channel that fits, with a job that sends it.

    Notice, message and job stand or fall together; a notice has at most one message by each channel.
    """
    if not told or _quiet.get():
        return
    topic = TOPIC_OF[occasion.kind]
    rows = [_row(one, topic, channel, occasion) for one, channel in _chosen(told, topic, occasion)]
    if not rows:
        return
    made = insert(OutboundMessage).values(rows).on_conflict_do_nothing().returning(OutboundMessage.id)
    for message_id in db.session.execute(made).scalars().all():
        jobs.defer("notifications.send", message_id=str(message_id))


def _chosen(told: Sequence[Told], topic: Topic, occasion: Occasion) -> list[tuple[Told, Channel]]:
    people = [one.user_id for one in told]
    choices = choices_of(people, topic)
    on_duty = rosters.on_duty_among(people) if occasion.red else set()
    return [
        (one, channel)
        for one in told
        for channel in channels_for(
            one.user_id, topic, choices, urgent=occasion.urgent, red=occasion.red, on_duty=one.user_id in on_duty
        )
    ]


def _row(one: Told, topic: Topic, channel: Channel, occasion: Occasion) -> dict[str, Any]:
    now = clock.now()
    return {
        "id": new_id(),
        "key": new_id(),
        "notice_id": one.notice_id,
        "user_id": one.user_id,
        "unit_id": one.unit_id,
        "channel": channel.value,
        "template": template_for(topic, occasion.number),
        "number": occasion.number,
        "count": 0,
        "red": occasion.red,
        "tries": 0,
        "created_at": now,
        "updated_at": now,
    }
