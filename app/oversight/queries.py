"""Reads of oversight: the checklist of a matter, its lead officials, and whose duties wait."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, ScalarSelect, Select, and_, false, func, or_, select

from app.core import clock
from app.core.db import db
from app.core.errors import NotFound
from app.core.pagination import Page, keyset
from app.core.permissions import Actor
from app.intake.models import Dispute, Event, RiskAssessment, RiskSignal
from app.intake.policies import visible_among_few, visible_to
from app.intake.queries import AT_WORK
from app.intake.types import DisputeType, RiskLevel
from app.oversight import permissions as may
from app.oversight.models import LeadOfficial, RiskDuty
from app.oversight.rules import MEASURES_CLOCK, OWNERS
from app.oversight.types import DutyKind

TABS = ("mine", "overdue", "open")
#: Silence counts while somebody should be at work; a resolved matter waits for its visit.
UNDER_WAY = ("triaged", "dispatched", "handling")
AT_ONCE = 500
#: The rung at which a clock has run out, in percent.
OVER = 100


@dataclass(frozen=True, slots=True)
class Standing:
    """The confirmed level of a matter, since when it has been that, and whether the last act changed it."""

    level: str
    since: datetime
    changed: bool


def standing_level(matter_id: UUID) -> Standing | None:
    """How a matter came to its confirmed level; None when nobody has confirmed one."""
    query = (
        select(RiskAssessment.confirmed_level, RiskAssessment.confirmed_at)
        .where(RiskAssessment.matter_id == matter_id, RiskAssessment.confirmed_level.is_not(None))
        .order_by(RiskAssessment.id.desc())
    )
    rows = [(level, at) for level, at in db.session.execute(query) if level is not None and at is not None]
    if not rows:
        return None
    run = next((index for index, row in enumerate(rows) if row[0] != rows[0][0]), len(rows))
    return Standing(rows[0][0], rows[run - 1][1], run == 1)


def duties_of(matter_id: UUID) -> Sequence[RiskDuty]:
    """Every duty a matter had, oldest first; daily notes by their day."""
    return db.session.scalars(
        select(RiskDuty).where(RiskDuty.matter_id == matter_id).order_by(RiskDuty.day.nulls_first(), RiskDuty.id)
    ).all()


def open_duties_of(matter_id: UUID) -> Sequence[RiskDuty]:
    """The duties of a matter that wait, oldest first."""
    return [row for row in duties_of(matter_id) if row.state == "open"]


def notes_of(matter_id: UUID) -> Sequence[RiskDuty]:
    """The daily notes of a matter, written and missed, by day."""
    return [row for row in duties_of(matter_id) if row.kind == DutyKind.DAILY_NOTE and row.state != "ended"]


def leads_of(matter_id: UUID) -> Sequence[LeadOfficial]:
    """Everybody who led a matter, the present one last."""
    return db.session.scalars(
        select(LeadOfficial).where(LeadOfficial.matter_id == matter_id).order_by(LeadOfficial.id)
    ).all()


def present_lead(matter_id: UUID) -> LeadOfficial | None:
    """Who leads a matter now."""
    return db.session.scalar(
        select(LeadOfficial).where(LeadOfficial.matter_id == matter_id, LeadOfficial.ended_on.is_(None))
    )


def get_duty(actor: Actor, duty_id: UUID) -> RiskDuty:
    """One duty of a visible matter; raises ``NotFound``."""
    row = db.session.scalar(select(RiskDuty).where(RiskDuty.id == duty_id, visible_to(actor, RiskDuty.matter_id)))
    if row is None:
        raise NotFound()
    return row


def owned_by(actor: Actor) -> ColumnElement[bool]:
    """The duties that are this membership's work: named in person, or the unit's in a role they belong to."""
    kinds = [kind.value for kind, roles in OWNERS.items() if actor.role.value in roles]
    mine = RiskDuty.owner_user_id.in_(actor.people) if actor.people else false()
    ours = and_(
        RiskDuty.owner_user_id.is_(None), RiskDuty.owner_unit_id == actor.unit_id, RiskDuty.kind.in_(kinds or [""])
    )
    return or_(mine, ours)


def _listed(actor: Actor, tab: str) -> Select[RiskDuty]:
    statement = (
        select(RiskDuty)
        .join(Event, Event.id == RiskDuty.matter_id)
        .where(RiskDuty.state == "open", Event.state.in_(AT_WORK), visible_among_few(actor, RiskDuty.matter_id))
    )
    if tab == "mine":
        statement = statement.where(owned_by(actor))
    return statement.where(RiskDuty.due_at < clock.now()) if tab == "overdue" else statement


def list_duties(actor: Actor, tab: str = "open", *, cursor: str | None = None, limit: int = 20) -> Page[RiskDuty]:
    """Open duties of visible matters, in the order they arose: the actor's own, those overdue, or all."""
    return keyset(_listed(actor, tab), [RiskDuty.id], cursor=cursor, limit=limit)


def waiting(actor: Actor) -> ScalarSelect[int]:
    """How many duties wait for this membership, or for anybody it sees where it does none; part of the menu's count."""
    tab = "mine" if actor.may(may.DUTY_DONE) else "open"
    listed = _listed(actor, tab).with_only_columns(RiskDuty.id).subquery()
    return select(func.count()).select_from(listed).scalar_subquery()


def red_matters() -> Sequence[UUID]:
    """Every red matter at work, oldest first."""
    return db.session.scalars(
        select(Event.id).where(Event.risk_level == RiskLevel.RED.value, Event.state.in_(AT_WORK)).order_by(Event.id)
    ).all()


def under_way(*, red_alone: bool) -> Iterator[Sequence[UUID]]:
    """Graded matters under way, by some hundreds."""
    last: UUID | None = None
    while True:
        query = select(Event.id).where(Event.state.in_(UNDER_WAY), Event.risk_level.is_not(None))
        if red_alone:
            query = query.where(Event.risk_level == RiskLevel.RED.value)
        if last is not None:
            query = query.where(Event.id > last)
        ids = db.session.scalars(query.order_by(Event.id).limit(AT_ONCE)).all()
        if not ids:
            return
        yield ids
        last = ids[-1]


def wage_matters() -> Sequence[UUID]:
    """Matters of unpaid wages of migrant workers under way."""
    wage = DisputeType.MIGRANT_WAGE.value
    wages = or_(Dispute.dispute_type == wage, and_(Dispute.id.is_(None), Event.type_hint == wage))
    query = select(Event.id).outerjoin(Dispute, Dispute.id == Event.id)
    return db.session.scalars(query.where(Event.state.in_(UNDER_WAY), wages).order_by(Event.id)).all()


def told_of(matter_ids: Iterable[UUID]) -> set[tuple[UUID, str, str | None]]:
    """The signals some matters have: matter, kind, occurrence."""
    query = select(RiskSignal.matter_id, RiskSignal.kind, RiskSignal.occurrence)
    rows = db.session.execute(query.where(RiskSignal.matter_id.in_(list(matter_ids))))
    return {(row[0], row[1], row[2]) for row in rows}


def clock_facts(rule_id: str, rung: int) -> tuple[str, ...]:
    """The names of the facts that a rung of a clock leads to here."""
    return ("RiskDutiesOverdue",) if rule_id == MEASURES_CLOCK and rung == OVER else ()
