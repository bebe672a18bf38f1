"""Facts of mediation, in the past tense."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from app.core.events import DomainEvent


@dataclass(frozen=True, kw_only=True)
class MediationOpened(DomainEvent):
    """A mediation was applied for before an organisation."""

    org_id: UUID


@dataclass(frozen=True, kw_only=True)
class MediationAccepted(DomainEvent):
    """Every party consented; the mediation has its number."""


@dataclass(frozen=True, kw_only=True)
class MediationNotAccepted(DomainEvent):
    """The dispute is outside mediation."""


@dataclass(frozen=True, kw_only=True)
class MediationRefused(DomainEvent):
    """A party clearly refused; other routes were told (人民调解法17、26)."""


@dataclass(frozen=True, kw_only=True)
class SessionHeld(DomainEvent):
    """A session took place."""


@dataclass(frozen=True, kw_only=True)
class MediationStalled(DomainEvent):
    """The mediation is deadlocked."""

    cause: str


@dataclass(frozen=True, kw_only=True)
class MediationResumed(DomainEvent):
    """The deadlock is over; the parties talk again."""


@dataclass(frozen=True, kw_only=True)
class DraftingBegan(DomainEvent):
    """The parties agreed in substance; the text is drafted."""


@dataclass(frozen=True, kw_only=True)
class MediationAgreed(DomainEvent):
    """An agreement took effect, written or oral."""

    form: str


@dataclass(frozen=True, kw_only=True)
class MediationFailed(DomainEvent):
    """No agreement was reached."""


@dataclass(frozen=True, kw_only=True)
class MediationEndedOtherwise(DomainEvent):
    """The parties settled privately, withdrew, or performed without an agreement."""

    outcome: str


@dataclass(frozen=True, kw_only=True)
class RepresentativesChosen(DomainEvent):
    """A group of ten or more named its representatives (劳动争议调解仲裁法7)."""

    representatives: tuple[UUID, ...]
