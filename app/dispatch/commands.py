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


@dataclass(frozen=True, slots=True, kw_only=True)
class CalledUnit:
    """A unit that is whistled for, and why it is needed."""

    unit_id: UUID
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class WhistleDetails:
    """A whistle as it is blown: where, when, what is needed, who must come, how urgent."""

    place: str
    meet_at: datetime | None
    needs: str
    units: tuple[CalledUnit, ...] = ()
    urgent: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ComingDetails:
    """Who comes for a unit, and when."""

    coming: str
    expected_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitResult:
    """What a unit that was whistled for did, in short."""

    unit_id: UUID
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Invitation:
    """A unit that is asked to a consultation, who from there, and whether it only advises."""

    unit_id: UUID
    person: str = ""
    adviser: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingDetails:
    """A consultation as it is called: topic, chair, when and where, who attends, what is to be settled."""

    title: str
    chair_id: UUID | None
    meet_at: datetime | None
    place: str
    online: bool = False
    issues: tuple[str, ...] = ()
    attendees: tuple[Invitation, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Attendance:
    """Whether a unit was there, who for it, and what it said: an opinion under its name, no decision."""

    unit_id: UUID
    present: bool | None = None
    names: str = ""
    opinion: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreedItem:
    """Something to be done after a consultation: what, by which unit and person, until when."""

    words: str
    unit_id: UUID | None
    person: str
    due_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class MinutesDetails:
    """The minutes: when it was held, who was there and said what, what was decided, who does what."""

    held_at: datetime | None
    summary: str = ""
    attendances: tuple[Attendance, ...] = ()
    decisions: tuple[str, ...] = ()
    items: tuple[AgreedItem, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedSigner:
    """Who is asked to countersign until when: a unit, or with ``person`` one officer of it by name."""

    unit_id: UUID | None
    person: str = ""
    due_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CountersignDetails:
    """A countersign as it is asked for: what is to be agreed to, by whom until when, and how the answers count.

    ``due_at`` is for every signer without a time of its own.
    """

    asked: str
    due_at: datetime | None = None
    signers: tuple[AskedSigner, ...] = ()
    mode: str = "all"
    order: str = "parallel"


@dataclass(frozen=True, slots=True, kw_only=True)
class SignerAdded:
    """One more signer, before or after one who is there already, and why."""

    signer: AskedSigner
    beside_id: UUID | None = None
    before: bool = False
    reason: str = ""
