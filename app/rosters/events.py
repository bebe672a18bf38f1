"""Facts of rosters, in the past tense. Hours travel as digits, so that a notice reads in any language."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from app.core.events import DomainEvent


@dataclass(frozen=True, kw_only=True)
class ExchangeFact(DomainEvent):
    """What every fact about an exchange of duties names: the two people, who asked, and the hours."""

    unit_id: UUID
    holder_id: UUID
    taker_id: UUID
    answerer_id: UUID | None
    asked_by_id: UUID | None
    holder: str
    taker: str
    hours: str


@dataclass(frozen=True, kw_only=True)
class ExchangeAsked(ExchangeFact):
    """Somebody asked for a swap, a cover or a step-in."""


@dataclass(frozen=True, kw_only=True)
class ExchangeDone(ExchangeFact):
    """The duty, or both duties, changed hands."""


@dataclass(frozen=True, kw_only=True)
class ExchangeDeclined(ExchangeFact):
    """The other one, or whoever manages the roster, said no."""


@dataclass(frozen=True, kw_only=True)
class ExchangeWithdrawn(ExchangeFact):
    """Whoever asked took the request back."""


@dataclass(frozen=True, kw_only=True)
class ExchangeLapsed(ExchangeFact):
    """Nobody answered in time, or the duty changed meanwhile."""


@dataclass(frozen=True, kw_only=True)
class SubstitutionFact(DomainEvent):
    """What every fact about a substitute names: the two people, the unit, and the days in digits."""

    unit_id: UUID
    holder_id: UUID
    substitute_id: UUID
    holder: str
    substitute: str
    days: str


@dataclass(frozen=True, kw_only=True)
class SubstituteNamed(SubstitutionFact):
    """A colleague acts in somebody's post for some days."""


@dataclass(frozen=True, kw_only=True)
class SubstitutionEnded(SubstitutionFact):
    """The absent one is back earlier, or somebody else takes over."""


@dataclass(frozen=True, kw_only=True)
class HandoverFact(DomainEvent):
    """What every fact about a hand-over list names: the unit, who gives, who takes over (or None yet), the hours."""

    unit_id: UUID
    giver_id: UUID
    taker_id: UUID | None
    giver: str
    taker: str
    hours: str


@dataclass(frozen=True, kw_only=True)
class HandoverGiven(HandoverFact):
    """A list was handed over and waits for the next one to sign."""


@dataclass(frozen=True, kw_only=True)
class HandoverAssigned(HandoverFact):
    """The head named who takes a list over."""


@dataclass(frozen=True, kw_only=True)
class HandoverTakenBack(HandoverFact):
    """The giver took a list back before it was signed."""


@dataclass(frozen=True, kw_only=True)
class HandoverSigned(HandoverFact):
    """The next one signed for a list; ``taker`` is who signed."""


@dataclass(frozen=True, kw_only=True)
class HandoverUnsigned(HandoverFact):
    """The next duty runs and nobody has signed for the list."""


@dataclass(frozen=True, kw_only=True)
class GapsFound(DomainEvent):
    """Desks of a unit are not staffed in the days ahead; the first stretch is named."""

    unit_id: UUID
    count: str
    seat: str
    hours: str
