"""What intake does in the same transaction when a clock moves or a risk is confirmed."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import update

from app.clocks import services as clocks
from app.core.db import db
from app.core.permissions import Actor
from app.intake.events import RiskConfirmed
from app.intake.models import Event


def keep_earliest_due(matter_id: UUID, due_at: datetime | None) -> None:
    """The queue is sorted by the earliest open clock of a matter, so the event row carries it."""
    db.session.execute(
        update(Event).where(Event.id == matter_id).values(due_at=due_at).execution_options(synchronize_session="fetch")
    )


def recolour_clocks(event: RiskConfirmed, actor: Actor) -> None:
    """Product clocks follow the confirmed colour."""
    assert event.matter_id is not None
    clocks.recolour(event.matter_id, event.level, actor=actor)
