"""Reading one's notices, and putting one off with a reason."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import update

from app.core import clock
from app.core.db import db
from app.core.errors import Conflict, InvalidInput, NotFound
from app.core.permissions import Actor, authorise
from app.core.text import msg
from app.core.unit_of_work import lock, unit_of_work
from app.notifications import permissions as may
from app.notifications.commands import PutOff
from app.notifications.models import Notice
from app.notifications.rules.reminding import faults_of_time, put_off_until

REASON_LEAST = 2


def mark_read(notice_ids: Iterable[UUID] | None, *, actor: Actor) -> int:
    """Mark own notices read, those named or all; returns how many were unread before."""
    authorise(actor, may.READ_OWN)
    with unit_of_work(actor):
        statement = update(Notice).where(Notice.user_id == actor.user_id, Notice.read_at.is_(None))
        if notice_ids is not None:
            statement = statement.where(Notice.id.in_(list(notice_ids)))
        result = db.session.execute(
            statement.values(read_at=clock.now()).execution_options(synchronize_session=False).returning(Notice.id)
        )
        return len(result.scalars().all())


def put_off_notice(notice_id: UUID, details: PutOff, reason: str, *, actor: Actor) -> None:
    """Let an own notice count as unread again later, with a reason. Raises ``InvalidInput`` by field."""
    authorise(actor, may.READ_OWN)
    until = put_off_until(details.span, details.until, clock.now())
    faults = faults_of_time("until", until, clock.now())
    if len(reason.strip()) < REASON_LEAST:
        faults["reason"] = [msg("请写明理由，不少于{least}个字。", least=REASON_LEAST)]
    if faults:
        raise InvalidInput(faults)
    with unit_of_work(actor) as uow:
        row = lock(Notice, notice_id)
        if row.user_id != actor.user_id:
            raise NotFound()
        if row.read_at is not None:
            raise Conflict(msg("这条消息已读，不用推迟。"), code="notice_read")
        row.snoozed_until, row.snooze_reason = until, reason.strip()
        uow.audit("notifications.put_off", "notice", row.id, None, {})
