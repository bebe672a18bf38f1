"""Reads of applications: the centre's list, the court's docket, the courts to choose from, the facts of conditions."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import selectinload

from app.agreements import queries as agreements
from app.agreements.models import Agreement, AgreementParty
from app.confirmation.models import Application
from app.confirmation.queries.checking import (
    application_facts,
    application_of,
    apply_report,
    blocking_rules,
    broken_rules,
    court_of_application,
    courts_of,
    joint_application,
)
from app.confirmation.queries.courts import competent_courts, court_of, last_day
from app.core.db import db
from app.core.errors import NotFound
from app.core.pagination import Page, keyset
from app.core.permissions import Actor
from app.guidance import queries as guidance
from app.intake import queries as intake
from app.intake.policies import visible_to
from app.mediation.models import Mediation

DOCKET_TABS: dict[str, tuple[str, ...]] = {
    "waiting": ("submitted",),
    "open": ("accepted", "verified", "supplement_required"),
    "over": ("confirmed", "rejected", "rejected_355", "not_accepted", "withdrawn", "deemed_withdrawn"),
}


def get_application(actor: Actor, application_id: UUID) -> Application:
    """One application of a visible matter with wills and materials; raises ``NotFound``."""
    row = db.session.execute(
        select(Application)
        .where(Application.id == application_id, visible_to(actor, Application.matter_id))
        .options(selectinload(Application.wills), selectinload(Application.materials))
    ).scalar_one_or_none()
    if row is None:
        raise NotFound()
    return row


def agreement_of(row: Application) -> Agreement:
    """The agreement an application is about."""
    return db.session.get_one(Agreement, row.agreement_id)


def sitting_of(row: Application) -> Mediation:
    """The mediation that led to the agreement."""
    return db.session.get_one(Mediation, agreement_of(row).mediation_id)


def applications_of(matter_id: UUID) -> Sequence[Application]:
    """Applications of a matter, newest first; the caller has checked the grant."""
    statement = (
        select(Application)
        .where(Application.matter_id == matter_id)
        .options(selectinload(Application.wills), selectinload(Application.materials))
        .order_by(Application.id.desc())
    )
    return db.session.execute(statement).scalars().all()


def list_applications(
    actor: Actor, *, tab: str = "", matter_id: UUID | None = None, cursor: str | None = None, limit: int = 20
) -> Page[Application]:
    """Applications of visible matters by their statutory last day, the nearest first."""
    statement = select(Application).where(visible_to(actor, Application.matter_id))
    if tab in DOCKET_TABS:
        statement = statement.where(Application.state.in_(DOCKET_TABS[tab]))
    if matter_id is not None:
        statement = statement.where(Application.matter_id == matter_id)
    return keyset(statement, [Application.last_day_on, Application.id], cursor=cursor, limit=limit)


def tab_counts(actor: Actor) -> dict[str, int]:
    """Applications by tab of the docket, in one statement."""
    rows = db.session.execute(
        select(Application.state, func.count())
        .where(visible_to(actor, Application.matter_id))
        .group_by(Application.state)
    ).all()
    counts: dict[str, int] = {row[0]: row[1] for row in rows}
    return {tab: sum(counts.get(state, 0) for state in states) for tab, states in DOCKET_TABS.items()}


def signers_of(agreement: Agreement) -> list[UUID]:
    """Parties of the matter who signed the standing version."""
    version = agreements.standing_version(agreement)
    if version is None:
        return [party.id for party in intake.parties_of(agreement.matter_id)]
    rows = db.session.execute(
        select(AgreementParty.party_id).where(
            AgreementParty.version_id == version.id,
            AgreementParty.signs.is_(True),
            AgreementParty.party_id.is_not(None),
        )
    ).scalars()
    return [party_id for party_id in rows if party_id is not None]


def guiding_judges(matter_id: UUID) -> list[str]:
    """Judges who guided the matter, as ids in text."""
    return sorted(str(one) for one in guidance.judges_who_guided(matter_id))


__all__ = [
    "DOCKET_TABS",
    "agreement_of",
    "application_facts",
    "application_of",
    "applications_of",
    "apply_report",
    "blocking_rules",
    "broken_rules",
    "competent_courts",
    "court_of",
    "court_of_application",
    "courts_of",
    "get_application",
    "guiding_judges",
    "joint_application",
    "last_day",
    "list_applications",
    "signers_of",
    "sitting_of",
    "tab_counts",
]
