"""Hand-over lists: when one may be prepared, who is on duty next, and what stands first on it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Protocol, TypeVar
from uuid import UUID

from app.core.text import Message, msg
from app.rosters.types import OpenItem

#: How long after the next duty has begun a list may stay unsigned before it alarms, in minutes; a product setting [P].
SIGN_WITHIN_MINUTES = 30
#: How long after a duty has ended its list may still be prepared; a product setting [P].
PREPARE_AFTER = timedelta(hours=24)
#: How long after a duty has ended without a list what it left open is counted; a product setting [P].
LOOK_AFTER = timedelta(minutes=30)
MOST_LINES = 200
FOR_EVER = datetime.max.replace(tzinfo=UTC)
MOST_FREE_LINES = 30
LONGEST_LINE = 200
LONGEST_NOTE = 1_000

Faults = dict[str, list[Message]]


class Span(Protocol):
    """What is needed of a duty."""

    @property
    def user_id(self) -> UUID:
        """Whose it is."""

    @property
    def from_at(self) -> datetime:
        """Its beginning."""

    @property
    def until_at(self) -> datetime:
        """Its end."""


SpanT = TypeVar("SpanT", bound=Span)


def may_prepare(from_at: datetime, until_at: datetime, moment: datetime) -> bool:
    """Whether a list may be prepared: the duty runs, or ended within the last 24 hours."""
    return from_at <= moment < until_at + PREPARE_AFTER


def next_duty(leaving: Span, others: Iterable[SpanT]) -> SpanT | None:
    """The duty that takes over among those of the same unit and kind.

    It is the first that begins later, lasts longer and is somebody else's.
    """
    later = [
        one
        for one in others
        if one.user_id != leaving.user_id and one.from_at > leaving.from_at and one.until_at > leaving.until_at
    ]
    return min(later, key=lambda one: (one.from_at, one.until_at), default=None)


def alarm_at(begins: datetime, handed_at: datetime, minutes: int) -> datetime:
    """When an unsigned list alarms: so many minutes after the next duty began, or after it was handed over if later."""
    return max(begins, handed_at) + timedelta(minutes=minutes)


def sorted_items(items: Iterable[OpenItem]) -> tuple[list[OpenItem], int]:
    """The lines of a list, the earliest due first and those without a clock last, and how many did not fit."""
    found = sorted(items, key=lambda one: (one.due_at or FOR_EVER, one.number))
    return found[:MOST_LINES], max(0, len(found) - MOST_LINES)


def faults_of_text(note: str, remarks: Mapping[UUID, str], free_lines: Sequence[str], known: set[UUID]) -> Faults:
    """What is wrong with what the giver wrote, by field."""
    faults: Faults = {}
    if len(note) > LONGEST_NOTE:
        faults["note"] = [msg("最多{limit}个字。", limit=LONGEST_NOTE)]
    if len(free_lines) > MOST_FREE_LINES:
        faults["free_lines"] = [msg("最多{limit}条。", limit=MOST_FREE_LINES)]
    long = [number for number, line in enumerate(free_lines, start=1) if len(line) > LONGEST_LINE]
    if long:
        faults["free_lines"] = [msg("第{number}条太长，最多{limit}个字。", number=long[0], limit=LONGEST_LINE)]
    for line_id, remark in remarks.items():
        if line_id not in known:
            faults["remarks"] = [msg("清单已经更新，请重新核对。")]
        elif len(remark) > LONGEST_LINE:
            faults[f"remarks.{line_id}"] = [msg("最多{limit}个字。", limit=LONGEST_LINE)]
    return faults
