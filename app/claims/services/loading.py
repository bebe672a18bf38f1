"""The schedule a service works on: locked, of a visible matter, and open where rows are changed."""

from __future__ import annotations

from uuid import UUID

from app.claims.errors import ScheduleNotOpen
from app.claims.models import ClaimRow, ClaimSchedule
from app.claims.types import ScheduleState
from app.core.db import db
from app.core.errors import NotFound
from app.core.permissions import Actor
from app.core.unit_of_work import lock
from app.intake.policies import require_may_act


def locked_schedule(schedule_id: UUID, version: int | None, actor: Actor) -> ClaimSchedule:
    """The row, locked; raises ``NotFound`` for a matter not granted to the actor, ``StaleVersion`` for an old one."""
    schedule = lock(ClaimSchedule, schedule_id, version)
    require_may_act(actor, schedule.matter_id)
    return schedule


def open_schedule_row(schedule_id: UUID, version: int | None, actor: Actor) -> ClaimSchedule:
    """The same, still being entered; raises ``ScheduleNotOpen`` once it was handed on."""
    schedule = locked_schedule(schedule_id, version, actor)
    if schedule.state != ScheduleState.DRAFT.value:
        raise ScheduleNotOpen()
    return schedule


def visible_row(row_id: UUID, actor: Actor) -> ClaimRow:
    """A worker's row of a visible matter; raises ``NotFound``."""
    row = db.session.get(ClaimRow, row_id)
    if row is None:
        raise NotFound()
    require_may_act(actor, row.matter_id)
    return row
