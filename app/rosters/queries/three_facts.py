"""On the roster, signed in, last act: side by side, person by person."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from app.accounts import queries as accounts
from app.accounts.models import User
from app.audit.models import AuditEntry
from app.core import clock
from app.core.db import db
from app.rosters.models import Presence
from app.rosters.queries.duties import during, read_duties
from app.rosters.types import OnDuty, ThreeFacts


def three_facts(unit_id: UUID | None = None) -> list[ThreeFacts]:
    """A unit's people, or everybody who is on duty or signed in now, each with the three facts."""
    now = clock.now()
    on_duty = {one.user_id: one for one in read_duties(during(now, now))}
    there = _signed_in()
    if unit_id is None:
        people = accounts.colleagues(user_ids={*on_duty, *there})
        people = [one for one in people if _unit_of(one.user_id, on_duty, there) == one.unit_id]
    else:
        people = accounts.colleagues(unit_id=unit_id)
    acted = _last_acts({one.user_id for one in people})
    return [
        ThreeFacts(
            user_id=one.user_id,
            name=one.name,
            unit_id=one.unit_id,
            unit_name=one.unit_name,
            duty=on_duty.get(one.user_id),
            signed_in_at=there[one.user_id].arrived_at if one.user_id in there else None,
            seat=there[one.user_id].seat if one.user_id in there else "",
            acted_at=acted.get(one.user_id),
        )
        for one in people
    ]


def _unit_of(user_id: UUID, on_duty: dict[UUID, OnDuty], there: dict[UUID, Presence]) -> UUID:
    return on_duty[user_id].unit_id if user_id in on_duty else there[user_id].unit_id


def _signed_in() -> dict[UUID, Presence]:
    statement = select(Presence).where(Presence.left_at.is_(None), Presence.arrived_at >= clock.at(clock.today()))
    return {row.user_id: row for row in db.session.execute(statement).scalars()}


def _last_acts(user_ids: set[UUID]) -> dict[UUID, datetime]:
    """When each person last did something that left a trace; one look into the index for each, in one statement."""
    if not user_ids:
        return {}
    latest = (
        select(AuditEntry.happened_at)
        .where(AuditEntry.user_id == User.id)
        .order_by(AuditEntry.happened_at.desc())
        .limit(1)
        .correlate(User)
        .scalar_subquery()
    )
    rows = db.session.execute(select(User.id, latest.label("at")).where(User.id.in_(user_ids)))
    return {row.id: row.at for row in rows if row.at is not None}
