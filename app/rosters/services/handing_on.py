"""A decided exchange takes effect: the duties change hands, and nobody stands in two places meanwhile or after."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import text

from app.accounts import queries as accounts
from app.accounts import services as account_services
from app.accounts.types import Colleague
from app.core import clock
from app.core.db import db
from app.core.unit_of_work import current, lock
from app.rosters.commands import NewDuty
from app.rosters.models import ONE_PLACE, Duty, DutyExchange
from app.rosters.services.fitness import refuse_overlap
from app.rosters.types import DutyKind, ExchangeKind


def hand_on(exchange: DutyExchange) -> None:
    """Move the duties of an agreed exchange; raises ``AlreadyOnDuty`` when one of the two is on duty elsewhere."""
    ids = sorted(one for one in (exchange.duty_id, exchange.other_duty_id) if one is not None)
    duties = {one: lock(Duty, one) for one in ids}
    for user_id in sorted((exchange.holder_id, exchange.taker_id)):
        account_services.take_turn(user_id)
    duty = duties[ids[0] if exchange.duty_id is None else exchange.duty_id]
    other = duties.get(exchange.other_duty_id) if exchange.other_duty_id else None
    holder, taker = accounts.membership(duty.membership_id), accounts.membership(exchange.taker_membership_id)
    db.session.execute(text(f"SET CONSTRAINTS {ONE_PLACE} DEFERRED"))
    if exchange.kind == ExchangeKind.STEP_IN and duty.from_at < clock.now():
        _split(duty, taker)
    else:
        _give(duty, taker, ids)
    if other is not None:
        _give(other, holder, ids)
    db.session.flush()
    db.session.execute(text(f"SET CONSTRAINTS {ONE_PLACE} IMMEDIATE"))


def _give(duty: Duty, person: Colleague, besides: list[UUID]) -> None:
    refuse_overlap(person, _span(duty, person), besides=besides)
    first = duty.in_place_of_id or duty.user_id
    duty.in_place_of_id = first if first != person.user_id else None
    duty.membership_id, duty.user_id, duty.person_no = person.membership_id, person.user_id, person.person_no
    duty.touch()
    _trace(duty)


def _split(duty: Duty, taker: Colleague) -> None:
    """What has been served stays the holder's; the rest is the taker's from now on."""
    now = clock.now()
    rest = Duty(
        membership_id=taker.membership_id,
        user_id=taker.user_id,
        person_no=taker.person_no,
        unit_id=duty.unit_id,
        kind=duty.kind,
        from_at=now,
        until_at=duty.until_at,
        seat=duty.seat,
        in_place_of_id=duty.in_place_of_id or duty.user_id,
    )
    refuse_overlap(taker, _span(rest, taker), besides=[duty.id])
    duty.until_at = now
    duty.touch()
    db.session.add(rest)
    db.session.flush()
    for one in (duty, rest):
        _trace(one)


def _span(duty: Duty, person: Colleague) -> NewDuty:
    return NewDuty(
        membership_id=person.membership_id, unit_id=duty.unit_id, kind=DutyKind(duty.kind), from_at=duty.from_at,
        until_at=duty.until_at, seat=duty.seat,
    )  # fmt: skip


def _trace(duty: Duty) -> None:
    current().audit(
        "rosters.duty_handed_on", "duty", duty.id, None,
        {"user": str(duty.user_id), "from": duty.from_at, "until": duty.until_at,
         "in_place_of": str(duty.in_place_of_id or "")},
    )  # fmt: skip
