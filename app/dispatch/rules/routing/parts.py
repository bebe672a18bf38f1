"""What a proposal is made of: units that might act, reasons, those taken and those passed over."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from app.core.text import Message
from app.dispatch.types import OrderRole


@dataclass(frozen=True, slots=True)
class Duty:
    """An authority-list item as routing reads it."""

    code: str
    leads: bool
    text: str
    keywords: tuple[str, ...]
    excluded: str
    basis: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A unit that might act: its duty for this kind of dispute, whether it covers the place, is there, and its load.

    ``load`` counts its living orders, ``weight`` weighs them (the count itself where None). ``conflict`` says why the
    unit may have no part in the matter. ``takes_orders``: somebody there may sign an order.
    """

    unit_id: UUID
    code: str
    name: str
    active: bool
    covers_place: bool
    mediates: bool
    reachable: bool
    presence: Message
    load: int
    weight: int | None = None
    duty: Duty | None = None
    engaged: bool = False
    gave_back: bool = False
    conflict: Message | None = None
    namesake: bool = False
    takes_orders: bool = True

    @property
    def burden(self) -> int:
        """The weighted load, by which units are compared and limits are read."""
        return self.load if self.weight is None else self.weight


@dataclass(frozen=True, slots=True)
class Reason:
    """One answer to one of the dispatcher's questions."""

    kind: str
    words: Message
    fits: bool = True


@dataclass(frozen=True, slots=True)
class Choice:
    """A unit that is proposed, its part and task, and the reasons."""

    candidate: Candidate
    role: OrderRole
    task: str
    reasons: tuple[Reason, ...]

    @property
    def fits(self) -> bool:
        """Whether every reason speaks for the unit."""
        return all(reason.fits for reason in self.reasons)


@dataclass(frozen=True, slots=True)
class PassedOver:
    """A unit that was considered and not taken, and why."""

    candidate: Candidate
    why: Message


@dataclass(frozen=True, slots=True)
class Proposal:
    """One lead or a clear none, the assistants, and who was passed over."""

    rule_code: str
    rule_revision: int
    lead: Choice | None
    assistants: tuple[Choice, ...]
    passed_over: tuple[PassedOver, ...]

    @property
    def unit_ids(self) -> tuple[UUID | None, frozenset[UUID]]:
        """The lead's id and the assistants' ids, to see whether a person chose otherwise."""
        lead = self.lead.candidate.unit_id if self.lead else None
        return lead, frozenset(choice.candidate.unit_id for choice in self.assistants)
