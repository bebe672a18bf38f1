"""A roster from a spreadsheet: read, checked cell by cell, looked at, then stored as a whole or not at all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import delete, select

from app.accounts import queries as accounts
from app.accounts.types import Colleague
from app.core import clock
from app.core.db import db
from app.core.errors import Conflict, FengqiaoError, InvalidInput, NotFound
from app.core.permissions import Actor
from app.core.text import Message, msg
from app.core.unit_of_work import unit_of_work
from app.organisations import queries as organisations
from app.rosters.commands import NewDuty
from app.rosters.errors import AlreadyOnDuty
from app.rosters.models import Duty, RosterUpload
from app.rosters.rules import span_of
from app.rosters.services.duties import add_duty, require_right
from app.rosters.services.fitness import refuse_unfit
from app.rosters.types import DUTY_KIND_LABELS, DutyKind
from app.rosters.workbook import SheetRow, UnreadableCell, read_clock, read_day, read_rows

KEPT = timedelta(days=1)


@dataclass
class CheckedRow:
    """One row with what it would become; ``faults`` by column, ``known`` when the duty is on the roster already."""

    row: SheetRow
    duty: NewDuty | None = None
    person: Colleague | None = None
    known: bool = False
    faults: dict[str, list[Message]] = field(default_factory=dict)


def upload_roster(unit_id: UUID, file_name: str, content: bytes, *, actor: Actor) -> UUID:
    """Keep a spreadsheet for the preview; nothing is planned yet. Raises ``InvalidInput`` at ``file``."""
    require_right(actor, unit_id)
    read_rows(content)
    with unit_of_work(actor):
        db.session.execute(delete(RosterUpload).where(RosterUpload.created_at < clock.now() - KEPT))
        upload = RosterUpload(unit_id=unit_id, user_id=actor.user_id, file_name=file_name[:200], content=content)
        db.session.add(upload)
        db.session.flush()
    return upload.id


def own_upload(upload_id: UUID, *, actor: Actor) -> RosterUpload:
    """A spreadsheet one handed in oneself; raises ``NotFound``."""
    row = db.session.get(RosterUpload, upload_id)
    if row is None or row.user_id != actor.user_id:
        raise NotFound()
    return row


def check_upload(upload_id: UUID, *, actor: Actor) -> list[CheckedRow]:
    """What every row would become, with every fault at its cell; a dry run."""
    upload = own_upload(upload_id, actor=actor)
    people = _People(upload.unit_id)
    rows = [_checked(row, people, actor) for row in read_rows(upload.content)]
    _mark_clashes_inside(rows)
    _mark_clashes_with_roster(rows)
    return rows


def import_upload(upload_id: UUID, *, actor: Actor) -> int:
    """Plan every new row, or none when one cell is wrong; returns how many. Raises ``InvalidInput`` at ``file``."""
    with unit_of_work(actor) as uow:
        upload = own_upload(upload_id, actor=actor)
        rows = check_upload(upload_id, actor=actor)
        wrong = [one for one in rows if one.faults]
        if wrong:
            raise InvalidInput({"file": [msg("有{n}行需要更正，没有导入任何一行。", n=len(wrong))]})
        fresh = [one.duty for one in rows if one.duty is not None and not one.known]
        for duty in fresh:
            add_duty(duty, actor=actor)
        uow.audit("rosters.imported", "roster", upload.unit_id, None, {"file": upload.file_name, "duties": len(fresh)})
        db.session.delete(upload)
    return len(fresh)


class _People:
    """Units and people by what the cells call them, looked up once for the whole file."""

    def __init__(self, unit_id: UUID) -> None:
        self.unit = organisations.unit(unit_id)
        self.units = {one.short_name: one for one in organisations.units(active_only=False)}
        self.units |= {one.name: one for one in self.units.values()}
        self.by_unit: dict[UUID, dict[str, list[Colleague]]] = {}

    def named(self, unit_id: UUID, name: str) -> list[Colleague]:
        """The people of a unit who bear a name."""
        if unit_id not in self.by_unit:
            found: dict[str, list[Colleague]] = defaultdict(list)
            for one in accounts.colleagues(unit_id=unit_id):
                found[one.name].append(one)
            self.by_unit[unit_id] = found
        return self.by_unit[unit_id].get(name, [])


def _checked(row: SheetRow, people: _People, actor: Actor) -> CheckedRow:
    found = CheckedRow(row)
    unit = people.units.get(row.text("unit")) if row.text("unit") else people.unit
    if unit is None:
        found.faults["unit"] = [msg("没有叫“{name}”的单位。", name=row.text("unit"))]
    kind = _kind(row, found)
    span = _span(row, found)
    person = _person(row, unit.id, people, found) if unit is not None else None
    if unit is None or kind is None or span is None or person is None:
        return found
    found.person = person
    found.duty = NewDuty(
        membership_id=person.membership_id, unit_id=unit.id, kind=kind, from_at=span[0], until_at=span[1],
        seat=row.text("seat"),
    )  # fmt: skip
    try:
        require_right(actor, unit.id)
        refuse_unfit(found.duty, person, unit.id, actor)
    except FengqiaoError as refusal:
        found.faults |= _by_column(refusal)
    return found


def _by_column(refusal: FengqiaoError) -> dict[str, list[Message]]:
    names = {"membership_id": "name", "unit_id": "unit"}
    return {names.get(name, name): list(texts) for name, texts in refusal.fields.items()} or {"unit": [refusal.message]}


def _kind(row: SheetRow, found: CheckedRow) -> DutyKind | None:
    said = row.text("kind")
    if not said:
        return DutyKind.DESK
    kind = next((one for one, label in DUTY_KIND_LABELS.items() if said in (label.text, one.value)), None)
    if kind is None:
        kinds = "、".join(one.text for one in DUTY_KIND_LABELS.values())
        found.faults["kind"] = [msg("类别须为：{kinds}。", kinds=kinds)]
    return kind


def _span(row: SheetRow, found: CheckedRow) -> tuple[datetime, datetime] | None:
    read: dict[str, Any] = {}
    for name, reader in (("day", read_day), ("begins", read_clock), ("ends", read_clock)):
        try:
            read[name] = reader(row.cells.get(name))
        except UnreadableCell as wrong:
            found.faults[name] = [wrong.message]
    return span_of(read["day"], read["begins"], read["ends"]) if len(read) == 3 else None


def _person(row: SheetRow, unit_id: UUID, people: _People, found: CheckedRow) -> Colleague | None:
    name, login = row.text("name"), row.text("login")
    rows = people.named(unit_id, name)
    if login:
        user = accounts.find_user(login)
        rows = [one for one in rows if user is not None and one.user_id == user.id]
    if len({one.user_id for one in rows}) == 1:
        return rows[0]
    if rows:
        found.faults["name"] = [msg("有{n}人同名，请在账号一列写明是谁。", n=len(rows))]
    else:
        found.faults["name"] = [msg("这个单位没有叫“{name}”的人，或者账号不符。", name=name)]
    return None


def _mark_clashes_inside(rows: Sequence[CheckedRow]) -> None:
    by_person: dict[UUID, list[CheckedRow]] = defaultdict(list)
    for one in rows:
        if one.duty is not None and one.person is not None:
            by_person[one.person.user_id].append(one)
    for own in by_person.values():
        own.sort(key=lambda one: one.duty.from_at if one.duty else clock.now())
        for index, one in enumerate(own):
            for other in own[index + 1 :]:
                if one.duty and other.duty and other.duty.from_at < one.duty.until_at:
                    _clash(one, other)
                    _clash(other, one)


def _clash(one: CheckedRow, other: CheckedRow) -> None:
    one.faults.setdefault("name", []).append(
        msg("{name}与第{number}行的时间重叠。", name=one.row.text("name"), number=other.row.number)
    )


def _mark_clashes_with_roster(rows: Iterable[CheckedRow]) -> None:
    planned = [one for one in rows if one.duty is not None and one.person is not None]
    if not planned:
        return
    users = {one.person.user_id for one in planned if one.person}
    first = min(one.duty.from_at for one in planned if one.duty)
    last = max(one.duty.until_at for one in planned if one.duty)
    statement = select(Duty).where(Duty.user_id.in_(users), Duty.until_at > first, Duty.from_at < last)
    there: dict[UUID, list[Duty]] = defaultdict(list)
    for duty in db.session.execute(statement).scalars():
        there[duty.user_id].append(duty)
    for one in planned:
        _compare(one, there)


def _compare(one: CheckedRow, there: dict[UUID, list[Duty]]) -> None:
    if one.duty is None or one.person is None:
        return
    for duty in there[one.person.user_id]:
        if (duty.from_at, duty.until_at, duty.unit_id) == (one.duty.from_at, one.duty.until_at, one.duty.unit_id):
            one.known = True
        elif duty.from_at < one.duty.until_at and duty.until_at > one.duty.from_at:
            clash: Conflict = AlreadyOnDuty(one.person.name, duty.from_at, duty.until_at)
            one.faults.setdefault("name", []).append(clash.message)
