"""Lists and details of supervisions, the earliest due first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import ScalarSelect, Select, func, or_, select
from sqlalchemy.orm import joinedload, selectinload

from app.core.db import db
from app.core.errors import NotFound
from app.core.pagination import Page, capped_count, count_of, keyset
from app.core.permissions import Actor
from app.dispatch.models import DispatchOrder, Supervision
from app.dispatch.queries.orders import COUNT_CAP
from app.dispatch.types import SupervisionFacts
from app.dispatch.workflow import ORDER_KIND
from app.intake.policies import visible_to

SUPERVISION_TABS: dict[str, tuple[str, ...]] = {
    "to_acknowledge": ("issued",),
    "to_reply": ("acknowledged",),
    "to_check": ("replied",),
    "over": ("closed",),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class SupervisionFilter:
    """What a list of supervisions is narrowed by."""

    tab: str = ""
    level: str = ""
    unit_id: UUID | None = None
    matter_id: UUID | None = None
    updated_since: datetime | None = None
    own: bool = False


def _narrowed(actor: Actor, wanted: SupervisionFilter) -> Select[Supervision]:
    statement = select(Supervision).where(visible_to(actor, Supervision.matter_id))
    if wanted.own:
        mine = or_(Supervision.unit_id == actor.unit_id, Supervision.center_id == actor.unit_id)
        statement = statement.where(mine)
    if wanted.level:
        statement = statement.where(Supervision.level == wanted.level)
    if wanted.unit_id is not None:
        statement = statement.where(Supervision.unit_id == wanted.unit_id)
    if wanted.matter_id is not None:
        statement = statement.where(Supervision.matter_id == wanted.matter_id)
    if wanted.updated_since is not None:
        statement = statement.where(Supervision.updated_at >= wanted.updated_since)
    return statement


def filtered_supervisions(actor: Actor, wanted: SupervisionFilter) -> Select[Supervision]:
    """The statement of a list of supervisions: visible, narrowed, not yet ordered or cut."""
    statement = _narrowed(actor, wanted)
    if wanted.tab in SUPERVISION_TABS:
        statement = statement.where(Supervision.state.in_(SUPERVISION_TABS[wanted.tab]))
    return statement


def list_supervisions(
    actor: Actor, wanted: SupervisionFilter, *, cursor: str | None = None, limit: int = 20
) -> Page[Supervision]:
    """One page of supervisions, the earliest due first, with their units."""
    statement = filtered_supervisions(actor, wanted).options(joinedload(Supervision.unit))
    return keyset(statement, [Supervision.due_at, Supervision.id], cursor=cursor, limit=limit)


def count_supervisions(actor: Actor, wanted: SupervisionFilter) -> tuple[int, bool]:
    """How many supervisions the list has, exact to 10,000."""
    return capped_count(filtered_supervisions(actor, wanted).with_only_columns(Supervision.id), COUNT_CAP)


def supervision_tab_counts(actor: Actor, wanted: SupervisionFilter | None = None) -> dict[str, int]:
    """Supervisions by tab under the list's other filters, in one statement."""
    base = _narrowed(actor, wanted or SupervisionFilter(own=True))
    rows = db.session.execute(base.with_only_columns(Supervision.state, func.count()).group_by(Supervision.state)).all()
    by_state: dict[str, int] = {row[0]: row[1] for row in rows}
    return {tab: sum(by_state.get(state, 0) for state in states) for tab, states in SUPERVISION_TABS.items()}


def supervisions_waiting(actor: Actor, *tabs: str) -> ScalarSelect[int]:
    """How many supervisions of the actor's unit stand in some tabs, as part of a larger statement."""
    states = [state for tab in tabs for state in SUPERVISION_TABS[tab]]
    statement = _narrowed(actor, SupervisionFilter(own=True)).where(Supervision.state.in_(states))
    return count_of(statement.with_only_columns(Supervision.id), COUNT_CAP)


def get_supervision(actor: Actor, supervision_id: UUID) -> Supervision:
    """One supervision of a visible matter with its replies; raises ``NotFound``."""
    statement = (
        select(Supervision)
        .where(Supervision.id == supervision_id, visible_to(actor, Supervision.matter_id))
        .options(joinedload(Supervision.unit), joinedload(Supervision.center), selectinload(Supervision.replies))
    )
    row = db.session.execute(statement).unique().scalar_one_or_none()
    if row is None:
        raise NotFound()
    return row


def supervisions_of(matter_id: UUID) -> Sequence[Supervision]:
    """All supervisions of a matter, newest first. The caller has checked the right."""
    statement = select(Supervision).where(Supervision.matter_id == matter_id).options(joinedload(Supervision.unit))
    return db.session.execute(statement.order_by(Supervision.id.desc())).scalars().all()


def subject_number(row: Supervision) -> str:
    """The number of the order a supervision is about; empty for other subjects."""
    if row.subject_kind != ORDER_KIND:
        return ""
    found = db.session.execute(select(DispatchOrder.number).where(DispatchOrder.id == row.subject_id))
    return found.scalar_one_or_none() or ""


def supervision_facts(row: Supervision) -> SupervisionFacts:
    """The facts of a supervision as they stand."""
    return SupervisionFacts(escalations=row.escalations)
