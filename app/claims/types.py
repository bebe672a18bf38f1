"""The words claims are made of: months, workers, flow months, terms of pay, findings, and their levels."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from fractions import Fraction

from app.core.text import Message, msg

NO_DAYS = Fraction(0)
WINDOW_MONTHS = 12
"""How many months of wage flow are looked at, by the practice of the Fangshan centre; not a legal number."""

_MONTH = re.compile(r"(20[0-9]{2})\s*[-./年]?\s*(1[0-2]|0?[1-9])\s*月?")


@dataclass(frozen=True, order=True, slots=True)
class Month:
    """A calendar month."""

    year: int
    month: int

    def __post_init__(self) -> None:
        if not 1 <= self.month <= 12:
            raise ValueError(f"no month {self.month}")

    def __str__(self) -> str:
        return f"{self.year:04d}-{self.month:02d}"

    def plus(self, months: int) -> Month:
        """The month so many months later, or earlier for a negative number."""
        index = self.year * 12 + self.month - 1 + months
        return Month(index // 12, index % 12 + 1)

    def until(self, last: Month) -> Iterator[Month]:
        """Every month from this one to the last, both included."""
        month = self
        while month <= last:
            yield month
            month = month.plus(1)

    @property
    def first_day(self) -> date:
        """The first day of the month."""
        return date(self.year, self.month, 1)

    @property
    def last_day(self) -> date:
        """The last day of the month."""
        return self.plus(1).first_day - timedelta(days=1)

    def day(self, number: int) -> date:
        """A day of the month by number, the last day where the month is shorter."""
        return date(self.year, self.month, min(number, self.last_day.day))

    @property
    def label(self) -> Message:
        """The month as people write it."""
        return msg("{year}年{month}月", year=str(self.year), month=str(self.month))

    @classmethod
    def of(cls, day: date) -> Month:
        """The month a day lies in."""
        return cls(day.year, day.month)

    @classmethod
    def parse(cls, text: str) -> Month | None:
        """Read 2025-05, 2025.5, 202505 or 2025年5月; nothing for anything else."""
        match = _MONTH.fullmatch(text.strip())
        return cls(int(match[1]), int(match[2])) if match else None


class Level(StrEnum):
    """How much a finding matters: it stops the schedule, asks to be looked at, or only tells."""

    BLOCK = "block"
    WARN = "warn"
    NOTE = "note"

    @property
    def label(self) -> Message:
        """The level as people say it."""
        return _LEVEL_LABELS[self]


_LEVEL_LABELS = {Level.BLOCK: msg("须先解决"), Level.WARN: msg("请核对"), Level.NOTE: msg("提示")}


class Employment(StrEnum):
    """How much of a month a worker was employed."""

    FULL = "full"
    PART = "part"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing the verification noticed about a worker or a schedule; `month` where it belongs to one."""

    level: Level
    code: str
    message: Message
    month: Month | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowMonth:
    """One month of a worker's wage flow and attendance, as the payroll, the bank and the attendance sheet say.

    `due_fen` is the payroll's figure, an input, never a result of ours. `attendance_days` are days really worked;
    statutory holidays that are paid stand apart in `paid_statutory_days`. `deduction_fen` are advances and deductions.
    """

    month: Month
    due_fen: int
    paid_fen: int
    paid_on: date | None = None
    attendance_days: Fraction | None = None
    unpaid_leave_days: Fraction = NO_DAYS
    paid_statutory_days: Fraction = NO_DAYS
    holiday_overtime_days: Fraction = NO_DAYS
    deduction_fen: int = 0
    note: str = ""

    @property
    def is_unpaid(self) -> bool:
        """Whether less was paid than the payroll says was due."""
        return self.paid_fen < self.due_fen


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkerClaim:
    """One worker of a schedule: who it is, the agreed monthly wage, the sum claimed, and the months on record."""

    number: int
    name: str
    job: str
    id_number: str
    monthly_wage_fen: int
    claimed_fen: int
    account: str = ""
    account_name: str = ""
    phone: str = ""
    bank: str = ""
    hired_on: date | None = None
    left_on: date | None = None
    flow: tuple[FlowMonth, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class WageTerms:
    """The terms all workers of a schedule share: the employer, the pay day, and the months that are claimed.

    `pay_offset` says in which month wages are paid: 0 the same month, 1 the next.
    """

    employer: str
    first_month: Month
    last_month: Month
    employer_uscc: str = ""
    pay_day: int = 15
    pay_offset: int = 1

    @property
    def claimed_months(self) -> tuple[Month, ...]:
        """The months that are claimed."""
        return tuple(self.first_month.until(self.last_month))

    @property
    def window(self) -> tuple[Month, ...]:
        """The twelve months whose flow is looked at, ending with the last month claimed."""
        return tuple(self.last_month.plus(1 - WINDOW_MONTHS).until(self.last_month))


class ScheduleState(StrEnum):
    """Where a schedule stands."""

    DRAFT = "draft"
    ENTERED = "entered"
    VERIFIED = "verified"
    SECOND_CHECKED = "second_checked"
    FROZEN = "frozen"


class AcceptanceChannel(StrEnum):
    """How a worker said that a difference is accepted."""

    SIGNED = "signed"
    ON_SITE = "on_site"
    PHONE = "phone"
    MESSAGE = "message"

    @property
    def label(self) -> Message:
        """The way as people say it."""
        return _CHANNEL_LABELS[self]


_CHANNEL_LABELS = {
    AcceptanceChannel.SIGNED: msg("本人书面签字"),
    AcceptanceChannel.ON_SITE: msg("当面口头，当场记录"),
    AcceptanceChannel.PHONE: msg("电话回访记录"),
    AcceptanceChannel.MESSAGE: msg("短信回复"),
}


class PaymentWay(StrEnum):
    """How money reached the payee."""

    BANK = "bank"
    CASH = "cash"

    @property
    def label(self) -> Message:
        """The way as people say it."""
        return _WAY_LABELS[self]


_WAY_LABELS = {PaymentWay.BANK: msg("银行转账"), PaymentWay.CASH: msg("现金")}


@dataclass(frozen=True, slots=True, kw_only=True)
class ScheduleFacts:
    """What the conditions of a schedule look at, gathered from the record before an act."""

    rows: int = 0
    blocks: tuple[Message, ...] = ()
    unaccepted: tuple[str, ...] = ()
    claimed_elsewhere: tuple[str, ...] = ()
    mediator_ids: frozenset[object] = frozenset()
    in_human_resources: bool = False
    agreed_figures: bool = True
