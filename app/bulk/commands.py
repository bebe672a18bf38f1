"""What a person ticks and writes, as frozen values."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class ChosenRow:
    """A row as the person saw it."""

    id: UUID
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class BulkInputs:
    """What goes with every row: the words of a reminder or the purpose of a copy, and the unit that gets the copy."""

    words: str = ""
    unit_id: UUID | None = None
