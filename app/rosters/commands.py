"""What a person gives to put somebody on the roster."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from uuid import UUID

from app.rosters.types import DutyKind, ExchangeKind


@dataclass(frozen=True, kw_only=True)
class NewDuty:
    """One span of duty; without a unit it is for the person's own unit."""

    membership_id: UUID
    kind: DutyKind
    from_at: datetime
    until_at: datetime
    unit_id: UUID | None = None
    seat: str = ""


@dataclass(frozen=True, kw_only=True)
class NewExchange:
    """A duty is to change hands: to whom, and for which other duty when it is a swap."""

    duty_id: UUID
    kind: ExchangeKind
    taker_membership_id: UUID | None = None
    other_duty_id: UUID | None = None
    reason: str = ""


@dataclass(frozen=True, kw_only=True)
class NewSubstitution:
    """A colleague is to act in a post from one day to another, both included."""

    membership_id: UUID
    substitute_membership_id: UUID
    from_on: date
    until_on: date
    reason: str = ""


@dataclass(frozen=True, kw_only=True)
class HandoverText:
    """What the giver writes on a list: a general note, a remark by line, and lines of their own."""

    note: str = ""
    remarks: Mapping[UUID, str] = field(default_factory=dict)
    free_lines: Sequence[str] = ()


@dataclass(frozen=True, kw_only=True)
class NewNeed:
    """A desk that has to be staffed on weekdays (0 is Monday) between two times."""

    unit_id: UUID
    seat: str
    kind: DutyKind
    weekdays: tuple[int, ...]
    begins: time
    ends: time
    rest_days: bool = False
    from_on: date | None = None
