"""Who may be put on which duty, and that nobody is in two places."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import select

from app.accounts import queries as accounts
from app.accounts.types import Colleague
from app.core import clock
from app.core.db import db
from app.core.errors import InvalidInput
from app.core.permissions import Actor, Role
from app.core.text import Message, msg
from app.organisations import queries as organisations
from app.rosters.commands import NewDuty
from app.rosters.errors import AlreadyOnDuty
from app.rosters.models import Duty
from app.rosters.policies import may_place
from app.rosters.types import DutyKind

LONGEST_SEAT = 40


def refuse_unfit(command: NewDuty, person: Colleague, unit_id: UUID, actor: Actor) -> None:
    """A closed unit has no roster, who has left is not planned, and a judge's duty is a judge's; ``InvalidInput``."""
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


def refuse_overlap(person: Colleague, command: NewDuty, *, besides: Collection[UUID] = ()) -> None:
    """Say who and when before the database would; two planners of one person take turns; raises ``AlreadyOnDuty``."""
    statement = select(Duty).where(
        Duty.user_id == person.user_id, Duty.from_at < command.until_at, Duty.until_at > command.from_at
    )
    if besides:
        statement = statement.where(Duty.id.not_in(besides))
    clash = db.session.execute(statement.order_by(Duty.from_at).limit(1)).scalar_one_or_none()
    if clash is not None:
        raise AlreadyOnDuty(person.name, clash.from_at, clash.until_at)
