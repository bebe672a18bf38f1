"""The alarm of a list nobody signed in time, once; and the quiet mark on a duty that ended without one."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import Select, exists, select
from sqlalchemy.dialects.postgresql import insert

from app.accounts import services as account_services
from app.core import clock
from app.core.db import db
from app.core.permissions import Actor
from app.core.unit_of_work import unit_of_work
from app.rosters import rules
from app.rosters.events import HandoverUnsigned
from app.rosters.models import Duty, Handover, HandoverAlarm
from app.rosters.queries.handovers import overdue_handovers
from app.rosters.services.handovers import told
from app.rosters.services.open_items import open_items
from app.rosters.workflow import HANDOVER_KIND

AT_ONCE = 50


def raise_handover_alarms() -> int:
    """Tell the giver, the next one and the head of each list nobody signed in time; returns how many are new.

    The row of the alarm and its notices stand or fall together, so that a worker that was killed tells once.
    """
    raised = 0
    with unit_of_work(Actor.system()) as uow:
        late = overdue_handovers().where(Handover.id.not_in(select(HandoverAlarm.handover_id))).limit(AT_ONCE)
        rows = db.session.execute(select(Handover).where(Handover.id.in_(late)).with_for_update(skip_locked=True))
        for row in rows.scalars().all():
            alarm = insert(HandoverAlarm).values(handover_id=row.id, raised_at=clock.now())
            made = db.session.execute(alarm.on_conflict_do_nothing().returning(HandoverAlarm.handover_id))
            if row.state == "handed_over" and made.first() is not None:
                uow.record(HandoverUnsigned(matter_id=None, subject_kind=HANDOVER_KIND, subject_id=row.id, **told(row)))
                raised += 1
    return raised


def mark_duties_without_list() -> int:
    """Count what each duty left open that ended without a hand-over list; returns how many duties were looked at."""
    ended = [row.id for row in db.session.execute(_to_look_at())]
    for duty_id in ended:
        _mark(duty_id)
    return len(ended)


def _to_look_at() -> Select[UUID]:
    now = clock.now()
    handed = exists().where(Handover.duty_id == Duty.id, Handover.state != "draft")
    return (
        select(Duty.id)
        .where(Duty.left_open.is_(None), Duty.until_at <= now - rules.LOOK_AFTER)
        .where(Duty.until_at > now - rules.PREPARE_AFTER, ~handed)
        .order_by(Duty.until_at)
        .limit(AT_ONCE)
    )


def _mark(duty_id: UUID) -> None:
    """In a short transaction of its own; what it counts is what is open now for the one who left."""
    with unit_of_work(Actor.system()):
        duty = db.session.execute(
            select(Duty).where(Duty.id == duty_id, Duty.left_open.is_(None)).with_for_update(skip_locked=True)
        ).scalar_one_or_none()
        if duty is None:
            return
        duty.left_open = len(open_items(account_services.actor_in_post(duty.membership_id)))
