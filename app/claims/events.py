"""What has happened to a schedule, to a worker's row, and to money of a matter."""

from __future__ import annotations

from dataclasses import dataclass

from app.core.events import DomainEvent

SCHEDULE, ROW, RECEIPT = "claim_schedule", "claim_row", "receipt"


@dataclass(frozen=True, kw_only=True)
class ScheduleOpened(DomainEvent):
    """A schedule was begun."""


@dataclass(frozen=True, kw_only=True)
class ScheduleImported(DomainEvent):
    """The rows of a schedule were replaced from a spreadsheet."""

    workers: int
    claimed_fen: int


@dataclass(frozen=True, kw_only=True)
class ImportUndone(DomainEvent):
    """The last import was taken back."""

    workers: int


@dataclass(frozen=True, kw_only=True)
class ScheduleEntered(DomainEvent):
    """The mediator handed the schedule to human resources."""

    workers: int
    claimed_fen: int


@dataclass(frozen=True, kw_only=True)
class ScheduleVerified(DomainEvent):
    """An officer of human resources verified the schedule."""

    workers: int
    claimed_fen: int
    verified_fen: int


@dataclass(frozen=True, kw_only=True)
class ScheduleSecondChecked(DomainEvent):
    """Another officer checked the schedule a second time."""

    verified_fen: int


@dataclass(frozen=True, kw_only=True)
class ScheduleSentBack(DomainEvent):
    """The schedule went back to the mediator to be corrected."""


@dataclass(frozen=True, kw_only=True)
class ScheduleFrozen(DomainEvent):
    """The schedule was frozen: from now on its figures stand under this digest."""

    edition: int
    digest: str
    verified_fen: int


@dataclass(frozen=True, kw_only=True)
class ScheduleReopened(DomainEvent):
    """A checked or frozen schedule was opened again; its frozen editions stay."""


@dataclass(frozen=True, kw_only=True)
class DifferenceAccepted(DomainEvent):
    """A worker accepted that less, or more, was verified than claimed."""

    number: int
    difference_fen: int
    channel: str


@dataclass(frozen=True, kw_only=True)
class ReceiptRecorded(DomainEvent):
    """Money that moved in the matter was recorded."""

    amount_fen: int
    paid_on: str
    payee: str
    row_id: str | None


@dataclass(frozen=True, kw_only=True)
class ReceiptVoided(DomainEvent):
    """A receipt recorded by mistake was struck out."""

    amount_fen: int
    payee: str
