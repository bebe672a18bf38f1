"""Facts of agreements, in the past tense."""

from __future__ import annotations

from dataclasses import dataclass

from app.core.events import DomainEvent


@dataclass(frozen=True, kw_only=True)
class AgreementDrafted(DomainEvent):
    """A draft was begun."""

    agreement_kind: str


@dataclass(frozen=True, kw_only=True)
class AgreementFrozen(DomainEvent):
    """Content, wording and document stand under one digest and wait for signatures."""

    edition: int
    digest: str


@dataclass(frozen=True, kw_only=True)
class AgreementReopened(DomainEvent):
    """A frozen agreement was opened for change; its signatures are void."""

    voided_signatures: int


@dataclass(frozen=True, kw_only=True)
class AgreementSigned(DomainEvent):
    """One or more hands were added to the frozen agreement."""

    signers: tuple[str, ...]
    missing: int


@dataclass(frozen=True, kw_only=True)
class AgreementTookEffect(DomainEvent):
    """The last required hand is there, or the oral agreement was noted; the thirty days of 民诉法205 begin."""

    effective_at: str
    form: str


@dataclass(frozen=True, kw_only=True)
class AgreementLapsed(DomainEvent):
    """The agreement ended without performance by it: paid before, or the assignee did not pay in time."""

    cause: str


@dataclass(frozen=True, kw_only=True)
class ObligationPerformed(DomainEvent):
    """Money was allocated to a duty, or an act was done."""

    paid_fen: int
    outstanding_fen: int


@dataclass(frozen=True, kw_only=True)
class AgreementPerformed(DomainEvent):
    """Every duty of the agreement is fulfilled."""

    performed_on: str


@dataclass(frozen=True, kw_only=True)
class PerformanceOverdue(DomainEvent):
    """A due date passed and something is still owed."""

    outstanding_fen: int


@dataclass(frozen=True, kw_only=True)
class AssignmentNotified(DomainEvent):
    """A notice of assignment was recorded, with or without proof that it arrived."""

    proven: bool


@dataclass(frozen=True, kw_only=True)
class LintOverridden(DomainEvent):
    """The director let a blocking finding pass, with a reason that is printed."""

    rule: str


@dataclass(frozen=True, kw_only=True)
class PerformanceCertified(DomainEvent):
    """A certificate of voluntary performance was issued."""

    number: str
    amount_fen: int


@dataclass(frozen=True, kw_only=True)
class AgreementMoved(DomainEvent):
    """The agreement was replaced, declared invalid, taken to another route, or closed."""

    to: str
