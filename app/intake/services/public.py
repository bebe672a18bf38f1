"""The parties' page: code and phone tail open the stage, and only the stage; every try is counted."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import func, or_, select

from app.core import clock
from app.core.crypto import blind_index
from app.core.db import db
from app.core.errors import LimitReached, NotFound
from app.core.ids import new_id, normal_public_code
from app.core.permissions import Actor
from app.core.text import msg
from app.core.unit_of_work import unit_of_work
from app.intake.models import Event, MatterParty, PublicTry

WINDOW = timedelta(minutes=15)
TRIES_PER_CODE, TRIES_PER_ADDRESS = 5, 20


def _too_many(code_index: bytes, address_index: bytes) -> bool:
    since = clock.now() - WINDOW
    failed = select(func.count()).where(PublicTry.tried_at > since, PublicTry.succeeded.is_(False))
    by_code = db.session.execute(failed.where(PublicTry.code_index == code_index)).scalar_one()
    by_address = db.session.execute(failed.where(PublicTry.address_index == address_index)).scalar_one()
    return bool(by_code >= TRIES_PER_CODE or by_address >= TRIES_PER_ADDRESS)


def open_by_public_code(code: str, phone_tail: str, address: str, *, actor: Actor) -> tuple[Event, MatterParty]:
    """The event and the one party that code and phone tail belong to.

    Raises ``NotFound`` alike for a wrong code and a wrong tail, ``LimitReached`` after five failures at a code or
    twenty from one address within fifteen minutes.
    """
    typed = normal_public_code(code)
    code_index, address_index = blind_index(typed, "public_code"), blind_index(address, "address")
    with unit_of_work(actor):
        blocked = _too_many(code_index, address_index)
        found = None if blocked else _find(typed, phone_tail)
        db.session.add(
            PublicTry(
                id=new_id(),
                code_index=code_index,
                address_index=address_index,
                succeeded=found is not None,
                tried_at=clock.now(),
            )
        )
    if blocked:
        raise LimitReached(msg("查询次数过多，请15分钟后再试，或者致电中心。"))
    if found is None:
        raise NotFound(msg("查询码或者手机尾号不对，请核对后再试。"))
    return found


def _find(code: str, phone_tail: str) -> tuple[Event, MatterParty] | None:
    tail = blind_index(phone_tail.strip(), "phone_tail")
    rows = db.session.execute(
        select(Event, MatterParty)
        .join(MatterParty, MatterParty.matter_id == Event.id)
        .where(
            or_(MatterParty.public_code == code, Event.public_code == code),
            MatterParty.phone_tail_index == tail,
            Event.state != "draft",
        )
        .order_by(MatterParty.position)
        .limit(1)
    ).first()
    return _where_it_went(rows[0], rows[1]) if rows is not None else None


def _where_it_went(event: Event, party: MatterParty) -> tuple[Event, MatterParty]:
    """A party that went to a roster, or from one to an event of its own, is shown where it stands now."""
    onward = db.session.execute(
        select(Event, MatterParty)
        .join(MatterParty, MatterParty.matter_id == Event.id)
        .where(MatterParty.origin_id == party.id, MatterParty.withdrawn.is_(False))
        .order_by(MatterParty.id.desc())
        .limit(1)
    ).first()
    return (onward[0], onward[1]) if onward is not None else (event, party)
