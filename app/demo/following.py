"""After planting: notices, counters and the search index follow the planted events, each as of its own time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

from sqlalchemy import exists, func, select, update
from sqlalchemy.dialects.postgresql import insert

from app.core import clock, events
from app.core.db import db
from app.core.models import RecordedEvent, SubscriberRun
from app.core.permissions import Actor
from app.core.unit_of_work import unit_of_work
from app.notifications.models import Notice
from app.notifications.services import keeping_quiet

AT_ONCE = 200
READ_AFTER = timedelta(days=7)
#: A subscriber that writes a matter's row anew needs only the last event of the matter.
ONLY_LAST = "search.index"


def follow_events() -> int:
    """Let every watcher do its work for the events nobody followed yet; returns how many events were followed.

    The marks are those of the worker, so that the same jobs find nothing left to do.
    """
    last = _last_of_matters()
    followed = 0
    while rows := _not_followed():
        with keeping_quiet(), unit_of_work(Actor.system()):
            new = _marked(rows)
            for row in rows:
                _follow(row, new, is_last=row.matter_id is None or last.get(row.matter_id) == row.id)
        followed += len(rows)
    _read_long_ago()
    return followed


def _read_long_ago() -> None:
    """What people were told weeks ago they have read."""
    before = clock.now() - READ_AFTER
    old = update(Notice).where(Notice.created_at < before, Notice.read_at.is_(None))
    with unit_of_work(Actor.system()):
        db.session.execute(old.values(read_at=Notice.created_at))


def _not_followed() -> Sequence[RecordedEvent]:
    done = exists().where(SubscriberRun.event_id == RecordedEvent.id)
    names = {name for name in _names() if events.subscribers_to(name)}
    statement = select(RecordedEvent).where(~done, RecordedEvent.name.in_(names)).order_by(RecordedEvent.id)
    return db.session.execute(statement.limit(AT_ONCE)).scalars().all()


def _names() -> Sequence[str]:
    return db.session.execute(select(RecordedEvent.name).distinct()).scalars().all()


def _last_of_matters() -> dict[UUID | None, UUID]:
    followed = [name for name in _names() if ONLY_LAST in events.subscribers_to(name)]
    latest = func.row_number().over(partition_by=RecordedEvent.matter_id, order_by=RecordedEvent.id.desc())
    ranked = select(RecordedEvent.id, RecordedEvent.matter_id, latest.label("place")).where(
        RecordedEvent.name.in_(followed)
    )
    inner = ranked.subquery()
    rows = db.session.execute(select(inner.c.matter_id, inner.c.id).where(inner.c.place == 1))
    return {row[0]: row[1] for row in rows}


def _marked(rows: Sequence[RecordedEvent]) -> set[tuple[UUID, str]]:
    """The watchers to whom these events are new, by the event's id and their name; marked now as done."""
    marks = [
        {"event_id": row.id, "subscriber": name, "done_at": row.recorded_at}
        for row in rows
        for name in events.subscribers_to(row.name)
    ]
    new = insert(SubscriberRun).on_conflict_do_nothing()
    asked = db.session.execute(new.returning(SubscriberRun.event_id, SubscriberRun.subscriber), marks)
    return {(row.event_id, row.subscriber) for row in asked}


def _follow(row: RecordedEvent, new: set[tuple[UUID, str]], *, is_last: bool) -> None:
    stored = events.StoredEvent(row.id, row.name, row.matter_id, row.subject_kind, row.subject_id, row.payload)
    with clock.frozen(row.recorded_at):
        for name, work in events.subscribers_to(row.name).items():
            if (row.id, name) in new and (name != ONLY_LAST or is_last):
                work(stored)
