"""Reads of return visits and dossiers, through the visibility filter."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import func, or_, select
from sqlalchemy.orm import selectinload

from app.closure import permissions as may
from app.closure.models import Dossier, ReturnVisit, VisitAnswer
from app.core import clock
from app.core.db import db
from app.core.errors import NotFound
from app.core.pagination import Page, keyset
from app.core.permissions import Actor
from app.core.text import msg
from app.intake import queries as intake
from app.intake.models import MatterParty
from app.intake.policies import visible_among_few, visible_to
from app.mediation import queries as mediations
from app.rosters.types import LineKind, OpenItem

MOST_OPEN = 1_000
#: Signs of an ISO instant up to the hour: tries within one hour count once.
HOUR = len("2025-06-30T09")


def get_visit(actor: Actor, visit_id: UUID) -> ReturnVisit:
    """One visit of a visible matter with its answers; raises ``NotFound``."""
    row = db.session.execute(
        select(ReturnVisit)
        .where(ReturnVisit.id == visit_id, visible_to(actor, ReturnVisit.matter_id))
        .options(selectinload(ReturnVisit.answers))
    ).scalar_one_or_none()
    if row is None:
        raise NotFound()
    return row


def visits_of(matter_id: UUID) -> Sequence[ReturnVisit]:
    """Visits of a matter with answers, in their order."""
    statement = (
        select(ReturnVisit)
        .where(ReturnVisit.matter_id == matter_id)
        .options(selectinload(ReturnVisit.answers))
        .order_by(ReturnVisit.position)
    )
    return db.session.execute(statement).scalars().all()


def list_visits(
    actor: Actor, *, state: str = "", matter_id: UUID | None = None, cursor: str | None = None, limit: int = 20
) -> Page[ReturnVisit]:
    """Visits of visible matters, the earliest due first."""
    statement = select(ReturnVisit).where(visible_to(actor, ReturnVisit.matter_id))
    if state:
        statement = statement.where(ReturnVisit.state == state)
    if matter_id is not None:
        statement = statement.where(ReturnVisit.matter_id == matter_id)
    return keyset(statement, [ReturnVisit.due_on, ReturnVisit.id], cursor=cursor, limit=limit)


def planned_count(actor: Actor) -> int:
    """Visits of visible matters that nobody has made yet."""
    return db.session.execute(
        select(func.count()).where(visible_to(actor, ReturnVisit.matter_id), ReturnVisit.state == "planned")
    ).scalar_one()


def open_items(actor: Actor) -> list[OpenItem]:
    """Return visits nobody has made yet, for the hand-over list of a post that makes them."""
    if not actor.may(may.VISIT):
        return []
    planned = select(ReturnVisit).where(ReturnVisit.state == "planned", visible_among_few(actor, ReturnVisit.matter_id))
    rows = db.session.execute(planned.order_by(ReturnVisit.due_on, ReturnVisit.id).limit(MOST_OPEN)).scalars().all()
    names = intake.matter_names(row.matter_id for row in rows)
    return [
        OpenItem(
            kind=LineKind.VISIT, subject_id=row.id, matter_id=row.matter_id, number=names[row.matter_id][0],
            title=names[row.matter_id][1], waits=msg("等待回访"), due_at=clock.at(row.due_on, 23, 59),
        )
        for row in rows
    ]  # fmt: skip


def visit_facts(visit: ReturnVisit, **given: Any) -> dict[str, Any]:
    """What the conditions of a visit need to know."""
    asked = select(VisitAnswer.party_id).where(VisitAnswer.visit_id == visit.id)
    missing = select(func.count()).where(
        MatterParty.matter_id == visit.matter_id, MatterParty.withdrawn.is_(False), MatterParty.id.not_in(asked)
    )
    wrong = select(func.count()).where(
        VisitAnswer.visit_id == visit.id,
        or_(VisitAnswer.performed.is_(False), VisitAnswer.satisfaction <= 2),
    )
    mediation = mediations.latest_mediation(visit.matter_id)
    return {
        "mediator_id": mediation.mediator_id if mediation is not None else None,
        "companion": visit.companion,
        "answers_missing": db.session.execute(missing).scalar_one(),
        "problems": db.session.execute(wrong).scalar_one() + bool(visit.new_dispute) + bool(visit.escalation),
        "tries": len({one["at"][:HOUR] for one in visit.tries}),
        **given,
    }


def dossier_of(matter_id: UUID) -> Dossier | None:
    """The matter's dossier, or None before closing."""
    return db.session.execute(select(Dossier).where(Dossier.matter_id == matter_id)).scalar_one_or_none()


def get_dossier(actor: Actor, dossier_id: UUID) -> Dossier:
    """One dossier of a visible matter; raises ``NotFound``."""
    row = db.session.execute(
        select(Dossier).where(Dossier.id == dossier_id, visible_to(actor, Dossier.matter_id))
    ).scalar_one_or_none()
    if row is None:
        raise NotFound()
    return row


def list_dossiers(actor: Actor, *, state: str = "", cursor: str | None = None, limit: int = 20) -> Page[Dossier]:
    """Dossiers of visible matters, newest first."""
    statement = select(Dossier).where(visible_to(actor, Dossier.matter_id))
    if state:
        statement = statement.where(Dossier.state == state)
    return keyset(statement, [Dossier.id], cursor=cursor, limit=limit, descending=True)


def parties_to_visit(visit: ReturnVisit) -> Sequence[MatterParty]:
    """The parties a visit asks, in their order."""
    return intake.parties_of(visit.matter_id)
