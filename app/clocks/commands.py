"""Inputs of more than a few fields."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Subject:
    """What a clock runs for: its kind (the workflow's), its id, and the matter it belongs to."""

    kind: str
    id: UUID
    matter_id: UUID | None


@dataclass(frozen=True, slots=True)
class YearDay:
    """One row of a year's arrangement as it is published: a day off, a statutory day, or a weekend that is worked."""

    on: date
    kind: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class YearArrangement:
    """A year's arrangement: the notice it comes from, and the days that are not what their weekday says."""

    year: int
    source: str
    days: Sequence[YearDay]
