"""Putting people on the roster, changing a duty and taking it off."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select

from app.accounts import queries as accounts
from app.accounts import services as account_services
from app.accounts.types import Colleague
from app.core import clock
from app.core.db import db
from app.core.errors import Forbidden, InvalidInput
from app.core.permissions import Actor, Role, authorise
from app.core.text import Message, msg
from app.core.unit_of_work import UnitOfWork, lock, unit_of_work
from app.organisations import queries as organisations
from app.rosters.commands import NewDuty
from app.rosters.errors import AlreadyOnDuty
from app.rosters.models import Duty
from app.rosters.permissions import EDIT_OWN_ROSTER
from app.rosters.policies import may_arrange, may_place
from app.rosters.rules import faults_of_span
from app.rosters.types import DutyKind

LONGEST_SEAT = 40


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
        _refuse_unfit(command, person, unit_id, actor)
        account_services.take_turn(person.user_id)
        _refuse_overlap(person, command)
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
        _refuse_unfit(command, person, unit_id, actor)
        for user_id in sorted({duty.user_id, person.user_id}):
            account_services.take_turn(user_id)
        _refuse_overlap(person, command, besides=duty.id)
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


def _refuse_unfit(command: NewDuty, person: Colleague, unit_id: UUID, actor: Actor) -> None:
    """A closed unit has no roster, who has left is not planned, and a judge's duty is a judge's."""
    faults: dict[str, list[Message]] = {}
    unit = organisations.unit(unit_id)
    if not unit.is_active:
        faults["unit_id"] = [msg("{name}现在{status}，不能排班。", name=unit.short_name, status=unit.status_label)]
    if not may_place(actor, person.unit_id):
        faults["membership_id"] = [msg("{name}不是本单位的人，请由中心编排。", name=person.name)]
    if accounts.has_left(command.membership_id, clock.local(command.from_at).date()):
        faults["membership_id"] = [msg("{name}到那天已不在这个岗位，请换人。", name=person.name)]
    if command.kind is DutyKind.DUTY_JUDGE and person.role is not Role.DUTY_JUDGE:
        faults["kind"] = [msg("{name}不是值班法官，不能排值班法官的班。", name=person.name)]
    if len(command.seat.strip()) > LONGEST_SEAT:
        faults["seat"] = [msg("窗口或房间最多{limit}个字。", limit=LONGEST_SEAT)]
    if faults:
        raise InvalidInput(faults)


def _refuse_overlap(person: Colleague, command: NewDuty, *, besides: UUID | None = None) -> None:
    """Say who and when before the database would; two planners of one person take turns."""
    statement = select(Duty).where(
        Duty.user_id == person.user_id, Duty.from_at < command.until_at, Duty.until_at > command.from_at
    )
    if besides is not None:
        statement = statement.where(Duty.id != besides)
    clash = db.session.execute(statement.order_by(Duty.from_at).limit(1)).scalar_one_or_none()
    if clash is not None:
        raise AlreadyOnDuty(person.name, clash.from_at, clash.until_at)


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
