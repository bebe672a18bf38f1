"""Kinds of mediators, outcomes of a sign-in try, and small values that other contexts read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from app.core.permissions import Actor, Position, Role
from app.core.text import Message, msg


class MediatorKind(StrEnum):
    """By which title a mediator mediates (domain.md §1.2)."""

    PEOPLE = "people"
    INDUSTRY = "industry"
    ADMINISTRATIVE = "administrative"
    COURT_INVITED = "court_invited"
    LAWYER = "lawyer"
    COMMERCIAL = "commercial"

    @property
    def label(self) -> Message:
        """The title as staff say it."""
        return MEDIATOR_KIND_LABELS[self]


MEDIATOR_KIND_LABELS = {
    MediatorKind.PEOPLE: msg("人民调解员"),
    MediatorKind.INDUSTRY: msg("行业调解员"),
    MediatorKind.ADMINISTRATIVE: msg("行政调解员"),
    MediatorKind.COURT_INVITED: msg("特邀调解员"),
    MediatorKind.LAWYER: msg("律师调解员"),
    MediatorKind.COMMERCIAL: msg("商事调解员"),
}


class TryOutcome(StrEnum):
    """What became of a sign-in try; pending and failed ones count towards the lock."""

    PENDING = "pending"
    FAILED = "failed"
    SUCCEEDED = "succeeded"
    REFUSED = "refused"
    CLEARED = "cleared"


#: Tries with these outcomes count towards the lock.
COUNTED = (TryOutcome.PENDING.value, TryOutcome.FAILED.value)


class Language(StrEnum):
    """Languages a person may choose for the screen."""

    CHINESE = "zh_CN"
    ENGLISH = "en"


@dataclass(frozen=True, slots=True)
class Colleague:
    """A user under one membership, as other contexts need to name, choose or notify a person."""

    user_id: UUID
    membership_id: UUID
    unit_id: UUID
    name: str
    unit_name: str
    unit_code: str
    role: Role
    position: Position
    mediator_kind: MediatorKind | None
    on_roster: bool
    person_no: int


@dataclass(frozen=True, slots=True)
class SignedIn:
    """An open session: who acts, in which language, and what the person must do first."""

    actor: Actor
    session_id: UUID
    language: str
    must_change_password: bool
    memberships: int
    ends_at: datetime
    token: str = ""


@dataclass(frozen=True, slots=True)
class TokenBearer:
    """The actor behind an API token; the permissions are already narrowed to its scopes."""

    actor: Actor
    token_id: UUID
    language: str
