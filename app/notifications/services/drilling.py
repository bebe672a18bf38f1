"""Keeping a fire drill of the clocks: asked for from a page and done by the worker, or at once by a command."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from app.core import clock, jobs
from app.core.db import db
from app.core.errors import InvalidInput
from app.core.ids import new_id
from app.core.permissions import Actor, authorise
from app.core.text import msg
from app.core.unit_of_work import lock, unit_of_work
from app.notifications import permissions as may
from app.notifications.models import ClockDrill
from app.notifications.queries.drill import drill_limits, run_drill


def ask_drill(month: date, *, actor: Actor) -> ClockDrill:
    """Ask for the drill of a month; a job does it. Raises ``InvalidInput`` for a month that has not begun."""
    authorise(actor, may.DRILL_RUN)
    with unit_of_work(actor) as uow:
        row = _asked(month, actor)
        jobs.defer("notifications.drill", drill_id=str(row.id))
        uow.audit("clocks.drilled", "clock_drill", row.id, None, {"month": f"{month:%Y-%m}"})
        return row


def finish_drill(drill_id: UUID) -> None:
    """Do a drill that was asked for; a second run finds it done."""
    with unit_of_work(Actor.system()):
        row = lock(ClockDrill, drill_id)
        if row.done_at is None:
            _fill(row)


def _asked(month: date, actor: Actor) -> ClockDrill:
    first, limits = month.replace(day=1), drill_limits()
    if first > clock.today():
        raise InvalidInput({"month": [msg("这个月还没有到，请选择本月或者以前的月份。")]})
    if first.year < 2000:
        raise InvalidInput({"month": [msg("请选择2000年以后的月份。")]})
    row = ClockDrill(
        id=new_id(),
        month=first,
        asked_by_id=actor.user_id,
        asked_by_name=actor.name,
        per_desk=limits.per_desk,
        share=limits.share,
    )
    db.session.add(row)
    db.session.flush()
    return row


def drill_now(month: date, *, actor: Actor) -> ClockDrill:
    """Do the drill of a month at once and keep what it found. Raises ``InvalidInput``."""
    authorise(actor, may.DRILL_RUN)
    with unit_of_work(actor) as uow:
        row = _asked(month, actor)
        _fill(row)
        uow.audit("clocks.drilled", "clock_drill", row.id, None, {"month": f"{month:%Y-%m}"})
        return row


def _fill(row: ClockDrill) -> None:
    row.rows = [one.plain() for one in run_drill(row.month)]
    row.done_at = clock.now()
