"""Reminders people set for themselves: set, put off, done; and rung once when their time has come."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import func, select

from app.accounts import queries as accounts
from app.core import clock
from app.core.db import db
from app.core.errors import Conflict, InvalidInput, NotFound, Refused
from app.core.ids import new_id
from app.core.permissions import Actor, authorise
from app.core.text import msg
from app.core.unit_of_work import UnitOfWork, lock, unit_of_work
from app.dispatch import queries as dispatch
from app.intake.policies import require_visible, seen_by
from app.notifications import permissions as may
from app.notifications.commands import PutOff, ReminderDetails
from app.notifications.events import ReminderDue
from app.notifications.models import Reminder
from app.notifications.rules.reminding import MOST_OPEN, faults_of_reminder, faults_of_time, put_off_until

REMINDER_KIND = "reminder"
MOST_AT_ONCE = 500


def set_reminder(details: ReminderDetails, *, actor: Actor) -> Reminder:
    """Remind oneself of a visible matter, or of an order of it, at a time.

    Raises ``NotFound`` for a matter one does not see, ``InvalidInput`` by field.
    """
    authorise(actor, may.REMIND_SELF)
    with unit_of_work(actor) as uow:
        require_visible(actor, details.matter_id)
        faults = faults_of_reminder(details.words, details.due_at, clock.now())
        if faults:
            raise InvalidInput(faults)
        if details.order_id is not None and dispatch.get_order(actor, details.order_id).matter_id != details.matter_id:
            raise NotFound()
        _require_room(actor)
        row = Reminder(
            id=new_id(), user_id=actor.user_id, unit_id=actor.unit_id, matter_id=details.matter_id,
            order_id=details.order_id, words=details.words.strip(), due_at=details.due_at, snoozes=0,
        )  # fmt: skip
        db.session.add(row)
        db.session.flush()
        uow.audit("notifications.set_reminder", REMINDER_KIND, row.id, None, {})
        return row


def _require_room(actor: Actor) -> None:
    statement = select(func.count()).where(Reminder.user_id == actor.user_id, Reminder.done_at.is_(None))
    if db.session.execute(statement).scalar_one() >= MOST_OPEN:
        raise Refused(msg("您已有{most}条没有完成的提醒，请先完成一些。", most=MOST_OPEN), code="too_many_reminders")


def snooze_reminder(reminder_id: UUID, details: PutOff, *, version: int | None = None, actor: Actor) -> None:
    """Let an own reminder come again later. Raises ``InvalidInput`` at ``until``, ``Conflict`` for one that is done."""
    authorise(actor, may.REMIND_SELF)
    with unit_of_work(actor) as uow:
        row = _own(reminder_id, version, actor)
        until = put_off_until(details.span, details.until, clock.now())
        faults = faults_of_time("until", until, clock.now())
        if faults:
            raise InvalidInput(faults)
        assert until is not None
        row.due_at, row.rung_at, row.snoozes = until, None, row.snoozes + 1
        row.touch()
        uow.audit("notifications.snooze_reminder", REMINDER_KIND, row.id, None, {})


def finish_reminder(reminder_id: UUID, *, version: int | None = None, actor: Actor) -> None:
    """Mark an own reminder done: it does not come any more."""
    authorise(actor, may.REMIND_SELF)
    with unit_of_work(actor) as uow:
        row = _own(reminder_id, version, actor)
        row.done_at = clock.now()
        row.touch()
        uow.audit("notifications.finish_reminder", REMINDER_KIND, row.id, None, {})


def _own(reminder_id: UUID, version: int | None, actor: Actor) -> Reminder:
    found = db.session.get(Reminder, reminder_id)
    if found is None or found.user_id != actor.user_id:
        raise NotFound()
    row = lock(Reminder, reminder_id, version)
    if row.done_at is not None:
        raise Conflict(msg("这条提醒已经完成。"), code="reminder_done")
    return row


def ring_reminders() -> int:
    """Ring every reminder whose time has come, each once; returns how many rang.

    Who no longer sees the matter is not reminded of it; the reminder counts as rung all the same.
    """
    statement = select(Reminder.id).where(
        Reminder.rung_at.is_(None), Reminder.done_at.is_(None), Reminder.due_at <= clock.now()
    )
    due = db.session.execute(statement.order_by(Reminder.due_at, Reminder.id).limit(MOST_AT_ONCE)).scalars().all()
    rung = 0
    for reminder_id in due:
        with unit_of_work(Actor.system()) as uow:
            rung += _ring(lock(Reminder, reminder_id), uow)
    return rung


def _ring(row: Reminder, uow: UnitOfWork) -> bool:
    if row.rung_at is not None or row.done_at is not None or row.due_at > clock.now():
        return False
    row.rung_at = clock.now()
    posts = [(one.user_id, one.unit_id, one.role) for one in accounts.colleagues(user_ids=[row.user_id])]
    if not seen_by(row.matter_id, posts):
        return False
    uow.record(
        ReminderDue(
            matter_id=None, subject_kind=REMINDER_KIND, subject_id=row.id, user_id=row.user_id, unit_id=row.unit_id
        )
    )
    return True
