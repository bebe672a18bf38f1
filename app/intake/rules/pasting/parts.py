"""What reading a pasted text finds: each value with the words it was read from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, time

from app.intake.types import PartyKind, PartyRole

BLANK = "\ue000"
#: Stands where a phone or an identity number was read.
NUMBER = "\ue001"


@dataclass(frozen=True, slots=True)
class Found:
    """A value and where in the narrowed text it stands."""

    value: str
    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount in fen."""

    fen: int
    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True)
class Days:
    """A day, or a span of days with both ends; the hour where one is said. ``noted`` is the word in front of it."""

    first: date
    last: date
    start: int
    end: int
    quote: str
    at: time | None = None
    noted: str = ""

    @property
    def written(self) -> str:
        """``2025-06-13`` or ``2024-03-01/2025-01-31``."""
        if self.first == self.last:
            return self.first.isoformat()
        return f"{self.first.isoformat()}/{self.last.isoformat()}"


@dataclass(frozen=True, slots=True)
class Named:
    """A person or an organisation; the role only where the text says it."""

    name: str
    kind: PartyKind
    start: int
    role: PartyRole | None = None
    phone: Found | None = None
    id_number: Found | None = None


@dataclass(frozen=True, slots=True)
class Note:
    """Everything read from one text. Doubtful numbers are shown and never filled in."""

    people: tuple[Named, ...] = ()
    other_phones: tuple[Found, ...] = ()
    other_id_numbers: tuple[Found, ...] = ()
    doubtful_id_numbers: tuple[Found, ...] = ()
    amounts: tuple[Amount, ...] = ()
    owed: Amount | None = None
    days: tuple[Days, ...] = ()
    occurred: Days | None = None
    town: Found | None = None
    place: Found | None = None
    dispute_type: Found | None = None
    people_count: Found | None = None
    source: Found | None = None
    outside_number: Found | None = None


@dataclass(slots=True)
class Reading:
    """A text while it is read: what one reader took is blanked for the next; positions stay."""

    text: str
    left: str = field(default="")

    def __post_init__(self) -> None:
        self.left = self.left or self.text

    def take(self, spans: Iterable[tuple[int, int]], mark: str = BLANK) -> None:
        """Blank what has been read."""
        for start, end in spans:
            self.left = self.left[:start] + mark * (end - start) + self.left[end:]

    def found(self, value: str, start: int, end: int) -> Found:
        """A value with its words."""
        return Found(value, start, end, self.text[start:end])


def with_role(one: Named, role: PartyRole | None) -> Named:
    """The same name with a role, unless it has one."""
    return one if one.role or role is None else replace(one, role=role)
