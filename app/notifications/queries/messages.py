"""What became of messages, for the administrator: who, by which channel, how far; never the number of a matter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, select
from sqlalchemy.orm import joinedload

from app.core import clock, identity
from app.core.calendar import ONE_DAY
from app.core.db import db
from app.core.errors import NotFound
from app.core.pagination import Page, capped_counts, keyset
from app.core.permissions import Actor, authorise
from app.core.text import Message
from app.notifications import permissions as may
from app.notifications.gateways import gateway
from app.notifications.models import OutboundMessage
from app.notifications.rules.outbound import TEMPLATES
from app.notifications.types import Channel, Held, Standing

COUNT_CAP = 10_000
#: What stands for the matter's number in the administrator's list.
HIDDEN_NUMBER = "××××"


@dataclass(frozen=True, slots=True)
class MessageFilter:
    """What the list is narrowed by."""

    standing: Standing | None = None
    channel: Channel | None = None
    first: date | None = None
    last: date | None = None


@dataclass(frozen=True, slots=True)
class ShownMessage:
    """A message as the administrator sees it: the address masked, the text without the matter's number."""

    id: UUID
    created_at: datetime
    person: str
    unit: str
    channel: Channel
    address: str
    text: Message
    standing: Standing
    held: Held | None
    held_until: datetime | None
    red: bool
    tries: int
    next_try_at: datetime | None
    handed_at: datetime | None
    delivered_at: datetime | None
    failed_at: datetime | None
    problem: str | None
    provider_no: str | None


@dataclass(frozen=True, slots=True)
class GatewayWords:
    """What stands behind the door, and whether anything leaves the house."""

    sends: bool
    words: Message


def gateway_words() -> GatewayWords:
    """The gateway of this process."""
    present = gateway()
    return GatewayWords(present.sends, present.words)


def message_page(
    actor: Actor, wanted: MessageFilter, *, cursor: str | None = None, limit: int = 20
) -> Page[ShownMessage]:
    """Messages, the newest first."""
    authorise(actor, may.MESSAGES_READ)
    read = _narrowed(wanted).options(joinedload(OutboundMessage.user), joinedload(OutboundMessage.unit))
    found = keyset(read, [OutboundMessage.id], cursor=cursor, limit=limit, descending=True)
    return Page([shown(row) for row in found.rows], found.next, found.previous)


def message_counts(actor: Actor, wanted: MessageFilter) -> dict[Standing | None, tuple[int, bool]]:
    """How many messages of each standing there are under the other conditions, and all together; one statement."""
    authorise(actor, may.MESSAGES_READ)
    kinds: Sequence[Standing | None] = (None, *Standing)
    of_each = [_narrowed(MessageFilter(kind, wanted.channel, wanted.first, wanted.last)) for kind in kinds]
    return dict(zip(kinds, capped_counts(of_each, COUNT_CAP), strict=True))


def message(actor: Actor, message_id: UUID) -> ShownMessage:
    """One message; raises ``NotFound``."""
    authorise(actor, may.MESSAGES_READ)
    row = db.session.get(OutboundMessage, message_id, populate_existing=True)
    if row is None:
        raise NotFound()
    return shown(row)


def shown(row: OutboundMessage) -> ShownMessage:
    """A message without what the administrator need not know."""
    template = TEMPLATES[row.template]
    return ShownMessage(
        id=row.id,
        created_at=row.created_at,
        person=row.user.display_name,
        unit=row.unit.short_name,
        channel=Channel(row.channel),
        address=_masked(row),
        text=Message(template.text, {"number": HIDDEN_NUMBER, "count": row.count}),
        standing=row.standing,
        held=Held(row.held_why) if row.held_why else None,
        held_until=row.held_until,
        red=row.red,
        tries=row.tries,
        next_try_at=row.next_try_at,
        handed_at=row.handed_at,
        delivered_at=row.delivered_at,
        failed_at=row.failed_at,
        problem=row.problem,
        provider_no=row.provider_no,
    )


def _masked(row: OutboundMessage) -> str:
    by_mail = row.channel == Channel.EMAIL
    address = row.address or (row.user.email if by_mail else row.user.phone)
    if not address:
        return ""
    return identity.mask_email(address) if by_mail else identity.mask_phone(address)


def _narrowed(wanted: MessageFilter) -> Select[OutboundMessage]:
    statement = select(OutboundMessage)
    if wanted.standing is not None:
        statement = statement.where(_is(wanted.standing))
    if wanted.channel is not None:
        statement = statement.where(OutboundMessage.channel == wanted.channel.value)
    if wanted.first is not None:
        statement = statement.where(OutboundMessage.created_at >= clock.at(wanted.first))
    if wanted.last is not None:
        statement = statement.where(OutboundMessage.created_at < clock.at(wanted.last + ONE_DAY))
    return statement


def _is(standing: Standing) -> ColumnElement[bool]:
    """``rules.sending.standing`` as SQL."""
    row = OutboundMessage
    under_way = and_(row.failed_at.is_(None), row.delivered_at.is_(None))
    not_given = and_(under_way, row.handed_at.is_(None))
    return {
        Standing.FAILED: row.failed_at.is_not(None),
        Standing.DELIVERED: and_(row.failed_at.is_(None), row.delivered_at.is_not(None)),
        Standing.HANDED_OVER: and_(under_way, row.handed_at.is_not(None)),
        Standing.HELD: and_(not_given, row.held_why.is_not(None)),
        Standing.WAITING: and_(not_given, row.held_why.is_(None)),
    }[standing]
