"""A list of claimants: read, checked row by row, looked at, then stored as a whole or not at all."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from uuid import UUID

from sqlalchemy import delete

from app.core import clock, identity
from app.core.crypto import blind_index
from app.core.db import db
from app.core.errors import InvalidInput, NotFound
from app.core.ids import new_id
from app.core.permissions import Actor, authorise
from app.core.text import Message, msg
from app.core.unit_of_work import unit_of_work
from app.intake import events as facts
from app.intake import permissions as may
from app.intake.commands import PartyDetails
from app.intake.models import MatterParty, RosterSheet
from app.intake.policies import require_may_act
from app.intake.queries.roster import RosterMark, roster_marks
from app.intake.rules.importing.errors import FileRefused
from app.intake.rules.roster import (
    MOST_CLAIMANTS,
    RosterLine,
    claimant_of,
    line_faults,
    read_roster,
    twins_inside,
)
from app.intake.services.collective.loading import locked_collective
from app.intake.services.parties import known_people, new_party, next_position, party_faults

KEPT = timedelta(days=1)


@dataclass
class CheckedClaimant:
    """One row with what it would become; ``faults`` by column, ``known`` where the person stands on the roster."""

    line: RosterLine
    details: PartyDetails
    faults: dict[str, list[Message]] = field(default_factory=dict)
    known: Message | None = None
    note: Message | None = None

    @property
    def fresh(self) -> bool:
        """Whether the row brings a claimant."""
        return not self.faults and self.known is None


def hand_in_roster(matter_id: UUID, file_name: str, content: bytes, *, actor: Actor) -> UUID:
    """Keep a list for the preview; nobody is on the roster yet. Raises ``InvalidInput`` at ``file``."""
    authorise(actor, may.PARTY_EDIT)
    try:
        lines = read_roster(content)
    except FileRefused as refused:
        raise InvalidInput({"file": [refused.message]}) from refused
    with unit_of_work(actor):
        locked_collective(matter_id, None, actor)
        sheet = RosterSheet(
            id=new_id(),
            matter_id=matter_id,
            user_id=actor.user_id,
            file_name=file_name[:200],
            rows=json.dumps([[one.number, one.cells, list(one.cut_off)] for one in lines], ensure_ascii=False),
        )
        db.session.add(sheet)
    return sheet.id


def own_sheet(matter_id: UUID, sheet_id: UUID, *, actor: Actor) -> RosterSheet:
    """A list one handed in oneself for a matter one still sees; raises ``NotFound``."""
    require_may_act(actor, matter_id)
    row = db.session.get(RosterSheet, sheet_id)
    if row is None or row.matter_id != matter_id or row.user_id != actor.user_id:
        raise NotFound()
    return row


def check_roster(sheet: RosterSheet) -> list[CheckedClaimant]:
    """What every row would become, with every fault at its cell; a dry run."""
    lines = [RosterLine(number, cells, tuple(cut)) for number, cells, cut in json.loads(sheet.rows)]
    rows = [CheckedClaimant(line, claimant_of(line)) for line in lines]
    for row in rows:
        row.faults = {**party_faults(row.details), **line_faults(row.line)}
    details = [row.details for row in rows]
    for place, (column, first) in twins_inside(details).items():
        rows[place].faults.setdefault(column, []).append(
            msg("与第{row}行“{name}”是同一人。", row=lines[first].number, name=details[first].name)
        )
    _compare_with_roster(rows, roster_marks(sheet.matter_id))
    _note_shared_phones(rows)
    return rows


def _compare_with_roster(rows: Sequence[CheckedClaimant], marks: Sequence[RosterMark]) -> None:
    by_number = {one.id_index: one for one in marks if one.id_index is not None}
    by_name = {one.name: one for one in reversed(marks)}
    by_phone = {one.phone_index: one for one in reversed(marks) if one.phone_index is not None}
    for row in rows:
        number, phone = row.details.id_number, row.details.phone
        same = by_number.get(blind_index(identity.normal_id_number(number), "identity")) if number else None
        reached = by_phone.get(blind_index(identity.normal_phone(phone), "phone")) if phone else None
        if same is None and reached is not None and reached.name == identity.normal_name(row.details.name):
            same = reached if number is None or reached.id_index is None else None
        if same is not None:
            row.known = msg("已在名册第{place}位：{name}。", place=same.place, name=same.name)
        elif reached is not None:
            row.note = msg("手机与名册第{place}位“{name}”相同，请核对。", place=reached.place, name=reached.name)
        elif not number and not phone and (named := by_name.get(identity.normal_name(row.details.name))) is not None:
            row.note = msg("与名册第{place}位同名，请核对是否同一人。", place=named.place)


def _note_shared_phones(rows: Sequence[CheckedClaimant]) -> None:
    first: dict[str, CheckedClaimant] = {}
    for row in rows:
        phone = identity.normal_phone(row.details.phone) if row.details.phone else ""
        other = first.setdefault(phone, row) if phone else row
        if other is not row and row.fresh and row.note is None:
            row.note = msg("手机与第{row}行“{name}”相同，请核对。", row=other.line.number, name=other.details.name)


def store_roster(matter_id: UUID, sheet_id: UUID, *, actor: Actor) -> int:
    """Put every new person of a list on the roster, or none when one cell is wrong; returns how many.

    Raises ``InvalidInput`` at ``file``.
    """
    authorise(actor, may.PARTY_EDIT)
    with unit_of_work(actor):
        locked_collective(matter_id, None, actor)
        sheet = own_sheet(matter_id, sheet_id, actor=actor)
        rows = check_roster(sheet)
        wrong = sum(bool(row.faults) for row in rows)
        if wrong:
            raise InvalidInput({"file": [msg("有{n}行需要更正，没有导入任何一行。", n=wrong)]})
        fresh = [row.details for row in rows if row.fresh]
        if not fresh:
            raise InvalidInput({"file": [msg("表里的人都已在名册中，没有可以导入的行。")]})
        _put_on_roster(matter_id, fresh, actor=actor)
        db.session.delete(sheet)
        return len(fresh)


def add_claimants(matter_id: UUID, claimants: Sequence[PartyDetails], *, actor: Actor) -> list[UUID]:
    """Put claimants on the roster, all or none; faults are named by row, ``rows.3.id_number``. Returns their ids."""
    authorise(actor, may.PARTY_EDIT)
    if not 1 <= len(claimants) <= MOST_CLAIMANTS:
        raise InvalidInput({"rows": [msg("一次登记1至{most}名。", most=MOST_CLAIMANTS)]})
    with unit_of_work(actor):
        locked_collective(matter_id, None, actor)
        rows = [CheckedClaimant(RosterLine(number, {}), one) for number, one in enumerate(claimants)]
        for row in rows:
            row.faults = party_faults(row.details)
        for place, (column, first) in twins_inside(claimants).items():
            rows[place].faults.setdefault(column, []).append(
                msg("与第{row}行“{name}”是同一人。", row=first, name=claimants[first].name)
            )
        _compare_with_roster(rows, roster_marks(matter_id))
        for row in rows:
            if row.known is not None:
                row.faults.setdefault("id_number" if row.details.id_number else "phone", []).append(row.known)
        found = {f"rows.{row.line.number}.{name}": texts for row in rows for name, texts in row.faults.items()}
        if found:
            raise InvalidInput(found)
        return [party.id for party in _put_on_roster(matter_id, claimants, actor=actor)]


def _put_on_roster(matter_id: UUID, claimants: Sequence[PartyDetails], *, actor: Actor) -> list[MatterParty]:
    with unit_of_work(actor) as uow:
        event = locked_collective(matter_id, None, actor)
        people, position = known_people(claimants), next_position(matter_id)
        made = [new_party(event, one, place, people) for place, one in enumerate(claimants, start=position)]
        event.touch()
        db.session.flush()
        uow.record(
            facts.ClaimantsAdded(matter_id=matter_id, subject_kind="event", subject_id=matter_id, claimants=len(made))
        )
        return made


def forget_rosters() -> int:
    """Remove lists nobody stored within a day; returns how many."""
    with unit_of_work(Actor.system()):
        gone = db.session.execute(delete(RosterSheet).where(RosterSheet.created_at < clock.now() - KEPT))
        return int(gone.rowcount)  # type: ignore[attr-defined]
