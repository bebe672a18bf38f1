"""Reads of imports: lists, one import with its rows, what a mapping would make of them, the file of wrong rows."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, func, select

from app.core import clock
from app.core.db import db
from app.core.errors import NotFound
from app.core.pagination import Page, keyset
from app.core.permissions import Actor
from app.core.text import Message
from app.intake.commands import MappingChoice
from app.intake.models import Event, EventImport, ImportMapping, ImportRow
from app.intake.policies import import_visible_to, visible_to
from app.intake.rules.importing import Line, Reading, ReadRow, head_key, read_row, suggested_columns, write_table
from app.intake.types import ImportField, ImportKind, RowOutcome
from app.organisations import queries as organisations
from app.organisations.models import Unit
from app.organisations.types import UnitKind, UnitStatus

PREVIEWED = 10
OWNERS = (UnitKind.CENTER, UnitKind.SUB_CENTER, UnitKind.DEPARTMENT, UnitKind.DEPARTMENT_CHILD, UnitKind.MEDIATION_ORG)


def _visible(actor: Actor) -> Select[EventImport]:
    return select(EventImport).where(import_visible_to(actor))


def list_imports(
    actor: Actor, *, updated_since: datetime | None = None, cursor: str | None = None, limit: int = 20
) -> Page[EventImport]:
    """One page of the imports of the actor's centre, newest first."""
    statement = _visible(actor)
    if updated_since is not None:
        statement = statement.where(EventImport.updated_at >= updated_since)
    return keyset(statement, [EventImport.id], cursor=cursor, limit=limit, descending=True)


def get_import(actor: Actor, import_id: UUID) -> EventImport:
    """One import; raises ``NotFound`` when it is not of the actor's centre or unit."""
    found = db.session.execute(_visible(actor).where(EventImport.id == import_id)).scalar_one_or_none()
    if found is None:
        raise NotFound()
    return found


def units_for_import(actor: Actor) -> Sequence[Unit]:
    """The units whose matters the actor may bring in: at a centre its own and those below it, elsewhere the own one."""
    if actor.unit_id is None:
        return []
    own = organisations.unit(actor.unit_id)
    if own.kind != UnitKind.CENTER:
        return [own]
    below = organisations.descendants(own.id, own=False)
    return [own, *(one for one in below if one.kind in OWNERS and one.status == UnitStatus.ACTIVE)]


def outcome_counts(import_ids: Iterable[UUID]) -> dict[UUID, dict[str, int]]:
    """How many rows of each import came to what; a row not looked at yet does not count."""
    found: dict[UUID, dict[str, int]] = {one: {} for one in import_ids}
    statement = (
        select(ImportRow.import_id, ImportRow.outcome, func.count())
        .where(ImportRow.import_id.in_(list(found)), ImportRow.outcome.is_not(None))
        .group_by(ImportRow.import_id, ImportRow.outcome)
    )
    for import_id, outcome, count in db.session.execute(statement):
        found[import_id][str(outcome)] = count
    return found


def import_facts(counts: dict[str, int]) -> dict[str, int]:
    """What the conditions of an import's workflow need to know."""
    return {"fresh": counts.get(RowOutcome.FRESH, 0), "stored": counts.get(RowOutcome.STORED, 0)}


def import_rows(
    import_id: UUID, outcomes: Sequence[RowOutcome], *, cursor: str | None = None, limit: int = 50
) -> Page[ImportRow]:
    """One page of the rows that came to one of some outcomes, in the order of the list."""
    statement = select(ImportRow).where(
        ImportRow.import_id == import_id, ImportRow.outcome.in_([one.value for one in outcomes])
    )
    return keyset(statement, [ImportRow.position], cursor=cursor, limit=limit)


def rows_with_twins(actor: Actor, import_id: UUID, limit: int = 50) -> list[tuple[ImportRow, Event]]:
    """The first rows that may be a matter there already is, with that matter where the actor may see it."""
    statement = (
        select(ImportRow, Event)
        .join(Event, Event.id == ImportRow.twin_id)
        .where(ImportRow.import_id == import_id, visible_to(actor, Event.id))
        .order_by(ImportRow.position)
        .limit(limit)
    )
    return [(row, event) for row, event in db.session.execute(statement)]


