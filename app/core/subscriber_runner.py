"""The job that lets one subscriber do its work for one event, exactly once."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy.dialects.postgresql import insert

from app.core import clock, events, jobs
from app.core.db import db
from app.core.models import RecordedEvent, SubscriberRun
from app.core.permissions import Actor
from app.core.unit_of_work import unit_of_work


@jobs.task("core.run_subscriber")
def run_subscriber(event_id: str, subscriber: str) -> None:
    """Mark the work done and do it in one transaction; a second run finds the mark and does nothing."""
    with unit_of_work(Actor.system()):
        mark = insert(SubscriberRun).values(event_id=UUID(event_id), subscriber=subscriber, done_at=clock.now())
        first = db.session.execute(mark.on_conflict_do_nothing().returning(SubscriberRun.event_id)).scalar()
        row = db.session.get(RecordedEvent, UUID(event_id))
        work = events.subscribers_to(row.name).get(subscriber) if row is not None else None
        if first is None or row is None or work is None:
            return
        work(events.StoredEvent(row.id, row.name, row.matter_id, row.subject_kind, row.subject_id, row.payload))
