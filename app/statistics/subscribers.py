"""After commit: count an event once, in the day it happened."""

from __future__ import annotations

from collections import Counter
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert

from app.core import clock
from app.core.db import db
from app.core.events import StoredEvent
from app.core.models import RecordedEvent
from app.intake import queries as intake
from app.statistics.models import DailyCount
from app.statistics.rules import IMPORTED, MEASURES


def count_event(event: StoredEvent) -> None:
    """Add one to the measure of the event; the subscriber's mark makes a second time impossible."""
    measure = MEASURES.get(event.name)
    row = db.session.get(RecordedEvent, event.id)
    if measure is None or event.matter_id is None or row is None:
        return
    matter, dispute = intake.matter(event.matter_id), intake.dispute_of(event.matter_id)
    key = {
        "center_id": matter.center_id,
        "on": clock.local(row.recorded_at).date(),
        "measure": measure,
        "dispute_type": dispute.dispute_type if dispute is not None else "",
        "risk": matter.risk_level or "",
    }
    _add(key, 1)


def count_import(event: StoredEvent) -> None:
    """Add the open matters of an import to what came in that day; those that were over before came in long ago."""
    _count_imported(event, 1)


def uncount_import(event: StoredEvent) -> None:
    """Take matters that were taken back out of the day they came in."""
    _count_imported(event, -1)


def _count_imported(event: StoredEvent, step: int) -> None:
    matters = [UUID(one) for one in event.payload["matter_ids"]]
    statement = select(RecordedEvent).where(
        RecordedEvent.matter_id.in_(matters), RecordedEvent.name.in_(list(IMPORTED))
    )
    days: Counter[tuple[date, str]] = Counter()
    for row in db.session.execute(statement).scalars():
        days[clock.local(row.recorded_at).date(), IMPORTED[row.name]] += step
    for (on, measure), count in days.items():
        _add(
            {
                "center_id": UUID(event.payload["center_id"]),
                "on": on,
                "measure": measure,
                "dispute_type": "",
                "risk": "",
            },
            count,
        )


def _add(key: dict[str, object], count: int) -> None:
    statement = insert(DailyCount).values(**key, count=count)
    db.session.execute(
        statement.on_conflict_do_update(index_elements=list(key), set_={"count": DailyCount.count + count})
    )
