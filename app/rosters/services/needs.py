"""Saying what has to be staffed, and telling who manages the roster what is not."""

from __future__ import annotations

from itertools import groupby
from uuid import UUID

from app.core import clock
from app.core.db import db
from app.core.errors import InvalidInput
from app.core.permissions import Actor
from app.core.text import Message, msg
from app.core.unit_of_work import lock, unit_of_work
from app.organisations import queries as organisations
from app.rosters import queries
from app.rosters.commands import NewNeed
from app.rosters.events import GapsFound
from app.rosters.models import StaffingNeed
from app.rosters.rules import hours_in_digits
from app.rosters.services.duties import require_right


def add_need(command: NewNeed, *, actor: Actor) -> StaffingNeed:
    """Say that a desk is to be staffed on certain weekdays between two times; raises ``InvalidInput`` by field."""
    faults: dict[str, list[Message]] = {}
    if not command.seat.strip():
        faults["seat"] = [msg("请填写窗口或房间。")]
    if not command.weekdays or not set(command.weekdays) <= set(range(7)):
        faults["weekdays"] = [msg("请选择星期几要有人。")]
    if not organisations.unit(command.unit_id).is_active:
        faults["unit_id"] = [msg("这个单位现在不办理业务，不能设值守要求。")]
    if faults:
        raise InvalidInput(faults)
    require_right(actor, command.unit_id)
    with unit_of_work(actor) as uow:
        row = StaffingNeed(
            unit_id=command.unit_id,
            seat=command.seat.strip(),
            kind=command.kind.value,
            weekdays=sorted(set(command.weekdays)),
            begins=command.begins,
            ends=command.ends,
            rest_days=command.rest_days,
            from_on=command.from_on or clock.today(),
        )
        db.session.add(row)
        db.session.flush()
        uow.audit("rosters.need_added", "roster_need", row.id, None, {"seat": row.seat, "weekdays": row.weekdays})
    return row


def end_need(need_id: UUID, *, version: int, actor: Actor) -> None:
    """From today the desk need not be staffed; one that was to begin later is forgotten."""
    with unit_of_work(actor) as uow:
        row = lock(StaffingNeed, need_id, version)
        require_right(actor, row.unit_id)
        uow.audit("rosters.need_ended", "roster_need", row.id, None, {"seat": row.seat})
        yesterday = clock.today().fromordinal(clock.today().toordinal() - 1)
        if row.from_on > yesterday:
            db.session.delete(row)
            return
        row.until_on = yesterday
        row.touch()


def tell_gaps() -> int:
    """Tell each unit with gaps in the days ahead and when the first begins; returns how many units were told."""
    gaps = sorted(queries.gaps_ahead(), key=lambda gap: (str(gap.need.unit_id), gap.from_at))
    told = 0
    with unit_of_work(Actor.system()) as uow:
        for unit_id, found in groupby(gaps, key=lambda gap: gap.need.unit_id):
            rows = list(found)
            uow.record(
                GapsFound(
                    matter_id=None, subject_kind="roster", subject_id=unit_id, unit_id=unit_id, count=str(len(rows)),
                    seat=rows[0].need.seat, hours=hours_in_digits(rows[0].from_at, rows[0].until_at),
                )
            )  # fmt: skip
            told += 1
    return told
