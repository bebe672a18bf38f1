"""Facts of confirmation, in the past tense."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from app.core.events import DomainEvent


@dataclass(frozen=True, kw_only=True)
class ApplicationDrafted(DomainEvent):
    """An application was prepared from an agreement in effect."""


@dataclass(frozen=True, kw_only=True)
class ApplicationSubmitted(DomainEvent):
    """The parties' joint application went to the court."""

    court_id: UUID


@dataclass(frozen=True, kw_only=True)
class SupplementDemanded(DomainEvent):
    """The court asks for more papers."""


@dataclass(frozen=True, kw_only=True)
class SupplementHandedIn(DomainEvent):
    """They were handed in."""

    court_id: UUID


@dataclass(frozen=True, kw_only=True)
class ApplicationNotAccepted(DomainEvent):
    """The court did not accept the application (民诉法解释355)."""

    ground: str


@dataclass(frozen=True, kw_only=True)
class ApplicationAccepted(DomainEvent):
    """The court accepted the application under a number."""

    case_number: str


@dataclass(frozen=True, kw_only=True)
class ApplicationVerified(DomainEvent):
    """The court met all parties together (民诉法解释356)."""


@dataclass(frozen=True, kw_only=True)
class AgreementConfirmed(DomainEvent):
    """The court ruled that the agreement is valid (民诉法206)."""

    ruling_number: str


@dataclass(frozen=True, kw_only=True)
class ApplicationRejected(DomainEvent):
    """The court rejected the application (民诉法解释358, or 355 found later)."""

    ground: str


@dataclass(frozen=True, kw_only=True)
class ApplicationWithdrawn(DomainEvent):
    """The application was withdrawn or counts as withdrawn (民诉法解释357)."""


@dataclass(frozen=True, kw_only=True)
class GuidingJudgeAskedToConfirm(DomainEvent):
    """The judge who guided the mediation took the confirmation; the court was warned and chose."""

    judge_id: UUID
