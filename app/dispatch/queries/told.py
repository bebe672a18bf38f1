"""Whom the clocks of this context concern, in bulk, and what their rungs lead to: for the drill of all clocks."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import select, union_all

from app.core.db import db
from app.dispatch.models import DispatchOrder, Supervision, Whistle
from app.dispatch.rules.chasing import facts_at as clock_facts

__all__ = ["clock_facts", "units_of"]


def units_of(subject_ids: Iterable[UUID]) -> dict[UUID, UUID]:
    """The unit of each order, supervision or whistle: who handles, is supervised, called; one statement."""
    ids = list(subject_ids)
    if not ids:
        return {}
    parts = [select(kind.id, kind.unit_id).where(kind.id.in_(ids)) for kind in (DispatchOrder, Supervision, Whistle)]
    return {row.id: row.unit_id for row in db.session.execute(union_all(*parts))}
