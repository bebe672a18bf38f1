"""What clocks tell the other contexts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from app.core.events import DomainEvent


@dataclass(frozen=True, kw_only=True)
class ClockBreached(DomainEvent):
    """A clock ran out while it was running. The subject is the clock's own: an order, a mediation, an application."""

    deadline_id: UUID
    rule_id: str
    risk: str | None
    due_at: datetime


@dataclass(frozen=True, kw_only=True)
class ClockRungReached(DomainEvent):
    """A running clock used 50, 80, 100 or 120 % of its time; each rung is told once."""

    deadline_id: UUID
    rule_id: str
    rule_name: str
    risk: str | None
    rung: int
    due_at: datetime


@dataclass(frozen=True, kw_only=True)
class DeadlineMoved(DomainEvent):
    """A loaded calendar changed the day of a running clock."""

    deadline_id: UUID
    rule_id: str
    before_on: date
    due_on: date


@dataclass(frozen=True, kw_only=True)
class CalendarYearLoaded(DomainEvent):
    """The arrangement of a year was loaded or replaced; it belongs to no matter."""

    year: int
    recomputed: int
