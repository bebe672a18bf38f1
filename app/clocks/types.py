"""The words of this context: units, lengths, rules, spans, and the deadline with its reasons."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import StrEnum

from app.core.calendar import DayKind
from app.core.text import Message, msg


class Unit(StrEnum):
    """The unit of a period: calendar days, working days, months, years or hours."""

    CALENDAR_DAYS = "C"
    WORKING_DAYS = "W"
    MONTHS = "M"
    YEARS = "Y"
    HOURS = "H"


class Regime(StrEnum):
    """Whose way of counting a rule follows; it decides which article stands beside each step."""

    CIVIL = "civil"
    PROCEDURE = "procedure"
    ADMINISTRATIVE = "administrative"
    WAGES = "wages"
    SETTING = "setting"


class Roll(StrEnum):
    """What happens when the last day is a rest day."""

    FORWARD = "forward"
    BACKWARD = "backward"


class Risk(StrEnum):
    """The four risk colours; product clocks have a length for each."""

    RED = "red"
    ORANGE = "orange"
    YELLOW = "yellow"
    BLUE = "blue"

    @property
    def label(self) -> Message:
        """The colour as staff say it."""
        return RISK_LABELS[self]


RISK_LABELS = {
    Risk.RED: msg("红色"),
    Risk.ORANGE: msg("橙色"),
    Risk.YELLOW: msg("黄色"),
    Risk.BLUE: msg("蓝色"),
}


@dataclass(frozen=True, slots=True)
class Length:
    """How long a period is, written as ``30C``, ``0.5H``, ``5W``, ``6M`` or ``2Y``."""

    amount: Decimal
    unit: Unit

    @classmethod
    def parse(cls, text: str) -> Length:
        """Read the written form; raises ``ValueError`` for anything else, and for part days, months or years."""
        amount, unit = Decimal(text[:-1]), Unit(text[-1])
        if amount < 0 or (unit is not Unit.HOURS and amount != amount.to_integral_value()):
            raise ValueError(f"not a length: {text}")
        return cls(amount, unit)

    def __str__(self) -> str:
        return f"{self.amount.normalize():f}{self.unit.value}"

    def plus(self, other: Length, times: int) -> Length:
        """This length with another of the same unit added so many times."""
        if other.unit is not self.unit:
            raise ValueError(f"{other} cannot lengthen {self}")
        return Length(self.amount + other.amount * times, self.unit)

    @property
    def count(self) -> int:
        """The amount in whole units."""
        return int(self.amount)

    @property
    def time(self) -> timedelta:
        """The length of a clock in hours."""
        return timedelta(minutes=int(self.amount * 60))

    @property
    def label(self) -> Message:
        """The length in words."""
        if self.unit is Unit.HOURS and self.amount < 1:
            return msg("{n}分钟", n=int(self.amount * 60))
        return msg(_LENGTH_TEXTS[self.unit].text, n=f"{self.amount.normalize():f}")


_LENGTH_TEXTS = {
    Unit.CALENDAR_DAYS: msg("{n}日"),
    Unit.WORKING_DAYS: msg("{n}个工作日"),
    Unit.MONTHS: msg("{n}个月"),
    Unit.YEARS: msg("{n}年"),
    Unit.HOURS: msg("{n}小时"),
}


@dataclass(frozen=True, slots=True)
class Rule:
    """One period: what starts it, its length (one, or one per risk colour), what its end means, on whose word.

    ``by_document`` lets a letter or order fix another length; ``extendable`` lets it be prolonged to a named day.
    """

    id: str
    name: str
    starts: str
    lengths: Mapping[str, Length]
    expiry: str
    basis: str
    evidence: str
    regime: Regime
    roll: Roll = Roll.FORWARD
    extension: Length | None = None
    extension_basis: str = ""
    suspendable: bool = False
    extendable: bool = False
    by_document: bool = False
    valid_from: date | None = None
    valid_to: date | None = None

    @property
    def is_law(self) -> bool:
        """Whether the period may be shown to people as law; every other one is a setting of the centre."""
        return self.regime is not Regime.SETTING and self.evidence in SURE_EVIDENCE

    @property
    def is_product(self) -> bool:
        """Whether the centre itself invented the clock; its hours run in duty time and its days end with duty."""
        return self.id.startswith("P")

    @property
    def by_colour(self) -> bool:
        """Whether the length depends on the risk colour."""
        return ANY_RISK not in self.lengths


ANY_RISK = ""
SURE_EVIDENCE = frozenset({"L✓", "S✓", "K sure"})


@dataclass(frozen=True, slots=True)
class Span:
    """A time in which a clock stood still, from the suspension to the resumption."""

    start: datetime
    end: datetime


@dataclass(frozen=True, slots=True)
class Terms:
    """What one particular clock adds to its rule: colour, a length fixed by a document, extensions, suspensions."""

    risk: Risk | None = None
    length: Length | None = None
    extensions: int = 0
    until: date | None = None
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Because:
    """One reason in the chain from the starting event to the date: the step, its day, and on whose word it stands."""

    step: Message
    source: str | Message
    on: date | None = None
    is_law: bool = True


@dataclass(frozen=True, slots=True)
class Deadline:
    """A computed date with everything needed to cross-examine it.

    ``due_at`` is the last instant still in time; ``raw_on`` the last day before rolling; ``advised_on`` five
    working days before a legal end; ``safe_on`` the day to keep when the legal end was reached only by rolling over
    an adjusted rest day; ``in_duty`` says that its share is measured in duty time.
    """

    rule_id: str
    is_law: bool
    unit: Unit
    started_at: datetime
    due_at: datetime
    due_on: date
    raw_on: date
    provisional: bool
    because: tuple[Because, ...]
    timed: bool = False
    in_duty: bool = False
    advised_on: date | None = None
    safe_on: date | None = None
    rolled_over: tuple[tuple[date, DayKind], ...] = field(default=())


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
