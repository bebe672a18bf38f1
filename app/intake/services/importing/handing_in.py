"""Handing in a list: read whole, its rows kept apart from any event until somebody confirms them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import insert, update

from app.core.db import db
from app.core.errors import InvalidInput
from app.core.ids import new_id
from app.core.permissions import Actor, authorise
from app.core.text import msg
from app.core.unit_of_work import lock, unit_of_work
from app.core.workflow import fire, start
from app.files import services as files
from app.intake import permissions as may
from app.intake.commands import ImportRequest
from app.intake.models import EventImport, ImportRow
from app.intake.queries.imports import get_import, units_for_import
from app.intake.rules.importing import MOST_BYTES, FileRefused, Line, Table, read_file
from app.intake.workflow import IMPORT_KIND, IMPORT_WORKFLOW
from app.organisations import queries as organisations

LONGEST_NAME = 120


def hand_in_list(request: ImportRequest, file_name: str, content: bytes, *, actor: Actor) -> UUID:
    """Keep the rows of a file for matching and checking; no event is stored yet. Returns the import's id.

    Raises ``InvalidInput`` at ``file`` for what is no plain table and at ``unit_id`` for a unit out of reach.
    """
    authorise(actor, may.EVENT_IMPORT)
    if request.unit_id not in {one.id for one in units_for_import(actor)}:
        raise InvalidInput({"unit_id": [msg("只能导入本中心和所属单位的事项。")]})
    try:
        table = read_file(content)
    except FileRefused as refused:
        raise InvalidInput({"file": [refused.message]}) from refused
    with unit_of_work(actor) as uow:
        found = _new_import(request, table, actor)
        found.file_name, found.sha256 = file_name[-LONGEST_NAME:] or "-", hashlib.sha256(content).hexdigest()
        db.session.add(found)
        db.session.flush()
        _keep(found.id, table.lines)
        seen = {"sha256": found.sha256, "rows": found.total, "kind": found.kind, "unit": found.unit_id}
        uow.audit("intake.list_handed_in", IMPORT_KIND, found.id, None, seen)
        return found.id


def hand_in_stored_list(request: ImportRequest, file_id: UUID, *, actor: Actor) -> UUID:
    """The same for a file handed in before; raises ``NotFound`` when it is not the actor's to open."""
    authorise(actor, may.EVENT_IMPORT)
    opened = files.open_file(file_id, actor=actor)
    if opened.size > MOST_BYTES:
        raise InvalidInput({"file": [msg("文件超过{limit}MB，请分成几个文件导入。", limit=MOST_BYTES // 1_000_000)]})
    return hand_in_list(request, opened.name, opened.path.read_bytes(), actor=actor)


def drop_import(import_id: UUID, *, version: int | None = None, actor: Actor) -> None:
    """Leave a list alone; its rows are forgotten."""
    with unit_of_work(actor):
        get_import(actor, import_id)
        found = lock(EventImport, import_id, version)
        fire(IMPORT_WORKFLOW, found, "drop", actor)
        forgotten = update(ImportRow).where(ImportRow.import_id == import_id).values(cells=None)
        db.session.execute(forgotten.execution_options(synchronize_session=False))


def _new_import(request: ImportRequest, table: Table, actor: Actor) -> EventImport:
    found = EventImport(
        id=new_id(),
        kind=request.kind,
        source=request.source,
        unit_id=request.unit_id,
        center_id=organisations.center_of(request.unit_id).id,
        ending=table.ending,
        heads=list(table.heads),
        mapping={},
        total=len(table.lines),
        membership_id=actor.membership_id,
        made_by_id=actor.user_id,
        made_by_name=actor.name,
    )
    start(IMPORT_WORKFLOW, found)
    return found


def _keep(import_id: UUID, lines: Sequence[Line]) -> None:
    rows = [
        {
            "import_id": import_id,
            "position": position,
            "number": line.number,
            "cells": json.dumps({"cells": line.cells, "cut_off": line.cut_off}, ensure_ascii=False),
            "faults": [],
        }
        for position, line in enumerate(lines)
    ]
    db.session.execute(insert(ImportRow), rows)
