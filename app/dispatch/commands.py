"""What dispatchers and units hand in, as frozen values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitTask:
    """A unit and what it is asked to do."""

    unit_id: UUID
    task: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DispatchDecision:
    """Who acts on a matter: one lead, any assistants. A choice other than the proposed one needs ``change_reason``."""

    lead: UnitTask | None = None
    assistants: tuple[UnitTask, ...] = ()
    change_reason: str = ""
    catch_all: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnDetails:
    """Why a unit sends an order back, what it cites, and who should have it instead."""

    code: str
    text: str
    basis: str = ""
    suggested_unit_id: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RulingDetails:
    """The centre's words on a return, and the basis they stand on."""

    text: str
    basis: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactDetails:
    """One contact with a party: when, how, and what was said."""

    contacted_at: datetime
    channel: str
    note: str
    party_id: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtensionDetails:
    """A wish for more time: the new day, why, and that the party was told."""

    until: date
    reason: str
    party_told_on: date | None = None
    party_told_by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedbackDetails:
    """The result of a unit's part: what was done, what proves it, and how the party was told."""

    result: str
    summary: str
    evidence: tuple[str, ...] = ()
    party_told_on: date | None = None
    party_told_by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyDetails:
    """Which unit reads a matter, and for what."""

    unit_id: UUID | None
    purpose: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SupervisionSubject:
    """What a supervision is about: the kind and id of a row, and its matter."""

    kind: str
    id: UUID
    matter_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class SupervisionDetails:
    """A supervision as it is issued. It speaks about progress and quality only, never about the outcome (三个规定)."""

    subject: SupervisionSubject
    unit_id: UUID
    cause: str
    facts: str
    requirements: tuple[str, ...] = ()
    level: str = "yellow"
    progress_only: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """One measure of a reply: what, who, until when."""

    measure: str
    owner: str
    due_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyDetails:
    """A unit's answer to a supervision."""

    cause: str
    progress: str
    measures: tuple[Measure, ...] = ()
    evidence: tuple[str, ...] = ()
    new_finish_on: date | None = None
    officer: str = ""
