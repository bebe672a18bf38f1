"""What people hand in for reminders, and inputs of more than a few fields, as frozen values."""

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


@dataclass(frozen=True, slots=True)
class Told:
    """Who was told of an event by a notice, and in which unit's work."""

    notice_id: UUID
    user_id: UUID
    unit_id: UUID


@dataclass(frozen=True, slots=True)
class Occasion:
    """Of what people were told: the kind of event, the matter's number, whether it is urgent and in a red matter."""

    kind: str
    number: str | None
    urgent: bool
    red: bool


@dataclass(frozen=True, slots=True)
class Receipt:
    """What the gateway reports of a message it took."""

    key: UUID
    delivered: bool
    at: datetime | None = None
    reason: str = ""
