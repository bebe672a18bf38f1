"""Putting people on the roster, and signing in and out at a desk."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select

from app.accounts import queries as accounts
from app.accounts import services as account_services
from app.accounts.types import Colleague
from app.core import clock
from app.core.db import db
from app.core.errors import Forbidden, InvalidInput
from app.core.permissions import Actor, authorise
from app.core.text import Message, msg
from app.core.unit_of_work import lock, unit_of_work
from app.rosters.commands import NewDuty
from app.rosters.errors import AlreadyOnDuty
from app.rosters.models import Duty, Presence
from app.rosters.permissions import EDIT_OWN_ROSTER, EDIT_ROSTER, SIGN_AT_DESK
from app.rosters.rules import LONGEST_DUTY


def add_duty(command: NewDuty, *, actor: Actor) -> Duty:
    """Put a person on duty for a span of at most 24 hours.

    The centre arranges any roster, a unit its own. Raises ``InvalidInput`` at ``until_at``, ``AlreadyOnDuty`` when the
    person is on duty elsewhere in that time, ``NotFound`` for an unknown membership.
    """
    faults = _faults(command)
    if faults:
        raise InvalidInput(faults)
    with unit_of_work(actor) as uow:
        person = accounts.membership(command.membership_id)
        unit_id = command.unit_id or person.unit_id
        _require_right(actor, unit_id)
        account_services.take_turn(person.user_id)
        _refuse_overlap(person, command)
        duty = Duty(
            membership_id=person.membership_id,
            user_id=person.user_id,
            person_no=person.person_no,
            unit_id=unit_id,
            kind=command.kind.value,
            from_at=command.from_at,
            until_at=command.until_at,
            seat=command.seat[:40],
        )
        db.session.add(duty)
        db.session.flush()
        uow.audit(
            "rosters.duty_added", "duty", duty.id, None,
            {"user": str(person.user_id), "kind": duty.kind, "from": duty.from_at, "until": duty.until_at},
        )  # fmt: skip
    return duty


def _faults(command: NewDuty) -> dict[str, list[Message]]:
    if command.until_at <= command.from_at:
        return {"until_at": [msg("结束时间应晚于开始时间。")]}
    if command.until_at - command.from_at > LONGEST_DUTY:
        return {"until_at": [msg("一个班次不能超过24小时。")]}
    return {}


def _require_right(actor: Actor, unit_id: UUID) -> None:
    if actor.may(EDIT_ROSTER):
        return
    authorise(actor, EDIT_OWN_ROSTER)
    if actor.unit_id != unit_id:
        raise Forbidden(msg("只能编排本单位的值班表。"))


def _refuse_overlap(person: Colleague, command: NewDuty) -> None:
    """Say who and when before the database would; two planners of one person take turns."""
    clash = db.session.execute(
        select(Duty)
        .where(Duty.user_id == person.user_id, Duty.from_at < command.until_at, Duty.until_at > command.from_at)
        .order_by(Duty.from_at)
        .limit(1)
    ).scalar_one_or_none()
    if clash is not None:
        raise AlreadyOnDuty(person.name, clash.from_at, clash.until_at)


def remove_duty(duty_id: UUID, *, version: int, actor: Actor) -> None:
    """Take a span of duty that has not begun off the roster; raises ``StaleVersion`` or ``InvalidInput``."""
    with unit_of_work(actor) as uow:
        duty = lock(Duty, duty_id, version)
        _require_right(actor, duty.unit_id)
        if duty.from_at <= clock.now():
            raise InvalidInput({"duty": [msg("已开始的班次留作记录，不能删除。")]})
        uow.audit(
            "rosters.duty_removed", "duty", duty.id, None,
            {"user": str(duty.user_id), "kind": duty.kind, "from": duty.from_at, "until": duty.until_at},
        )  # fmt: skip
        db.session.delete(duty)


def sign_in_at_desk(*, actor: Actor, seat: str = "") -> Presence:
    """Sign in at a desk of one's own unit; an open sign-in elsewhere ends."""
    authorise(actor, SIGN_AT_DESK)
    if actor.user_id is None or actor.unit_id is None:
        raise Forbidden()
    with unit_of_work(actor) as uow:
        account_services.take_turn(actor.user_id)
        _close_open(actor.user_id)
        row = Presence(user_id=actor.user_id, unit_id=actor.unit_id, seat=seat[:40], arrived_at=clock.now())
        db.session.add(row)
        db.session.flush()
        uow.audit("rosters.signed_in_at_desk", "user", actor.user_id, None, {"seat": row.seat})
    return row


def sign_out_from_desk(*, actor: Actor) -> None:
    """Sign out from the desk; nothing happens when the person is not signed in."""
    authorise(actor, SIGN_AT_DESK)
    if actor.user_id is None:
        raise Forbidden()
    with unit_of_work(actor) as uow:
        account_services.take_turn(actor.user_id)
        if _close_open(actor.user_id):
            uow.audit("rosters.signed_out_from_desk", "user", actor.user_id, None, {})


def _close_open(user_id: UUID) -> bool:
    row = db.session.execute(
        select(Presence).where(Presence.user_id == user_id, Presence.left_at.is_(None))
    ).scalar_one_or_none()
    if row is None:
        return False
    row.left_at = max(clock.now(), row.arrived_at)
    db.session.flush()
    return True
