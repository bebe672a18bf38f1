"""One's own runs, and the matters their rows belong to as far as they are still granted."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import selectinload

from app.bulk import permissions as may
from app.bulk.models import BulkRow, BulkRun
from app.bulk.types import BulkAct
from app.core.db import db
from app.core.errors import NotFound
from app.core.pagination import Page, keyset
from app.core.permissions import Actor
from app.intake import queries as intake


def offered(actor: Actor, acts: Sequence[BulkAct]) -> list[BulkAct]:
    """Of a list's acts those the person may do."""
    return [act for act in acts if actor.may(may.MAKE) and actor.may(act.permission)]


def get_run(actor: Actor, run_id: UUID) -> BulkRun:
    """One of one's own runs with its rows; raises ``NotFound``."""
    statement = select(BulkRun).where(BulkRun.id == run_id, BulkRun.owner_id == actor.user_id)
    found = db.session.execute(statement.options(selectinload(BulkRun.rows))).scalar_one_or_none()
    if found is None:
        raise NotFound()
    return found


def list_runs(actor: Actor, *, cursor: str | None = None, limit: int = 20) -> Page[BulkRun]:
    """One's own confirmed runs, the latest first."""
    statement = select(BulkRun).where(BulkRun.owner_id == actor.user_id, BulkRun.confirmed_at.is_not(None))
    return keyset(statement, [BulkRun.id], cursor=cursor, limit=limit, descending=True)


def row_counts(run_ids: Sequence[UUID]) -> dict[UUID, dict[str, int]]:
    """How many rows of each run stand where."""
    rows = db.session.execute(
        select(BulkRow.run_id, BulkRow.outcome, func.count())
        .where(BulkRow.run_id.in_(run_ids))
        .group_by(BulkRow.run_id, BulkRow.outcome)
    )
    found: dict[UUID, dict[str, int]] = {run_id: {} for run_id in run_ids}
    for run_id, outcome, count in rows:
        found[run_id][outcome] = count
    return found


def titles_of(actor: Actor, rows: Sequence[BulkRow]) -> dict[UUID, str]:
    """The titles of the matters of rows by matter, those alone that the person may still see."""
    ids = {row.matter_id for row in rows if row.matter_id is not None}
    return {matter_id: event.title for matter_id, (event, _) in intake.chosen_events(actor, list(ids)).items()}
