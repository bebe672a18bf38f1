"""Grants and holds: who may see a matter, and what must be decided first."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import or_, select, update
from sqlalchemy.dialects.postgresql import insert

from app.core import clock
from app.core.db import db
from app.core.errors import InvalidInput
from app.core.ids import new_id
from app.core.permissions import Actor, authorise
from app.core.text import msg
from app.core.unit_of_work import lock, unit_of_work
from app.intake import events as facts
from app.intake import permissions as may
from app.intake.commands import GrantRequest
from app.intake.models import Event, Grant, Hold
from app.intake.policies import require_may_act
from app.intake.types import HoldKind


def grant(request: GrantRequest, *, actor: Actor) -> None:
    """Let a unit or a user see the matter on the given ground; asking twice renews the end of the first grant."""
    with unit_of_work(actor) as uow:
        values = {
            "id": new_id(),
            "matter_id": request.matter_id,
            "unit_id": request.unit_id,
            "user_id": request.user_id,
            "ground": request.ground,
            "until": request.until,
            "created_at": clock.now(),
        }
        holder = Grant.unit_id if request.unit_id is not None else Grant.user_id
        statement = insert(Grant).values(values)
        db.session.flush()
        db.session.execute(
            statement.on_conflict_do_update(
                index_elements=[Grant.matter_id, holder, Grant.ground],
                index_where=holder.is_not(None),
                set_={"until": request.until},
            )
        )
        uow.audit(
            "intake.grant",
            "event",
            request.matter_id,
            request.matter_id,
            {"unit": request.unit_id, "user": request.user_id, "ground": request.ground, "until": request.until},
        )


def end_grant(
    matter_id: UUID, ground: str, *, unit_id: UUID | None = None, user_id: UUID | None = None, actor: Actor
) -> None:
    """Let a grant end now: an order was returned, a meeting is over."""
    with unit_of_work(actor) as uow:
        statement = select(Grant).where(Grant.matter_id == matter_id, Grant.ground == ground)
        statement = statement.where(Grant.unit_id == unit_id) if unit_id else statement.where(Grant.user_id == user_id)
        for row in db.session.execute(statement).scalars():
            row.until = clock.now()
            uow.audit("intake.end_grant", "event", matter_id, matter_id, {"unit": unit_id, "user": user_id})


def end_all_grants(matter_id: UUID, *, actor: Actor) -> None:
    """Let every grant of a matter end now: nobody sees it any more, its trail stays."""
    with unit_of_work(actor) as uow:
        now = clock.now()
        in_force = or_(Grant.until.is_(None), Grant.until > now)
        ended = update(Grant).where(Grant.matter_id == matter_id, in_force).values(until=now)
        db.session.execute(ended.execution_options(synchronize_session=False))
        uow.audit("intake.end_all_grants", "event", matter_id, matter_id, {})


def place_hold(
    matter_id: UUID, kind: HoldKind, subject_kind: str, subject_id: UUID, *, reason: str = "", actor: Actor
) -> None:
    """Hold the matter for a subject; holding it twice for the same one changes nothing."""
    with unit_of_work(actor) as uow:
        db.session.flush()
        placed = db.session.execute(
            insert(Hold)
            .values(
                id=new_id(),
                matter_id=matter_id,
                kind=kind.value,
                subject_kind=subject_kind,
                subject_id=subject_id,
                reason=reason,
                placed_by=actor.name,
                created_at=clock.now(),
            )
            .on_conflict_do_nothing()
            .returning(Hold.id)
        ).scalar()
        if placed is not None:
            uow.audit("intake.place_hold", subject_kind, subject_id, matter_id, {"kind": kind, "reason": reason})


def lift_hold(
    matter_id: UUID, kind: HoldKind, subject_id: UUID | None = None, *, reason: str = "", actor: Actor
) -> int:
    """Lift the open holds of a kind, of one subject or of all; returns how many were lifted."""
    with unit_of_work(actor) as uow:
        db.session.flush()
        open_ones = select(Hold).where(Hold.matter_id == matter_id, Hold.kind == kind.value, Hold.lifted_at.is_(None))
        if subject_id is not None:
            open_ones = open_ones.where(Hold.subject_id == subject_id)
        rows = db.session.execute(open_ones.with_for_update()).scalars().all()
        for row in rows:
            row.lifted_at, row.lifted_by, row.lift_reason = clock.now(), actor.name, reason
            uow.audit("intake.lift_hold", row.subject_kind, row.subject_id, matter_id, {"kind": kind, "reason": reason})
        return len(rows)


def waive_guidance(matter_id: UUID, reason: str, *, version: int | None = None, actor: Actor) -> None:
    """Let a red or orange matter go on without a judge's guidance, by the director, with a reason of 15 signs."""
    authorise(actor, may.HOLD_WAIVE)
    if len(reason.strip()) < 15:
        raise InvalidInput({"reason": [msg("请写明理由，不少于{least}个字。", least=15)]})
    with unit_of_work(actor) as uow:
        require_may_act(actor, matter_id)
        event = lock(Event, matter_id, version)
        event.guidance_waived = True
        event.touch()
        lift_hold(matter_id, HoldKind.GUIDANCE_MISSING, reason=reason.strip(), actor=actor)
        uow.audit("intake.waive_guidance", "event", matter_id, matter_id, {"reason": reason.strip()})
        uow.record(facts.GuidanceWaived(matter_id=matter_id, subject_kind="event", subject_id=matter_id))
