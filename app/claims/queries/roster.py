"""A schedule as its page shows it: one line a worker, shares of the claimed months, what waits, what was noticed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from app.claims.models import ClaimRow, ClaimSchedule, FlowMonthRow
from app.claims.rules import Trace, trace_from
from app.claims.rules.trace import message_from
from app.claims.types import Level, Month
from app.core.money import half_up
from app.core.text import Message

TABS = ("all", "different", "waiting", "noted")


@dataclass(frozen=True, slots=True)
class Note:
    """Something noticed about a row, with its level."""

    level: Level
    message: Message


@dataclass(frozen=True, slots=True)
class FlowLine:
    """One month of flow with what the verification made of it."""

    flow: FlowMonthRow
    due_on: date | None
    in_arrears: bool
    is_claimed: bool


@dataclass(frozen=True, slots=True)
class RosterLine:
    """One worker's line."""

    row: ClaimRow
    shares: tuple[int | None, ...]
    explanations: tuple[Message, ...]
    notes: tuple[Note, ...]

    @property
    def age_to_check(self) -> bool:
        """Whether the only thing noticed is the age."""
        return any(found["code"] == "age_to_check" for found in self.row.report.get("findings", ()))

    @property
    def trace(self) -> Trace:
        """The calculation of the verified sum."""
        return trace_from(self.row.report["trace"])

    @property
    def months(self) -> list[FlowLine]:
        """The twelve months, with due days."""
        known = {month["month"]: month for month in self.row.report["months"]}
        return [_flow_line(flow, known.get(f"{flow.month:%Y-%m}")) for flow in self.row.flow]


@dataclass(frozen=True, slots=True)
class Roster:
    """All lines of a schedule and their sums."""

    schedule: ClaimSchedule
    months: tuple[Month, ...]
    lines: tuple[RosterLine, ...]
    share_totals: tuple[int, ...]
    notes: tuple[Note, ...]

    def in_tab(self, tab: str) -> Sequence[RosterLine]:
        """The lines of one tab."""
        return [line for line in self.lines if _belongs(line, tab)]

    def count(self, tab: str) -> int:
        """How many lines a tab has."""
        return len(self.in_tab(tab))

    @property
    def waiting(self) -> Sequence[RosterLine]:
        """Workers who have not yet accepted their difference."""
        return self.in_tab("waiting")

    @property
    def blocks(self) -> Sequence[Note]:
        """What stops the schedule, its own findings first."""
        notes = [*self.notes, *(note for line in self.lines for note in line.notes)]
        return [note for note in notes if note.level is Level.BLOCK]


def roster(schedule: ClaimSchedule) -> Roster:
    """The lines of a schedule, with what is owed of each claimed month, rounded for display only."""
    months = schedule.terms.claimed_months
    lines = tuple(_line(row, months) for row in schedule.rows)
    totals = tuple(sum(line.shares[at] or 0 for line in lines) for at in range(len(months)))
    return Roster(schedule, months, lines, totals, _notes(schedule.findings))


def _line(row: ClaimRow, months: Sequence[Month]) -> RosterLine:
    known = {month["month"]: month["arrears"] for month in row.report.get("months", ())}
    owed = [known.get(str(month)) for month in months]
    shares = tuple(None if one is None else half_up(Fraction(one)) for one in owed)
    sentences = tuple(message_from(one) for one in row.report.get("explanations", ()))
    return RosterLine(row, shares, sentences, _notes(row.report.get("findings", ())))


def _notes(findings: Iterable[dict[str, Any]]) -> tuple[Note, ...]:
    return tuple(Note(Level(found["level"]), message_from(found["message"])) for found in findings)


def _belongs(line: RosterLine, tab: str) -> bool:
    if tab == "different":
        return line.row.difference_fen != 0
    if tab == "waiting":
        return line.row.needs_acceptance
    return bool(line.notes) if tab == "noted" else True


def _flow_line(flow: FlowMonthRow, known: dict[str, Any] | None) -> FlowLine:
    if known is None:
        return FlowLine(flow, None, False, False)
    unpaid = known["unpaid"] and known["is_due"]
    return FlowLine(flow, date.fromisoformat(known["due_on"]), unpaid, known["arrears"] is not None)
