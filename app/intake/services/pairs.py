"""Two events of which one goes into the other."""

from __future__ import annotations

from uuid import UUID

from app.core.permissions import Actor
from app.core.unit_of_work import lock
from app.intake.models import Event
from app.intake.policies import require_may_act


def locked_pair(matter_id: UUID, into_id: UUID, version: int | None, actor: Actor) -> tuple[Event, Event]:
    """The event and its target, locked in the order of their ids; raises ``NotFound`` for one that is not granted,
    ``StaleVersion`` for an old version of the event.
    """
    for one in sorted((matter_id, into_id)):
        require_may_act(actor, one)
        lock(Event, one)
    return lock(Event, matter_id, version), lock(Event, into_id)
