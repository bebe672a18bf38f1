"""Which column holds what: said by a person, remembered under a name, then checked over all rows."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import select, update

from app.core import jobs
from app.core.canonical_json import plain
from app.core.db import db
from app.core.errors import InvalidInput
from app.core.ids import new_id
from app.core.permissions import Actor
from app.core.text import Message, msg
from app.core.unit_of_work import lock, unit_of_work
from app.core.workflow import fire
from app.intake.commands import MappingChoice
from app.intake.models import EventImport, ImportMapping, ImportRow
from app.intake.queries.imports import get_import
from app.intake.types import LEFT_OUT, REST, ImportField
from app.intake.workflow import IMPORT_WORKFLOW


def match_columns(import_id: UUID, choice: MappingChoice, *, version: int | None = None, actor: Actor) -> None:
    """Say how a list is read and let all its rows be checked by a job; nothing of it is stored as an event.

    Raises ``InvalidInput`` at ``columns.N`` for a field given twice, at ``columns`` for one that is missing.
    """
    with unit_of_work(actor):
        get_import(actor, import_id)
        found = lock(EventImport, import_id, version)
        _check(choice, found)
        fire(IMPORT_WORKFLOW, found, "map", actor)
        found.mapping, found.done, found.twins = plain(choice), 0, 0
        anew = update(ImportRow).where(ImportRow.import_id == import_id)
        db.session.execute(
            anew.values(outcome=None, faults=[], matter_id=None, twin_id=None).execution_options(
                synchronize_session=False
            )
        )
        if choice.name:
            _remember(found, choice, actor)
        jobs.defer("intake.check_import", import_id=str(import_id))


def _check(choice: MappingChoice, found: EventImport) -> None:
    wrong: dict[str, list[Message]] = {}
    for place, field in enumerate(choice.columns):
        if field not in (REST, LEFT_OUT) and field in choice.columns[:place]:
            earlier = found.heads[choice.columns.index(field)]
            wrong[f"columns.{place}"] = [msg("“{head}”已经对应这一项，一项只能对应一列。", head=earlier)]
    if len(choice.columns) != len(found.heads):
        wrong["columns"] = [msg("每一列都要选择对应的内容。")]
    else:
        missing = list(_missing(choice))
        if missing:
            names = "、".join(str(one.label) for one in missing)
            wrong["columns"] = [msg("请选出哪一列是：{names}。", names=names)]
    if wrong:
        raise InvalidInput(wrong)


def _missing(choice: MappingChoice) -> Iterable[ImportField]:
    if ImportField.OCCURRED_AT not in choice.columns:
        yield ImportField.OCCURRED_AT
    if ImportField.SUMMARY not in choice.columns and ImportField.TITLE not in choice.columns:
        yield ImportField.SUMMARY
    if ImportField.PLACE not in choice.columns and not choice.place.strip():
        yield ImportField.PLACE


def _remember(found: EventImport, choice: MappingChoice, actor: Actor) -> None:
    same = select(ImportMapping).where(ImportMapping.center_id == found.center_id, ImportMapping.name == choice.name)
    row = db.session.execute(same.with_for_update()).scalar_one_or_none()
    row = row or ImportMapping(id=new_id(), center_id=found.center_id, name=choice.name)
    row.heads, row.mapping, row.saved_by_name = list(found.heads), plain(choice), actor.name
    db.session.add(row)
