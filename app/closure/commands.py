"""What a visitor brings back."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyAnswer:
    """One party's answer, or that the party was not reached."""

    party_id: UUID
    reached: bool
    channel: str
    performed: bool | None = None
    satisfaction: int | None = None
    remark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitDetails:
    """What a visit found."""

    answers: tuple[PartyAnswer, ...]
    companion: str = ""
    new_dispute: str = ""
    escalation: str = ""
    measures: str = ""
