"""What people hand in for reminders, as frozen values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from app.notifications.types import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class ReminderDetails:
    """What to be reminded of and when; with ``order_id`` of one order of the matter."""

    matter_id: UUID
    words: str
    due_at: datetime | None
    order_id: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PutOff:
    """For how long; ``until`` counts where the time is one's own."""

    span: Span
    until: datetime | None = None
