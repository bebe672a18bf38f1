"""The sweep: clocks whose next rung has come are told, each rung once, each in a transaction of its own."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, select
from sqlalchemy.dialects.postgresql import insert

from app.clocks.events import ClockBreached, ClockRungReached
from app.clocks.models import ClockAlert, DeadlineRow
from app.clocks.queries.views import times_of
from app.clocks.rules.rungs import DUE, RUNGS
from app.clocks.services.computing import point_at_next_rung
from app.core import clock
from app.core.db import db
from app.core.permissions import Actor
from app.core.unit_of_work import UnitOfWork, unit_of_work

AT_ONCE = 1000
log = logging.getLogger(__name__)


def due_clocks(now: datetime, limit: int = AT_ONCE) -> Sequence[UUID]:
    """The running clocks whose next rung has come, earliest first."""
    query = select(DeadlineRow.id).where(*_ticking(now)).order_by(DeadlineRow.next_alert_at, DeadlineRow.id)
    return db.session.scalars(query.limit(limit)).all()


def sweep_clocks(now: datetime | None = None) -> int:
    """Tell every rung that has come since the last sweep; returns how many clocks were told.

    Safe to run twice at once: a clock is locked and looked at again, and a rung's row can exist only once. A clock
    whose reactions fail is left as it was and tried again at the next sweep; the others go on.
    """
    at = now or clock.now()
    told = 0
    for deadline_id in due_clocks(at):
        try:
            told += _tell(deadline_id, at)
        except Exception:
            log.exception("clock %s could not be told", deadline_id)
    return told


def _tell(deadline_id: UUID, now: datetime) -> int:
    with unit_of_work(Actor.system()) as uow:
        query = select(DeadlineRow).where(DeadlineRow.id == deadline_id, *_ticking(now))
        options = {"populate_existing": True}
        row = db.session.scalar(query.with_for_update(skip_locked=True).execution_options(**options))
        if row is None:
            return 0
        while row.next_rung and row.next_alert_at and row.next_alert_at < now and row.stopped_at is None:
            _tell_rung(uow, row, row.next_rung)
    return 1


def _tell_rung(uow: UnitOfWork, row: DeadlineRow, rung: int) -> None:
    later = [step for step in RUNGS if step > rung]
    point_at_next_rung(row, later[0] if later else None)
    mine = insert(ClockAlert).values(deadline_id=row.id, rung=rung, reached_at=times_of(row)[rung], told_at=clock.now())
    first = db.session.scalar(mine.on_conflict_do_nothing().returning(ClockAlert.rung))
    if first is None:
        return
    fields: dict[str, Any] = {
        "matter_id": row.matter_id,
        "subject_kind": row.subject_kind,
        "subject_id": row.subject_id,
        "deadline_id": row.id,
        "rule_id": row.rule_id,
        "risk": row.risk,
        "due_at": row.due_at,
    }
    breached = rung >= DUE and row.breached_at is None
    if breached:
        row.breached_at = clock.now()
        row.touch()
    db.session.flush()
    if breached:
        uow.record(ClockBreached(**fields))
    uow.record(ClockRungReached(rung=rung, rule_name=row.rule_name, **fields))


def _ticking(now: datetime) -> tuple[ColumnElement[bool], ...]:
    return (DeadlineRow.stopped_at.is_(None), DeadlineRow.suspended_at.is_(None), DeadlineRow.next_alert_at < now)
