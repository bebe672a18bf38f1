"""换班 (two people exchange duties), 代班 (somebody takes one), 顶班 (somebody steps into one that runs)."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select

from app.accounts import queries as accounts
from app.accounts.types import Colleague
from app.core import clock
from app.core.db import db
from app.core.errors import Forbidden, InvalidInput, NotFound, Refused
from app.core.permissions import Actor, authorise
from app.core.text import Message, msg
from app.core.unit_of_work import lock, unit_of_work
from app.core.workflow import fire, start
from app.rosters.commands import NewDuty, NewExchange
from app.rosters.events import ExchangeAsked
from app.rosters.models import Duty, DutyExchange
from app.rosters.permissions import EXCHANGE_DUTIES
from app.rosters.policies import may_decide_exchange
from app.rosters.rules import hours_in_digits, in_time
from app.rosters.services.fitness import refuse_unfit
from app.rosters.services.handing_on import hand_on
from app.rosters.types import DutyKind, ExchangeKind
from app.rosters.workflow import EXCHANGE_WORKFLOW

LONGEST_REASON = 200


def ask_exchange(command: NewExchange, *, actor: Actor) -> DutyExchange:
    """Ask for an exchange. Whoever holds the duty asks the other one; who steps in asks the holder; a manager decides
    at once.

    Raises ``InvalidInput`` at the field that is wrong, ``Refused`` when the duty has begun or a request is open for it,
    ``AlreadyOnDuty`` when a manager's decision meets another duty of the same hours.
    """
    authorise(actor, EXCHANGE_DUTIES)
    with unit_of_work(actor) as uow:
        duty, other = _locked(command)
        taker = _taker(command, other)
        _refuse(command, duty, other, taker, actor)
        exchange = _written(command, duty, other, taker, actor)
        db.session.flush()
        uow.audit("rosters.exchange_asked", "roster_exchange", exchange.id, None, _plain(exchange))
        if exchange.answerer_id is None:
            _decide(exchange, "approve", actor)
        else:
            uow.record(
                ExchangeAsked(matter_id=None, subject_kind="roster_exchange", subject_id=exchange.id, **_told(exchange))
            )
    return exchange


def accept_exchange(exchange_id: UUID, *, version: int, actor: Actor) -> DutyExchange:
    """The one who is asked agrees and the duty changes hands; raises ``AlreadyOnDuty`` when the hours clash by now."""
    return _answer(exchange_id, "accept", version, actor)


def approve_exchange(exchange_id: UUID, *, version: int, actor: Actor) -> DutyExchange:
    """The unit's head or the centre decides in place of the one who is asked."""
    return _answer(exchange_id, "approve", version, actor)


def decline_exchange(exchange_id: UUID, reason: str, *, version: int, actor: Actor) -> DutyExchange:
    """Say no, with a reason; the roster stays as it is."""
    return _answer(exchange_id, "decline", version, actor, reason)


def withdraw_exchange(exchange_id: UUID, *, version: int, actor: Actor) -> DutyExchange:
    """Take one's own request back before it is answered."""
    return _answer(exchange_id, "withdraw", version, actor)


def lapse_overdue() -> int:
    """Let requests lapse whose duty began, or ended, without an answer; returns how many."""
    now = clock.now()
    with unit_of_work(Actor.system()):
        rows = db.session.execute(
            select(DutyExchange)
            .where(DutyExchange.state == "asked", DutyExchange.from_at <= now)
            .with_for_update(skip_locked=True)
        ).scalars()
        late = [one for one in rows if not _in_time(one, now)]
        for one in late:
            _fire(one, "lapse", Actor.system())
    return len(late)


def lapse_requests_of(duty_id: UUID) -> None:
    """Let an open request lapse because its duty is changed or taken off; inside the caller's unit of work."""
    statement = select(DutyExchange).where(
        DutyExchange.state == "asked", (DutyExchange.duty_id == duty_id) | (DutyExchange.other_duty_id == duty_id)
    )
    for one in db.session.execute(statement.with_for_update()).scalars().all():
        _fire(one, "lapse", Actor.system())


def _answer(exchange_id: UUID, act: str, version: int, actor: Actor, reason: str | None = None) -> DutyExchange:
    with unit_of_work(actor):
        _lock_duties(exchange_id)
        exchange = lock(DutyExchange, exchange_id, version)
        if not _may_see(exchange, actor):
            raise Forbidden()
        _decide(exchange, act, actor, reason)
    return exchange


def _lock_duties(exchange_id: UUID) -> None:
    """Duties before requests, as everybody else does who holds both."""
    found = db.session.get(DutyExchange, exchange_id)
    if found is None:
        raise NotFound()
    for duty_id in sorted(one for one in (found.duty_id, found.other_duty_id) if one is not None):
        lock(Duty, duty_id)


def _may_see(exchange: DutyExchange, actor: Actor) -> bool:
    return actor.user_id in (exchange.holder_id, exchange.taker_id) or may_decide_exchange(actor, exchange.unit_id)


def _decide(exchange: DutyExchange, act: str, actor: Actor, reason: str | None = None) -> None:
    _fire(exchange, act, actor, reason)
    exchange.decided_by, exchange.decided_at = actor.name[:80], clock.now()
    exchange.answer = (reason or "").strip()[:LONGEST_REASON]
    if exchange.state == "done":
        hand_on(exchange)


def _fire(exchange: DutyExchange, act: str, actor: Actor, reason: str | None = None) -> None:
    facts = {"manages": may_decide_exchange(actor, exchange.unit_id), "in_time": _in_time(exchange, clock.now())}
    fire(EXCHANGE_WORKFLOW, exchange, act, actor, facts=facts, reason=reason, **_told(exchange))


