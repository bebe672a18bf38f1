"""Messages of the demo, one of each standing, of which none is ever sent; and a fire drill of the clocks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import func, select

from app.core import clock
from app.core.db import db
from app.core.ids import new_id
from app.core.permissions import Actor
from app.core.unit_of_work import unit_of_work
from app.demo.at_work import AtWork
from app.notifications import queries, services
from app.notifications.models import ClockDrill, Notice, OutboundMessage
from app.notifications.rules.outbound import TOPIC_OF, template_for
from app.notifications.types import Channel, Held

MINUTE = timedelta(minutes=1)
MORNING_AFTER = timedelta(hours=12)
Times = dict[str, Any]


def _gone(told: datetime) -> Times:
    return {"tries": 1, "tried_at": told, "handed_at": told + MINUTE}


def _arrived(told: datetime) -> Times:
    return {**_gone(told), "delivered_at": told + 2 * MINUTE, "provider_no": "虚构-10001"}


def _refused(told: datetime) -> Times:
    return {"tries": 6, "tried_at": told, "failed_at": told + 5 * MINUTE, "problem": "网关拒收，状态码503"}


def _nowhere(told: datetime) -> Times:
    return {"tries": 1, "failed_at": told + MINUTE, "problem": "网关报告没有送达：空号"}


def _tested(told: datetime) -> Times:
    return {"held_why": Held.TEST_MODE.value}


def _over_cap(told: datetime) -> Times:
    return {"held_why": Held.PERSON_CAP.value, "held_until": clock.now() + MORNING_AFTER}


#: What became of the newest urgent notices, in turn.
FATES: Sequence[tuple[Channel, Callable[[datetime], Times]]] = (
    (Channel.SMS, _tested),
    (Channel.SMS, _arrived),
    (Channel.SMS, _gone),
    (Channel.VOICE, _arrived),
    (Channel.SMS, _refused),
    (Channel.SMS, _nowhere),
    (Channel.SMS, _over_cap),
    (Channel.VOICE, _tested),
)
HOW_MANY = 24


def plant_messages() -> None:
    """Make messages for the newest urgent notices, where there is none yet."""
    if db.session.execute(select(func.count()).select_from(OutboundMessage)).scalar_one():
        return
    with unit_of_work(Actor.system()):
        urgent = select(Notice).where(Notice.urgent, Notice.matter_id.is_not(None)).order_by(Notice.id.desc())
        rows = reversed(db.session.execute(urgent.limit(HOW_MANY)).scalars().all())
        for at, notice in enumerate(rows):
            db.session.add(_message(notice, *FATES[at % len(FATES)]))


def plant_drill(at_work: AtWork) -> None:
    """The director's drill of last month, where there is none yet."""
    if not db.session.execute(select(func.count()).select_from(ClockDrill)).scalar_one():
        services.drill_now(queries.last_month(), actor=at_work.actor("gu"))


def _message(notice: Notice, channel: Channel, fate: Callable[[datetime], Times]) -> OutboundMessage:
    number = notice.sentence["params"]["number"]
    return OutboundMessage(
        id=new_id(),
        notice_id=notice.id,
        user_id=notice.user_id,
        unit_id=notice.unit_id,
        channel=channel.value,
        template=template_for(TOPIC_OF[notice.kind], number),
        number=number,
        red=channel is Channel.VOICE,
        created_at=notice.created_at,
        **fate(notice.created_at),
    )
