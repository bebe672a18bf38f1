"""What happens to reminders. No matter is named: a reminder is its owner's alone."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from app.core.events import DomainEvent


@dataclass(frozen=True, kw_only=True)
class ReminderDue(DomainEvent):
    """The time of a reminder has come; ``unit_id`` is the unit in which it was set."""

    user_id: UUID
    unit_id: UUID
