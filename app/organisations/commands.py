"""What a person gives to enter or change a unit, an authority-list entry or a court policy."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID


@dataclass(frozen=True, kw_only=True)
class UnitFields:
    """All that is kept of a unit; ``parent_id`` None is a root."""

    code: str
    kind: str
    name: str
    short_name: str
    region_code: str
    parent_id: UUID | None = None
    stationing_mode: str | None = None
    status: str = "active"
    phone: str = ""
    address: str = ""
    position: int = 0
    org_kind: str | None = None
    established_on: date | None = None
    filed_on: date | None = None
    notified_court: bool = False
    registration_no: str | None = None
    seal_name: str | None = None
    number_prefix: str | None = None
    court_code: str | None = None


@dataclass(frozen=True, kw_only=True)
class AuthorityEntryFields:
    """One item of the authority list."""

    code: str
    unit_id: UUID
    role: str
    dispute_types: tuple[str, ...]
    keywords: tuple[str, ...]
    text: str
    valid_from: date
    valid_to: date | None = None
    legal_basis: str = ""
    excluded: str = ""


@dataclass(frozen=True, kw_only=True)
class CourtPolicyFields:
    """What a court accepts; None where nobody has asked it yet."""

    accepts_self_mediated: bool | None = None
    accepts_administrative_alone: bool | None = None
    asks_pre_litigation_number: bool | None = None
    accepts_online_filing: bool | None = None
    guiding_judge_confirms: str = "warn"
    note: str = ""
