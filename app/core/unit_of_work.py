"""One transaction, from click to commit: change, event, reactions, audit row and jobs stand or fall together."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import select

from app.core import clock, events, jobs
from app.core.db import db
from app.core.errors import NotFound, StaleVersion
from app.core.events import DomainEvent
from app.core.ids import new_id
from app.core.models import RecordedEvent
from app.core.permissions import Actor

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class AuditNote:
    """What the trail will say of one act; written by the audit context just before commit."""

    action: str
    subject_kind: str
    subject_id: UUID
    matter_id: UUID | None
    details: dict[str, Any]
    actor: Actor


@dataclass
class UnitOfWork:
    """The open transaction: records events, collects audit notes and defers jobs on its own connection."""

    actor: Actor
    notes: list[AuditNote] = field(default_factory=list)
    recorded: list[RecordedEvent] = field(default_factory=list)
    last: dict[Hashable, Callable[[], None]] = field(default_factory=dict)

    def record(self, event: DomainEvent) -> UUID:
        """Store the event, run its reactions in this transaction, and note it for the trail; returns the event's id."""
        row = RecordedEvent(
            id=new_id(),
            name=event.name,
            matter_id=event.matter_id,
            subject_kind=event.subject_kind,
            subject_id=event.subject_id,
            payload=event.payload(),
            recorded_at=clock.now(),
        )
        db.session.add(row)
        self.recorded.append(row)
        self.audit(event.name, event.subject_kind, event.subject_id, event.matter_id, row.payload)
        for reaction in events.reactions_to(event):
            reaction(event, self.actor)
        return row.id

    def audit(
        self, action: str, subject_kind: str, subject_id: UUID, matter_id: UUID | None, details: dict[str, Any]
    ) -> None:
        """Leave a trace of an act that changes something without an event of its own."""
        self.notes.append(AuditNote(action, subject_kind, subject_id, matter_id, details, self.actor))

    def at_last(self, key: Hashable, work: Callable[[], None]) -> None:
        """Do something once before the transaction ends, however often it is asked for under one key."""
        self.last[key] = work


AuditWriter = Callable[[list[AuditNote]], None]

_open: ContextVar[UnitOfWork | None] = ContextVar("open_unit_of_work", default=None)
_writers: list[AuditWriter] = []


def use_audit_writer(writer: AuditWriter) -> None:
    """Install the function that appends notes to the hash chains, last thing before commit."""
    _writers[:] = [writer]


def current() -> UnitOfWork:
    """The open unit of work; raises when a service forgot to open one."""
    uow = _open.get()
    if uow is None:
        raise RuntimeError("no unit of work is open")
    return uow


@contextmanager
def unit_of_work(actor: Actor) -> Iterator[UnitOfWork]:
    """Open a transaction in the actor's name, or join the one already open; commits once, at the outermost end."""
    outer = _open.get()
    if outer is not None:
        yield outer
        return
    uow = UnitOfWork(actor)
    token = _open.set(uow)
    try:
        yield uow
        _seal(uow)
        db.session.commit()
    except BaseException:
        db.session.rollback()
        raise
    finally:
        _open.reset(token)


def _seal(uow: UnitOfWork) -> None:
    """Do what waited for the end, flush, defer one job per subscriber of each event, and append the trail last."""
    db.session.flush()
    for work in uow.last.values():
        work()
    for row in uow.recorded:
        for subscriber in events.subscribers_to(row.name):
            jobs.defer("core.run_subscriber", event_id=str(row.id), subscriber=subscriber)
    if uow.notes:
        for writer in _writers:
            writer(uow.notes)
        db.session.flush()


def lock(model: type[Row], row_id: UUID, version: int | None = None) -> Row:
    """The row, locked until commit and freshly read.

    Raises ``NotFound``, or ``StaleVersion`` when the person saw another version than the present one.
    """
    statement = select(model).where(model.id == row_id).with_for_update()  # type: ignore[attr-defined]
    row = db.session.execute(statement.execution_options(populate_existing=True)).scalar_one_or_none()
    if row is None:
        raise NotFound()
    if version is not None and row.version != version:  # type: ignore[attr-defined]
        raise StaleVersion(version, row.version, row=row)  # type: ignore[attr-defined]
    return row
