"""After commit: count an event once, in the day it happened."""

from __future__ import annotations

from sqlalchemy.dialects.postgresql import insert

from app.core import clock
from app.core.db import db
from app.core.events import StoredEvent
from app.core.models import RecordedEvent
from app.intake import queries as intake
from app.statistics.models import DailyCount
from app.statistics.rules import MEASURES


def count_event(event: StoredEvent) -> None:
    """Add one to the measure of the event; the subscriber's mark makes a second time impossible."""
    measure = MEASURES.get(event.name)
    row = db.session.get(RecordedEvent, event.id)
    if measure is None or event.matter_id is None or row is None:
        return
    matter, dispute = intake.matter(event.matter_id), intake.dispute_of(event.matter_id)
    statement = insert(DailyCount).values(
        center_id=matter.center_id,
        on=clock.local(row.recorded_at).date(),
        measure=measure,
        dispute_type=dispute.dispute_type if dispute is not None else "",
        risk=matter.risk_level or "",
        count=1,
    )
    db.session.execute(
        statement.on_conflict_do_update(
            index_elements=["center_id", "on", "measure", "dispute_type", "risk"],
            set_={"count": DailyCount.count + 1},
        )
    )
