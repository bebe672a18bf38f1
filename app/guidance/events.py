"""Facts of guidance, in the past tense."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from app.core.events import DomainEvent


@dataclass(frozen=True, kw_only=True)
class GuidanceAsked(DomainEvent):
    """A request went to the studio."""

    studio_id: UUID
    urgent: bool


@dataclass(frozen=True, kw_only=True)
class GuidanceTaken(DomainEvent):
    """A duty judge took the request."""

    judge_id: UUID | None


@dataclass(frozen=True, kw_only=True)
class FactsAsked(DomainEvent):
    """The judge needs more facts."""


@dataclass(frozen=True, kw_only=True)
class FactsSupplied(DomainEvent):
    """The mediator supplied them."""


@dataclass(frozen=True, kw_only=True)
class GuidanceAnswered(DomainEvent):
    """An opinion was given."""


@dataclass(frozen=True, kw_only=True)
class OpinionDecided(DomainEvent):
    """The mediator adopted, partly adopted or did not adopt the opinion."""

    adoption: str


@dataclass(frozen=True, kw_only=True)
class GuidanceRequeued(DomainEvent):
    """Nobody took the request in time, or a judge stepped aside; it waits for the next one."""

    studio_id: UUID


@dataclass(frozen=True, kw_only=True)
class GuidanceReported(DomainEvent):
    """What came of the advice was told to the judge."""
