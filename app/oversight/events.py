"""Facts of oversight, in the past tense."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from app.core.events import DomainEvent


@dataclass(frozen=True, kw_only=True)
class RiskDutiesArose(DomainEvent):
    """A level was confirmed that obliges to something."""

    level: str
    unit_id: UUID


@dataclass(frozen=True, kw_only=True)
class RiskDutiesOverdue(DomainEvent):
    """The measures of the level were not all done in time."""

    level: str


@dataclass(frozen=True, kw_only=True)
class LeadOfficialNamed(DomainEvent):
    """The director named who leads the matter."""

    official_id: UUID | None
    unit_id: UUID


@dataclass(frozen=True, kw_only=True)
class DailyNoteMissed(DomainEvent):
    """A day of a red matter passed without its note."""

    day: str
