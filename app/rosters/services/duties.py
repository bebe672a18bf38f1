"""Putting people on the roster, changing a duty and taking it off."""

from __future__ import annotations

from uuid import UUID

from app.accounts import queries as accounts
from app.accounts import services as account_services
from app.accounts.types import Colleague
from app.core import clock
from app.core.db import db
from app.core.errors import Forbidden, InvalidInput
from app.core.permissions import Actor, authorise
from app.core.text import Message, msg
from app.core.unit_of_work import UnitOfWork, lock, unit_of_work
from app.rosters.commands import NewDuty
from app.rosters.models import Duty
from app.rosters.permissions import EDIT_OWN_ROSTER
from app.rosters.policies import may_arrange
from app.rosters.rules import faults_of_span
from app.rosters.services.exchanges import lapse_requests_of
from app.rosters.services.fitness import refuse_overlap, refuse_unfit


def add_duty(command: NewDuty, *, actor: Actor) -> Duty:
    """Put a person on duty for a span of at most 24 hours.

    The centre arranges any roster, a unit its own. Raises ``InvalidInput`` at ``until_at``, ``membership_id``,
    ``unit_id`` or ``kind``, ``AlreadyOnDuty`` when the person is on duty elsewhere in that time, ``NotFound`` for an
    unknown membership.
    """
    _refuse_span(command)
    with unit_of_work(actor) as uow:
        person = accounts.membership(command.membership_id)
        unit_id = command.unit_id or person.unit_id
        require_right(actor, unit_id)
        refuse_unfit(command, person, unit_id, actor)
        account_services.take_turn(person.user_id)
        refuse_overlap(person, command)
        duty = Duty()
        _write(duty, command, person, unit_id)
        db.session.add(duty)
        db.session.flush()
        _trace(uow, "rosters.duty_added", duty)
    return duty


def change_duty(duty_id: UUID, command: NewDuty, *, version: int, actor: Actor) -> Duty:
    """Give a duty that has not begun another person, time, unit or desk.

    Raises ``StaleVersion``, ``InvalidInput`` when it has begun or at the field that is wrong, ``AlreadyOnDuty``.
    """
    _refuse_span(command)
    with unit_of_work(actor) as uow:
        duty = lock(Duty, duty_id, version)
        person = accounts.membership(command.membership_id)
        unit_id = command.unit_id or duty.unit_id
        for one in {duty.unit_id, unit_id}:
            require_right(actor, one)
        _refuse_begun(duty, msg("已开始的班次留作记录，不能修改；需要换人请办顶班。"))
        refuse_unfit(command, person, unit_id, actor)
        for user_id in sorted({duty.user_id, person.user_id}):
            account_services.take_turn(user_id)
        refuse_overlap(person, command, besides=[duty.id])
        lapse_requests_of(duty.id)
        if duty.user_id != person.user_id:
            duty.in_place_of_id = None
        _write(duty, command, person, unit_id)
        duty.touch()
        _trace(uow, "rosters.duty_changed", duty)
    return duty


def remove_duty(duty_id: UUID, *, version: int, actor: Actor) -> None:
    """Take a span of duty that has not begun off the roster; raises ``StaleVersion`` or ``InvalidInput``."""
    with unit_of_work(actor) as uow:
        duty = lock(Duty, duty_id, version)
        require_right(actor, duty.unit_id)
        _refuse_begun(duty, msg("已开始的班次留作记录，不能删除。"))
        lapse_requests_of(duty.id)
        _trace(uow, "rosters.duty_removed", duty)
        db.session.delete(duty)


def require_right(actor: Actor, unit_id: UUID) -> None:
    """Let pass who arranges the whole centre's roster, or this unit's own; raises ``Forbidden``."""
    if may_arrange(actor, unit_id):
        return
    authorise(actor, EDIT_OWN_ROSTER)
    raise Forbidden(msg("只能编排本单位的值班表。"))


def _refuse_span(command: NewDuty) -> None:
    faults = faults_of_span(command.from_at, command.until_at)
    if faults:
        raise InvalidInput(faults)


def _refuse_begun(duty: Duty, sentence: Message) -> None:
    if duty.from_at <= clock.now():
        raise InvalidInput({"duty": [sentence]})


def _write(duty: Duty, command: NewDuty, person: Colleague, unit_id: UUID) -> None:
    duty.membership_id = person.membership_id
    duty.user_id = person.user_id
    duty.person_no = person.person_no
    duty.unit_id = unit_id
    duty.kind = command.kind.value
    duty.from_at = command.from_at
    duty.until_at = command.until_at
    duty.seat = command.seat.strip()


def _trace(uow: UnitOfWork, action: str, duty: Duty) -> None:
    uow.audit(
        action, "duty", duty.id, None,
        {"user": str(duty.user_id), "kind": duty.kind, "seat": duty.seat, "from": duty.from_at, "until": duty.until_at},
    )  # fmt: skip
