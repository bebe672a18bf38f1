"""Inputs of more than a few fields."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from app.clocks.types import YearArrangement, YearDay

__all__ = ["Subject", "YearArrangement", "YearDay"]


@dataclass(frozen=True, slots=True)
class Subject:
    """What a clock runs for: its kind (the workflow's), its id, and the matter it belongs to."""

    kind: str
    id: UUID
    matter_id: UUID | None
