"""What the conditions of a schedule look at."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import aliased

from app.claims.models import ClaimRow, ClaimSchedule
from app.claims.rules import trace_from
from app.claims.rules.trace import message_from
from app.claims.types import Level, ScheduleFacts
from app.core.db import db
from app.core.permissions import Actor
from app.core.text import Message
from app.intake import queries as intake
from app.mediation.models import Mediation
from app.organisations import queries as organisations

WAGES = "migrant_wage"


def schedule_facts(schedule: ClaimSchedule, actor: Actor, *, agreed_figures: bool = True) -> ScheduleFacts:
    """Gather what is needed to judge an act on the schedule."""
    return ScheduleFacts(
        rows=len(schedule.rows),
        blocks=blocking_findings(schedule),
        unaccepted=tuple(row.name for row in schedule.rows if row.needs_acceptance),
        claimed_elsewhere=tuple(claimed_elsewhere(schedule)),
        mediator_ids=frozenset(mediators_of(schedule.matter_id)),
        in_human_resources=in_human_resources(actor, schedule.matter_id),
        agreed_figures=agreed_figures,
    )


def blocking_findings(schedule: ClaimSchedule) -> tuple[Message, ...]:
    """The sentences of every finding that stops the schedule, with the worker's name in front."""
    general = [found for found in schedule.findings if found["level"] == Level.BLOCK.value]
    sentences = [message_from(found["message"]) for found in general]
    for row in schedule.rows:
        for found in row.report.get("findings", ()):
            if found["level"] == Level.BLOCK.value:
                sentences.append(Message("{name}：{text}", {"name": row.name, "text": message_from(found["message"])}))
    return tuple(sentences)


def claimed_elsewhere(schedule: ClaimSchedule) -> Sequence[str]:
    """Workers who claim an overlapping time from the same employer on another schedule that is not a mere draft."""
    other, sheet = aliased(ClaimRow), aliased(ClaimSchedule)
    same_employer = sheet.employer == schedule.employer
    if schedule.employer_uscc:
        same_employer = same_employer | (sheet.employer_uscc == schedule.employer_uscc)
    statement = (
        select(ClaimRow.name)
        .join(other, other.id_index == ClaimRow.id_index)
        .join(sheet, sheet.id == other.schedule_id)
        .where(
            ClaimRow.schedule_id == schedule.id,
            sheet.id != schedule.id,
            sheet.state != "draft",
            same_employer,
            sheet.first_month <= schedule.last_month,
            sheet.last_month >= schedule.first_month,
        )
        .order_by(ClaimRow.number)
        .distinct()
    )
    return list(dict.fromkeys(db.session.execute(statement.add_columns(ClaimRow.number)).scalars()))


def mediators_of(matter_id: UUID) -> set[UUID]:
    """Everybody who mediates or mediated the matter."""
    statement = select(Mediation.mediator_id).where(
        Mediation.matter_id == matter_id, Mediation.mediator_id.is_not(None)
    )
    return {user_id for user_id in db.session.execute(statement).scalars() if user_id is not None}


def in_human_resources(actor: Actor, matter_id: UUID) -> bool:
    """Whether the actor works in the department that leads wage disputes by the authority list, or below it."""
    if actor.unit_id is None:
        return False
    lineage = set(organisations.unit(actor.unit_id).lineage)
    region = intake.matter(matter_id).region_code
    leading = (found for found in organisations.competent_units(WAGES, region) if found.is_lead)
    return any(found.unit.code in lineage for found in leading)


def same_figures(schedule: ClaimSchedule, before: dict[UUID, int]) -> bool:
    """Whether each row shows the sum it showed before, and its trace still gives that sum."""
    return all(
        row.verified_fen == before.get(row.id) == int(trace_from(row.report["trace"]).value) for row in schedule.rows
    )
