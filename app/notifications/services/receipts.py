"""What the gateway reports of a message later, and the administrator's second start of one that failed."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select

from app.core import clock, jobs
from app.core.db import db
from app.core.errors import NotFound
from app.core.ids import new_id
from app.core.permissions import Actor, authorise
from app.core.text import msg
from app.core.unit_of_work import unit_of_work
from app.notifications import permissions as may
from app.notifications.commands import Receipt
from app.notifications.errors import NotFailed, ReceiptDiffers
from app.notifications.models import OutboundMessage
from app.notifications.services.sending import fail, locked_message
from app.notifications.types import Standing


def record_receipt(receipt: Receipt, *, actor: Actor) -> OutboundMessage:
    """Note that a message arrived or did not; the same receipt again changes nothing.

    A receipt may come before the worker noted that it gave the message away. Raises ``NotFound`` for an unknown key and
    ``ReceiptDiffers`` when the other end was told before.
    """
    authorise(actor, may.RECEIPT_RECORD)
    with unit_of_work(actor):
        row = _by_key(receipt.key)
        told = row.delivered_at is not None or row.failed_at is not None
        if told:
            if receipt.delivered != (row.delivered_at is not None):
                raise ReceiptDiffers()
            return row
        now = clock.now()
        row.handed_at = row.handed_at or now
        if receipt.delivered:
            row.delivered_at, row.problem, row.updated_at = receipt.at or now, None, now
        else:
            fail(row, msg("网关报告没有送达：{why}", why=receipt.reason) if receipt.reason else NOT_DELIVERED, now)
        return row


NOT_DELIVERED = msg("网关报告没有送达。")


def retry_message(message_id: UUID, *, actor: Actor) -> None:
    """Start a failed message anew, under a new key, so that the gateway takes it for another one.

    Raises ``NotFound``, and ``NotFailed`` for any other message.
    """
    authorise(actor, may.MESSAGES_RETRY)
    with unit_of_work(actor) as uow:
        row = locked_message(message_id)
        if row is None:
            raise NotFound()
        if row.standing is not Standing.FAILED:
            raise NotFailed()
        told = {"channel": row.channel, "problem": row.problem, "tries": row.tries}
        row.key, row.tries = new_id(), 0
        row.failed_at = row.handed_at = row.next_try_at = row.counted_on = None
        row.problem = row.provider_no = None
        row.updated_at = clock.now()
        jobs.defer("notifications.send", message_id=str(row.id))
        uow.audit("messages.retried", "outbound_message", row.id, None, told)


def _by_key(key: UUID) -> OutboundMessage:
    statement = select(OutboundMessage).where(OutboundMessage.key == key).with_for_update()
    row = db.session.execute(statement.execution_options(populate_existing=True)).scalar_one_or_none()
    if row is None:
        raise NotFound()
    return row
