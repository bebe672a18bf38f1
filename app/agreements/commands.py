"""What people hand in, as frozen values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from app.agreements.types.assignment import Defence, SetOff
from app.agreements.types.clauses import Clause


@dataclass(frozen=True, slots=True, kw_only=True)
class GeneralDraft:
    """A draft without prepared clauses; `oral` for the register of oral agreements."""

    matter_id: UUID
    oral: bool = False
    title: str = ""
    replaces_id: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AssignmentDraft:
    """A draft assignment of the wages in the frozen schedule of the matter."""

    matter_id: UUID
    assignee_id: UUID
    pay_by: date
    signing_on: date
    contract_title: str
    contract_no: str | None = None
    contract_from: date | None = None
    contract_to: date | None = None
    court: str | None = None
    debtor_signs: bool = True
    signing_place: str | None = None
    facts: str = ""
    disputed: str = ""
    responsibility: str = ""
    defences: tuple[Defence, ...] | None = ()
    setoffs: tuple[SetOff, ...] | None = ()
    replaces_id: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """What an edit replaces; None leaves a part as it is."""

    title: str | None = None
    facts: str | None = None
    disputed: str | None = None
    responsibility: str | None = None
    signing_on: date | None = None
    signing_place: str | None = None
    recorder: str | None = None
    clauses: tuple[Clause, ...] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Hands:
    """Signatures made at one time: party keys, or the mediator's, or the organisation's seal.

    ``everybody`` adds every natural person whose hand is still missing: they sign together in one room.
    """

    signer: str
    mode: str
    signed_at: datetime
    party_keys: tuple[str, ...] = ()
    everybody: bool = False
    identity_checked: bool = False
    agent: str | None = None
    place: str = ""
    device: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeDetails:
    """A notice of assignment as given, and the proof that it arrived."""

    sender: str
    mode: str
    receiver: str
    receiver_role: str
    sent_at: datetime
    arrived_at: datetime | None = None
    address: str | None = None
    reference: str = ""
    proof: str | None = None
    file_id: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """Part of a receipt for one duty, in fen; without a sum as much as fits."""

    obligation_id: UUID
    receipt_id: UUID
    amount_fen: int | None = None