def _in_time(exchange: DutyExchange, moment: datetime) -> bool:
    kind = ExchangeKind(exchange.kind)
    both = [(exchange.from_at, exchange.until_at)]
    if exchange.other_from_at is not None and exchange.other_until_at is not None:
        both.append((exchange.other_from_at, exchange.other_until_at))
    return all(in_time(kind, from_at, until_at, moment) for from_at, until_at in both)


def _locked(command: NewExchange) -> tuple[Duty, Duty | None]:
    """The duties of the request, locked in one order whoever asks."""
    wanted = {command.duty_id}
    if command.kind is ExchangeKind.SWAP:
        if command.other_duty_id is None or command.other_duty_id == command.duty_id:
            raise InvalidInput({"other_duty_id": [msg("换班要选对方的一个班次。")]})
        wanted.add(command.other_duty_id)
    found = {duty_id: lock(Duty, duty_id) for duty_id in sorted(wanted)}
    other = found[command.other_duty_id] if len(found) == 2 and command.other_duty_id else None
    return found[command.duty_id], other


def _taker(command: NewExchange, other: Duty | None) -> Colleague:
    membership_id = other.membership_id if other is not None else command.taker_membership_id
    if membership_id is None:
        raise InvalidInput({"taker_membership_id": [msg("请选择由谁接班。")]})
    return accounts.membership(membership_id)


def _refuse(command: NewExchange, duty: Duty, other: Duty | None, taker: Colleague, actor: Actor) -> None:
    field = "taker_membership_id" if other is None else "other_duty_id"
    if taker.user_id == duty.user_id:
        raise InvalidInput({field: [msg("这一班本来就是{name}的，请选别人。", name=taker.name)]})
    if other is not None and other.unit_id != duty.unit_id:
        raise InvalidInput({field: [msg("只能与同一单位的班次调换。")]})
    _refuse_asker(command, duty, taker, actor)
    late = [one for one in (duty, other) if one and not in_time(command.kind, one.from_at, one.until_at, clock.now())]
    if late:
        raise Refused(_too_late(command.kind), code="too_late")
    _refuse_second(duty, other)
    refuse_unfit(_as_duty(duty, taker), taker, duty.unit_id, actor)


def _too_late(kind: ExchangeKind) -> Message:
    if kind is ExchangeKind.STEP_IN:
        return msg("这一班已经结束，不能再顶班。")
    return msg("班次已经开始，不能换班或代班，请办顶班。")


def _refuse_asker(command: NewExchange, duty: Duty, taker: Colleague, actor: Actor) -> None:
    steps_in = command.kind is ExchangeKind.STEP_IN and actor.user_id == taker.user_id
    if actor.user_id == duty.user_id or steps_in or may_decide_exchange(actor, duty.unit_id):
        return
    raise Forbidden(msg("换班、代班由值班人自己提出，顶班由接班的人提出，或者由单位负责人决定。"))


def _refuse_second(duty: Duty, other: Duty | None) -> None:
    ids = [one.id for one in (duty, other) if one is not None]
    statement = select(DutyExchange.id).where(
        DutyExchange.state == "asked", DutyExchange.duty_id.in_(ids) | DutyExchange.other_duty_id.in_(ids)
    )
    if db.session.execute(statement.limit(1)).first() is not None:
        raise Refused(msg("这个班次已有一件待答复的调换，请先答复或撤回。"), code="exchange_open")


def _as_duty(duty: Duty, taker: Colleague) -> NewDuty:
    return NewDuty(
        membership_id=taker.membership_id, unit_id=duty.unit_id, kind=DutyKind(duty.kind), from_at=duty.from_at,
        until_at=duty.until_at, seat=duty.seat,
    )  # fmt: skip


def _written(command: NewExchange, duty: Duty, other: Duty | None, taker: Colleague, actor: Actor) -> DutyExchange:
    exchange = DutyExchange(
        kind=command.kind.value,
        unit_id=duty.unit_id,
        duty_id=duty.id,
        other_duty_id=other.id if other else None,
        holder_id=duty.user_id,
        taker_id=taker.user_id,
        taker_membership_id=taker.membership_id,
        asked_by_id=actor.user_id,
        answerer_id=_answerer(duty, taker, actor),
        reason=command.reason.strip()[:LONGEST_REASON],
        seat=duty.seat,
        from_at=duty.from_at,
        until_at=duty.until_at,
        other_from_at=other.from_at if other else None,
        other_until_at=other.until_at if other else None,
    )
    start(EXCHANGE_WORKFLOW, exchange)
    db.session.add(exchange)
    return exchange


def _answerer(duty: Duty, taker: Colleague, actor: Actor) -> UUID | None:
    """Who is asked: the other of the two; nobody when a manager who is neither of them decides."""
    if actor.user_id == duty.user_id:
        return taker.user_id
    return duty.user_id if actor.user_id == taker.user_id else None


def _told(exchange: DutyExchange) -> dict[str, Any]:
    names = accounts.names_of([exchange.holder_id, exchange.taker_id])
    return {
        "unit_id": exchange.unit_id,
        "holder_id": exchange.holder_id,
        "taker_id": exchange.taker_id,
        "answerer_id": exchange.answerer_id,
        "asked_by_id": exchange.asked_by_id,
        "holder": names[exchange.holder_id],
        "taker": names[exchange.taker_id],
        "hours": hours_in_digits(exchange.from_at, exchange.until_at),
    }


def _plain(exchange: DutyExchange) -> dict[str, object]:
    return {
        "kind": exchange.kind, "duty": str(exchange.duty_id), "other": str(exchange.other_duty_id or ""),
        "holder": str(exchange.holder_id), "taker": str(exchange.taker_id), "reason": exchange.reason,
    }  # fmt: skip