def matters_of_import(
    actor: Actor, import_id: UUID, outcomes: Sequence[RowOutcome], limit: int = 50
) -> list[tuple[ImportRow, Event]]:
    """The first rows of some outcomes with the matter each is, where the actor may see it."""
    statement = (
        select(ImportRow, Event)
        .join(Event, Event.id == ImportRow.matter_id)
        .where(
            ImportRow.import_id == import_id,
            ImportRow.outcome.in_([one.value for one in outcomes]),
            visible_to(actor, Event.id),
        )
        .order_by(ImportRow.position)
        .limit(limit)
    )
    return [(row, event) for row, event in db.session.execute(statement)]


def first_rows(import_id: UUID, count: int = PREVIEWED) -> Sequence[ImportRow]:
    """The first rows of a list."""
    statement = select(ImportRow).where(ImportRow.import_id == import_id).order_by(ImportRow.position).limit(count)
    return db.session.execute(statement).scalars().all()


def line_of(row: ImportRow) -> Line:
    """A stored row as the rules read it; empty once it has become a matter."""
    kept = json.loads(row.cells) if row.cells else {"cells": [], "cut_off": []}
    return Line(row.number, tuple(kept["cells"]), tuple(kept["cut_off"]))


def choice_of(found: EventImport) -> MappingChoice:
    """How the list is read as it was last said; before that, as its heads suggest."""
    if found.mapping:
        return MappingChoice(**{**found.mapping, "columns": tuple(found.mapping["columns"])})
    columns = suggested_columns(found.heads)
    orders = found.kind == ImportKind.WORK_ORDERS
    stated = ImportField.STANDING.value in columns
    return MappingChoice(
        columns=tuple(columns),
        finished=not orders and not stated,
        parties_unknown=orders,
        place="",
    )


def reading_of(found: EventImport, choice: MappingChoice | None = None) -> Reading:
    """How the rows of a list are read."""
    said = choice or choice_of(found)
    towns = organisations.units(kind=UnitKind.SUB_CENTER)
    regions = {name: one.region_code for one in towns for name in (one.short_name, one.name) if name}
    return Reading(
        heads=tuple(found.heads),
        columns=said.columns,
        source=found.source,
        region_code=organisations.unit(found.unit_id).region_code,
        today=clock.today(),
        keep_rest=said.keep_rest,
        place=said.place,
        parties_unknown=said.parties_unknown,
        finished=said.finished,
        regions=regions,
    )


def previewed(found: EventImport) -> list[tuple[ImportRow, ReadRow]]:
    """The first rows as they would be stored."""
    how = reading_of(found)
    return [(row, read_row(line_of(row), how)) for row in first_rows(found.id) if row.cells]


def mappings_for(found: EventImport) -> list[ImportMapping]:
    """The remembered mappings of the centre that were made for the same heads, by name."""
    statement = select(ImportMapping).where(ImportMapping.center_id == found.center_id).order_by(ImportMapping.name)
    own = [head_key(one) for one in found.heads]
    return [one for one in db.session.execute(statement).scalars() if [head_key(head) for head in one.heads] == own]


def earlier_import_of(found: EventImport) -> EventImport | None:
    """The latest other import of the same file in the centre that stored something and stands."""
    statement = (
        select(EventImport)
        .where(
            EventImport.center_id == found.center_id,
            EventImport.sha256 == found.sha256,
            EventImport.id != found.id,
            EventImport.state.in_(("importing", "imported")),
        )
        .order_by(EventImport.id.desc())
        .limit(1)
    )
    return db.session.execute(statement).scalar_one_or_none()


def fault_words(fault: dict[str, Any]) -> Message:
    """A stored fault as a sentence."""
    return Message(fault["text"], dict(fault["params"]))


def bad_rows_file(found: EventImport) -> bytes:
    """The rows that were not stored, in the columns and the kind of file they came in, with the reason of each."""
    statement = select(ImportRow).where(ImportRow.import_id == found.id, ImportRow.outcome == RowOutcome.BAD.value)
    rows = db.session.execute(statement.order_by(ImportRow.position)).scalars()
    return write_table(
        found.ending, found.heads, ([*line_of(row).cells, _reasons(found, row)] for row in rows), returned=True
    )


def _reasons(found: EventImport, row: ImportRow) -> str:
    said = []
    for fault in row.faults:
        place, words = fault["column"], str(fault_words(fault))
        said.append(f"[{found.heads[place]}] {words}" if place is not None else words)
    return " ".join(said)


def template_file() -> bytes:
    """An empty list with a head for every field, for those who have none yet."""
    return write_table("xlsx", [one.label.text for one in ImportField], [])
