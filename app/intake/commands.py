"""What a person hands in, as frozen values."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class AgentDetails:
    """Somebody who acts for a party."""

    kind: str
    name: str
    id_number: str | None = None
    phone: str | None = None
    category: str | None = None
    scope: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyDetails:
    """A party as it was given at the window or in a list."""

    role: str
    kind: str
    name: str
    side: str = ""
    id_number: str | None = None
    phone: str | None = None
    address: str | None = None
    uscc: str | None = None
    legal_representative: str | None = None
    occupation: str | None = None
    flags: tuple[str, ...] = ()
    agents: tuple[AgentDetails, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class EventDetails:
    """An event as it is filed. ``occurred_at`` is aware; ``involved_count`` counts people."""

    source: str
    title: str
    summary: str
    occurred_at: datetime
    region_code: str
    place: str
    involved_count: int
    scale: str | None = None
    demand: str = ""
    outside_number: str | None = None
    involved_units: str = ""
    type_hint: str | None = None
    parties_unknown: bool = False
    risk_inputs: dict[str, Any] = field(default_factory=dict)
    parties: tuple[PartyDetails, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TriageDecision:
    """What the dispatcher decides at triage: pathway, type, and the risk a person confirms."""

    pathway: str
    dispute_type: str | None = None
    cause_code: str | None = None
    cause_list_version: str | None = None
    risk_level: str | None = None
    risk_reason: str = ""
    notice: str = ""
    emergency_note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentGiven:
    """Claimants agreed to be handled together: how, on which day and on which paper, which several may share."""

    party_ids: tuple[UUID, ...]
    channel: str
    paper: str
    given_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class RosterMove:
    """One act of the claimant's workflow on one claimant or many."""

    act: str
    party_ids: tuple[UUID, ...]
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class GrantRequest:
    """Let a unit or a user see a matter."""

    matter_id: UUID
    ground: str
    unit_id: UUID | None = None
    user_id: UUID | None = None
    until: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportRequest:
    """A list to bring in: what kind it is, whence its matters came, and the unit they belong to."""

    kind: str
    unit_id: UUID
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MappingChoice:
    """How a list is read: a field for each column in order, and what holds for rows that do not say.

    ``place`` stands where a row names none; ``finished`` says that rows without a known word for it are over. ``name``
    remembers the choice for lists with the same heads.
    """

    columns: tuple[str, ...]
    keep_rest: bool = False
    place: str = ""
    parties_unknown: bool = False
    finished: bool = False
    name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LoweringProposal:
    """A lower level than the confirmed one, why, and the codes of the facts that ended."""

    to_level: str
    reason: str
    ended: tuple[str, ...] = ()
