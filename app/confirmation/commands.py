"""What centre and court hand in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class WillDetails:
    """The parties named join the application; each paper signed at the time given."""

    party_ids: tuple[UUID, ...]
    joined_at: datetime
    commitment: bool = True
    address: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class SupplementDetails:
    """What the court asks for, and until when."""

    note: str
    until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class VerificationDetails:
    """The meeting with all parties."""

    mode: str
    held_at: datetime
    present: tuple[UUID, ...]
    answers: dict[str, str]
