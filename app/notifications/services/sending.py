"""Handing one message to the gateway: claimed in one transaction, given away outside of any, noted in another.

A worker that dies in between leaves the claim behind; the next one gives the message away again under the same key.
"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from app.accounts import queries as accounts
from app.core import clock, jobs
from app.core.clock import local
from app.core.db import db
from app.core.permissions import Actor
from app.core.text import Message, as_written
from app.core.unit_of_work import unit_of_work
from app.notifications.gateways import GatewayTrouble, gateway
from app.notifications.models import OutboundMessage
from app.notifications.rules.outbound import TEMPLATES, address_of
from app.notifications.rules.sending import pause_after
from app.notifications.services.limits import counted, morning_after, opens_again
from app.notifications.types import Channel, Contact, Held, Outgoing, Standing

LONGEST_PROBLEM = 200


def send_message(message_id: UUID) -> None:
    """Send a message that waits, unless the hour, a cap or test mode holds it back.

    A try that failed is made again after a pause; the last one that fails ends the message. Running it twice, or after
    a crash, gives the gateway the same key.
    """
    outgoing = _claim(message_id)
    if outgoing is None:
        return
    try:
        number = gateway().hand_over(outgoing)
    except GatewayTrouble as trouble:
        _note_trouble(message_id, outgoing.key, trouble)
    else:
        _note_handed_over(message_id, outgoing.key, number)


def _claim(message_id: UUID) -> Outgoing | None:
    with unit_of_work(Actor.system()):
        row, now = locked_message(message_id), clock.now()
        if row is None or row.standing is not Standing.WAITING or _not_yet(row, now):
            return None
        row.updated_at = now
        address = _checked(row, now)
        if address is None:
            return None
        row.tries, row.tried_at, row.address = row.tries + 1, now, address
        return Outgoing(row.key, Channel(row.channel), address, text_of(row), row.template, again=row.tries > 1)


def _not_yet(row: OutboundMessage, now: datetime) -> bool:
    """A job that comes before the pause is over has a later one behind it."""
    return row.next_try_at is not None and row.next_try_at > now


def _checked(row: OutboundMessage, now: datetime) -> str | None:
    """The address the message goes to now; nothing when it fails for want of one or is held back."""
    phone, email, gone = accounts.contact_of(row.user_id)
    address, why_not = address_of(Contact(phone, email, gone), Channel(row.channel))
    if why_not is not None:
        fail(row, why_not, now)
        return None
    if not gateway().sends:
        hold(row, Held.TEST_MODE, None)
        return None
    return address if _may_go(row, now) else None


def _may_go(row: OutboundMessage, now: datetime) -> bool:
    """Whether neither the hour nor a cap holds it back; a message is counted once, at its first try."""
    opening = now if row.red else opens_again(now)
    if opening > now:
        hold(row, Held.QUIET, opening)
        return False
    if row.counted_on is None:
        over = counted(row.user_id, red=row.red)
        if over is not None:
            hold(row, over, morning_after(now))
            return False
        row.counted_on = local(now).date()
    return True


def _note_handed_over(message_id: UUID, key: UUID, number: str | None) -> None:
    with unit_of_work(Actor.system()):
        row = locked_message(message_id)
        if row is None or row.key != key:
            return
        row.handed_at = row.handed_at or clock.now()
        row.provider_no, row.problem, row.next_try_at = number, None, None
        row.updated_at = clock.now()


def _note_trouble(message_id: UUID, key: UUID, trouble: GatewayTrouble) -> None:
    with unit_of_work(Actor.system()):
        row, now = locked_message(message_id), clock.now()
        if row is None or row.key != key or row.standing is not Standing.WAITING:
            return
        pause = None if trouble.final else pause_after(row.tries)
        if pause is None:
            fail(row, trouble.words, now)
            return
        row.problem, row.next_try_at, row.updated_at = _short(trouble.words), now + pause, now
        jobs.defer("notifications.send", schedule_at=row.next_try_at, message_id=str(row.id))


def locked_message(message_id: UUID) -> OutboundMessage | None:
    """The message, locked until commit and freshly read, or None."""
    statement = select(OutboundMessage).where(OutboundMessage.id == message_id).with_for_update()
    return db.session.execute(statement.execution_options(populate_existing=True)).scalar_one_or_none()


def hold(row: OutboundMessage, why: Held, until: datetime | None) -> None:
    """Keep a message back for a reason, until an instant or for good."""
    row.held_why, row.held_until, row.next_try_at, row.updated_at = why.value, until, None, clock.now()


def fail(row: OutboundMessage, why: Message, now: datetime) -> None:
    """End a message that cannot be sent."""
    row.failed_at, row.problem, row.next_try_at, row.updated_at = now, _short(why), None, now


def text_of(row: OutboundMessage) -> str:
    """What the message says: the fixed text of its key with the matter's number, or with how many it stands for."""
    template = TEMPLATES[row.template]
    return as_written(Message(template.text, {"number": row.number or "", "count": row.count}))


def _short(words: Message) -> str:
    return as_written(words)[:LONGEST_PROBLEM]
