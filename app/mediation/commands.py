"""What a mediator hands in, as frozen values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class Application:
    """A mediation applied for before one organisation."""

    matter_id: UUID
    org_id: UUID
    origin: str
    request: str = ""
    court_referral_number: str | None = None
    received_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentDetails:
    """One answer that holds for all the parties named; each gets a row of its own."""

    party_ids: tuple[UUID, ...]
    answer: str
    channel: str
    answered_at: datetime
    e_service: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeDetails:
    """Rights and duties were read to all the parties named."""

    party_ids: tuple[UUID, ...]
    channel: str
    confirmed_at: datetime
    read_aloud: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PresentParty:
    """Who was in the room for a party."""

    party_id: UUID
    present: bool = True
    spoken_for_by: str | None = None
    left_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionDetails:
    """A sitting as it is recorded."""

    mode: str
    place: str
    started_at: datetime
    record: str = ""
    ended_at: datetime | None = None
    result: str | None = None
    recorder_name: str = ""
    attendance: tuple[PresentParty, ...] = ()
