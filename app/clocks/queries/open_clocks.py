"""Which clocks run for a subject or a matter, in bulk for lists."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select

from app.clocks.models import ClockAlert, DeadlineRow
from app.clocks.queries.views import ClockView, views_of
from app.core.db import db


def clocks_of_matter(matter_id: UUID, *, ended: bool = False) -> list[ClockView]:
    """The clocks of a matter by due date; with ``ended`` the stopped ones as well. The caller has checked the right."""
    query = select(DeadlineRow).where(DeadlineRow.matter_id == matter_id)
    if not ended:
        query = query.where(DeadlineRow.stopped_at.is_(None))
    return views_of(db.session.scalars(query.order_by(DeadlineRow.due_at, DeadlineRow.id)))


def clocks_of_subject(kind: str, subject_id: UUID, *, ended: bool = False) -> list[ClockView]:
    """The clocks of one subject by due date. The caller has checked the right."""
    query = select(DeadlineRow).where(DeadlineRow.subject_kind == kind, DeadlineRow.subject_id == subject_id)
    if not ended:
        query = query.where(DeadlineRow.stopped_at.is_(None))
    return views_of(db.session.scalars(query.order_by(DeadlineRow.due_at, DeadlineRow.id)))


def clocks_of_subjects(kind: str, ids: Sequence[UUID]) -> dict[UUID, list[ClockView]]:
    """The running clocks of many subjects of one kind, for a page of a list; one query."""
    query = select(DeadlineRow).where(
        DeadlineRow.subject_kind == kind, DeadlineRow.subject_id.in_(ids), DeadlineRow.stopped_at.is_(None)
    )
    found: dict[UUID, list[ClockView]] = defaultdict(list)
    for view in views_of(db.session.scalars(query.order_by(DeadlineRow.due_at, DeadlineRow.id))):
        found[view.subject_id].append(view)
    return dict(found)


def running(kind: str, subject_id: UUID, rule_id: str) -> ClockView | None:
    """The clock of one rule that runs for a subject, or nothing."""
    return next((view for view in clocks_of_subject(kind, subject_id) if view.rule_id == rule_id), None)


def stands_at(deadline_id: UUID, rung: int) -> bool:
    """Whether a clock still runs and has told no later rung than this one."""
    later = select(ClockAlert.rung).where(ClockAlert.deadline_id == deadline_id, ClockAlert.rung > rung).exists()
    query = select(DeadlineRow.id).where(DeadlineRow.id == deadline_id, DeadlineRow.stopped_at.is_(None), ~later)
    return db.session.scalar(query) is not None


def was_breached(kind: str, subject_id: UUID, rule_id: str) -> bool:
    """Whether a clock of this rule ever ran out for the subject."""
    query = select(func.count()).where(
        DeadlineRow.subject_kind == kind,
        DeadlineRow.subject_id == subject_id,
        DeadlineRow.rule_id == rule_id,
        DeadlineRow.breached_at.is_not(None),
    )
    return bool(db.session.scalar(query))


def earliest_due(matter_id: UUID) -> datetime | None:
    """The earliest due instant among the running product clocks of a matter; legal periods are left out."""
    query = select(func.min(DeadlineRow.due_at)).where(
        DeadlineRow.matter_id == matter_id,
        DeadlineRow.stopped_at.is_(None),
        DeadlineRow.suspended_at.is_(None),
        DeadlineRow.rule_id.like("P%"),
    )
    return db.session.scalar(query)


def clocks_of_matters(ids: Sequence[UUID]) -> dict[UUID, list[ClockView]]:
    """The running clocks of many matters, each list by due date, for a page of a list; one query."""
    query = select(DeadlineRow).where(DeadlineRow.matter_id.in_(ids), DeadlineRow.stopped_at.is_(None))
    found: dict[UUID, list[ClockView]] = defaultdict(list)
    for view in views_of(db.session.scalars(query.order_by(DeadlineRow.due_at, DeadlineRow.id))):
        if view.matter_id:
            found[view.matter_id].append(view)
    return dict(found)
