"""What the mediator asks and what the judge answers, as frozen values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestDetails:
    """A question with its facts. ``attached`` names evidence and documents of the file by id."""

    matter_id: UUID
    facts_agreed: str
    questions: tuple[str, ...]
    mediation_id: UUID | None = None
    facts_disputed: str = ""
    law_considered: str = ""
    plans_considered: str = ""
    urgency: str = "normal"
    needed_by: datetime | None = None
    attached: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class OpinionDetails:
    """An answer. ``articles`` are codes of the law table."""

    plan: str
    risks: str
    articles: tuple[str, ...]
    facts_relied_on: str = ""
    drafting_notes: str = ""
