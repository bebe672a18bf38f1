"""Facts of closure, in the past tense."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.core.events import DomainEvent


@dataclass(frozen=True, kw_only=True)
class VisitPlanned(DomainEvent):
    """A return visit is due."""

    due_on: date


@dataclass(frozen=True, kw_only=True)
class VisitPassed(DomainEvent):
    """The visit found the matter settled."""


@dataclass(frozen=True, kw_only=True)
class VisitFoundProblem(DomainEvent):
    """The visit found that something is not settled."""


@dataclass(frozen=True, kw_only=True)
class DossierFiled(DomainEvent):
    """The dossier is put together."""

    pages: int


@dataclass(frozen=True, kw_only=True)
class DossierArchived(DomainEvent):
    """The dossier was checked by another person and archived."""
