"""What closure does in the same transaction on earlier contexts' events."""

from __future__ import annotations

from app.closure.services.visits import VISIT_AFTER, plan_visit
from app.core import clock
from app.core.permissions import Actor
from app.intake.events import EventResolved


def plan_return_visit(event: EventResolved, actor: Actor) -> None:
    """A resolved matter is visited seven days later (P15)."""
    assert event.matter_id is not None
    plan_visit(event.matter_id, clock.today() + VISIT_AFTER, actor=actor)
