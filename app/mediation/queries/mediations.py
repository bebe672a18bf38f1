"""Reads of mediations, through the visibility filter."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import selectinload

from app.core.db import db
from app.core.errors import NotFound
from app.core.pagination import Page, keyset
from app.core.permissions import Actor
from app.intake import queries as intake
from app.intake.models import MatterParty
from app.intake.policies import visible_to
from app.intake.types import HoldKind
from app.mediation.models import (
    Attendance,
    Consent,
    Mediation,
    Representative,
    RepresentativeVote,
    RightsNotice,
    Session,
)
from app.mediation.workflow import MEDIATION_WORKFLOW


def get_mediation(actor: Actor, mediation_id: UUID) -> Mediation:
    """One mediation of a visible matter with its sessions; raises ``NotFound``."""
    row = db.session.execute(
        select(Mediation)
        .where(Mediation.id == mediation_id, visible_to(actor, Mediation.matter_id))
        .options(selectinload(Mediation.sessions).selectinload(Session.attendance))
    ).scalar_one_or_none()
    if row is None:
        raise NotFound()
    return row


def mediations_of(matter_id: UUID) -> Sequence[Mediation]:
    """All mediations of a matter with sessions, newest first."""
    statement = (
        select(Mediation)
        .where(Mediation.matter_id == matter_id)
        .options(selectinload(Mediation.sessions).joinedload(Session.attendance))
        .order_by(Mediation.id.desc())
    )
    return db.session.execute(statement).scalars().all()


def open_mediation(matter_id: UUID) -> Mediation | None:
    """The one mediation that is open on the matter, or None."""
    return db.session.execute(
        select(Mediation).where(Mediation.matter_id == matter_id, Mediation.state.in_(MEDIATION_WORKFLOW.open_states))
    ).scalar_one_or_none()


def latest_mediation(matter_id: UUID) -> Mediation | None:
    """The newest mediation of a matter, open or not."""
    return next(iter(mediations_of(matter_id)), None)


def orgs_of_matters(matter_ids: Iterable[UUID]) -> dict[UUID, UUID]:
    """The organisation of each matter's newest mediation, by the matter; for work in the platform's name."""
    statement = select(Mediation.matter_id, Mediation.org_id).where(Mediation.matter_id.in_(list(matter_ids)))
    return {row.matter_id: row.org_id for row in db.session.execute(statement.order_by(Mediation.id))}


def list_mediations(
    actor: Actor,
    *,
    state: str = "",
    mine: bool = False,
    matter_id: UUID | None = None,
    cursor: str | None = None,
    limit: int = 20,
) -> Page[Mediation]:
    """Mediations of visible matters, newest first."""
    statement = select(Mediation).where(visible_to(actor, Mediation.matter_id))
    if state == "open":
        statement = statement.where(Mediation.state.in_(MEDIATION_WORKFLOW.open_states))
    elif state:
        statement = statement.where(Mediation.state == state)
    if mine:
        statement = statement.where(Mediation.mediator_id.in_(actor.people))
    if matter_id is not None:
        statement = statement.where(Mediation.matter_id == matter_id)
    return keyset(statement, [Mediation.id], cursor=cursor, limit=limit, descending=True)


def _parties_without(table: Any, mediation: Mediation) -> Any:
    answered = select(table.party_id).where(table.mediation_id == mediation.id)
    return select(func.count()).where(
        MatterParty.matter_id == mediation.matter_id,
        MatterParty.withdrawn.is_(False),
        MatterParty.id.not_in(answered),
    )


def mediation_facts(mediation: Mediation, **given: Any) -> dict[str, Any]:
    """What the conditions of the workflow need to know."""
    holds = intake.open_holds(mediation.matter_id)
    refusals = select(func.count()).where(Consent.mediation_id == mediation.id, Consent.answer == "refuse")
    unanswered = _parties_without(Consent, mediation).scalar_subquery()
    untold = _parties_without(RightsNotice, mediation).scalar_subquery()
    consents, notices, refused = db.session.execute(select(unanswered, untold, refusals.scalar_subquery())).one()
    return {
        "exclusion": mediation.exclusion,
        "consents_missing": consents,
        "notices_missing": notices,
        "refusals": refused,
        "disclosure": mediation.disclosure,
        "conflict": mediation.conflict,
        "conflict_accepted": mediation.conflict_accepted,
        "hold_count": len(holds),
        "opinions_undecided": sum(hold.kind == HoldKind.OPINION_UNDECIDED for hold in holds),
        "labour": intake.labour_dispute(mediation.matter_id),
        **given,
    }


def consents_of(mediation_id: UUID) -> dict[UUID, Consent]:
    """Each party's answer, by party."""
    rows = db.session.execute(select(Consent).where(Consent.mediation_id == mediation_id)).scalars()
    return {row.party_id: row for row in rows}


def notices_of(mediation_id: UUID) -> dict[UUID, RightsNotice]:
    """Each party's confirmed rights notice, by party."""
    rows = db.session.execute(select(RightsNotice).where(RightsNotice.mediation_id == mediation_id)).scalars()
    return {row.party_id: row for row in rows}


def representatives_of(mediation_id: UUID) -> Sequence[Representative]:
    """Who speaks for the group."""
    return (
        db.session.execute(
            select(Representative).where(Representative.mediation_id == mediation_id).order_by(Representative.id)
        )
        .scalars()
        .all()
    )


def votes_of(mediation_id: UUID) -> set[UUID]:
    """Parties that signed the choice of representatives."""
    return set(
        db.session.execute(
            select(RepresentativeVote.party_id).where(RepresentativeVote.mediation_id == mediation_id)
        ).scalars()
    )


def sessions_of(mediation_id: UUID) -> Sequence[Session]:
    """Sittings in their order, with attendance."""
    statement = (
        select(Session)
        .where(Session.mediation_id == mediation_id)
        .options(selectinload(Session.attendance))
        .order_by(Session.position)
    )
    return db.session.execute(statement).scalars().all()


def get_session(actor: Actor, session_id: UUID) -> Session:
    """One sitting of a visible matter; raises ``NotFound``."""
    row = db.session.get(Session, session_id)
    if row is None:
        raise NotFound()
    get_mediation(actor, row.mediation_id)
    return row


def last_attendance(mediation_id: UUID) -> dict[UUID, Attendance]:
    """Each party's attendance at the latest sitting it is recorded for; V06 of the lint compares signatures with it."""
    found: dict[UUID, Attendance] = {}
    for session in sessions_of(mediation_id):
        found.update({row.party_id: row for row in session.attendance})
    return found


def absent_parties(mediation_id: UUID) -> set[UUID]:
    """Parties that left the last sitting or were not there."""
    return {
        party_id
        for party_id, row in last_attendance(mediation_id).items()
        if not row.present or row.left_at is not None
    }
