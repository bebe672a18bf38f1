"""A list of open events by stage: how many stand in each, and the first of each; the same query as the list."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from app.core.db import db
from app.core.models import TransitionRow
from app.core.permissions import Actor
from app.intake.models import Event
from app.intake.queries.events import TABS, EventFilter, filtered

STAGES = tuple(tab for tab in TABS if tab != "over")


def stage_counts(actor: Actor, wanted: EventFilter) -> dict[str, int]:
    """How many events of the list stand in each stage; the list's tab is looked away from."""
    statement = filtered(actor, replace(wanted, tab="open")).with_only_columns(Event.state, func.count())
    by_state: dict[str, int] = {row[0]: row[1] for row in db.session.execute(statement.group_by(Event.state))}
    return {tab: sum(by_state.get(state, 0) for state in TABS[tab]) for tab in STAGES}


def stage_cards(actor: Actor, wanted: EventFilter, most: int) -> dict[str, list[Event]]:
    """The first events of each stage, the earliest clock first, as many as ``most`` of each."""
    order = (Event.queue_at, Event.id)
    place = func.row_number().over(partition_by=Event.state, order_by=order).label("place")
    placed = filtered(actor, replace(wanted, tab="open")).with_only_columns(Event.id, place).subquery()
    statement = (
        select(Event)
        .join(placed, placed.c.id == Event.id)
        .where(placed.c.place <= most)
        .options(joinedload(Event.dispute))
        .order_by(*order)
    )
    rows: Sequence[Event] = db.session.execute(statement).scalars().all()
    return {tab: [row for row in rows if row.state in TABS[tab]] for tab in STAGES}


def standing_since(subject_ids: Iterable[UUID]) -> dict[UUID, datetime]:
    """Since when each of some events and orders stands in its present state, where it has changed at all."""
    wanted = list(subject_ids)
    if not wanted:
        return {}
    statement = (
        select(TransitionRow.subject_id, func.max(TransitionRow.happened_at))
        .where(
            TransitionRow.subject_kind.in_(("event", "dispatch_order")),
            TransitionRow.subject_id.in_(wanted),
            TransitionRow.from_state != TransitionRow.to_state,
        )
        .group_by(TransitionRow.subject_id)
    )
    return {row[0]: row[1] for row in db.session.execute(statement)}
