"""A column: its words on the page, its heads and cells in a file. What both need of the rows is gathered once."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from app.core.text import Message, msg
from app.intake.models import Event
from app.intake.types import DisputeType, RiskLevel, Source

#: What may stand in a cell of a file.
Cell = str | int | datetime | None
#: What the rows of a page or of a batch of a file need besides themselves, by name.
Facts = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a list. ``heads`` and ``cells`` are those of the list as a file: one or more beside each other."""

    name: str
    label: Message
    heads: tuple[Message, ...]
    cells: Callable[[Any, Facts], Sequence[Cell]]


def risk_cells(event: Event) -> tuple[Cell, Cell]:
    """Level and points; nothing for a risk that nobody confirmed."""
    return (str(RiskLevel(event.risk_level).label), event.risk_score) if event.risk_level else (None, None)


def wait_cells(row: Any, facts: Facts) -> tuple[Cell, ...]:
    """Who must act next, with what, since when."""
    wait = facts["waits"].get(row.id)
    return (str(wait.who), str(wait.act), wait.since) if wait is not None else (None, None, None)


def clock_cells(row: Any, facts: Facts) -> tuple[Cell, ...]:
    """The most urgent clock and when it is due."""
    first = next(iter(facts["views"].get(row.id, ())), None)
    return (first.name, first.due_at) if first is not None else ("", None)


def type_cells(event: Event, _facts: Facts) -> tuple[Cell, ...]:
    """The kind of dispute, once it is known."""
    return (str(DisputeType(event.dispute.dispute_type).label) if event.dispute is not None else None,)


def source_cells(event: Event, _facts: Facts) -> tuple[Cell, ...]:
    """Where the event came from."""
    return (str(Source(event.source).label),)


RISK_HEADS = (msg("风险等级"), msg("风险分"))
WAIT = Column("wait", msg("等谁办"), (msg("等谁办"), msg("待办"), msg("自何时")), wait_cells)
CLOCK = Column("clock", msg("时限"), (msg("时限"), msg("到期")), clock_cells)
TYPE = Column("type", msg("类型"), (msg("类型"),), type_cells)
SOURCE = Column("source", msg("来源"), (msg("来源"),), source_cells)
CAME = Column("came", msg("上报时间"), (msg("上报时间"),), lambda event, _facts: (event.created_at,))
