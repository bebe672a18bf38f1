"""Reads of applications: the centre's list, the court's docket, the facts the conditions look at."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import selectinload

from app.agreements import queries as agreements
from app.agreements.models import Agreement, AgreementParty
from app.agreements.types.linting import Level, LintReport, Stage
from app.clocks import queries as clocks
from app.confirmation.models import Application, Material, Will
from app.confirmation.rules.route import Competence, RouteInput, confirmation_route
from app.confirmation.types import MaterialKind
from app.core import clock
from app.core.db import db
from app.core.errors import NotFound
from app.core.pagination import Page, keyset
from app.core.permissions import Actor
from app.guidance import queries as guidance
from app.intake import queries as intake
from app.intake.policies import visible_to
from app.mediation.models import Mediation
from app.organisations import queries as organisations
from app.organisations.types import UnitKind

#: What has a payment of money and nothing else in it; other clauses make a labour agreement a mixed one (C18).
PAYMENT_ONLY_AGREEMENTS = ("tri_party_assignment", "two_party_assignment", "payment")

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


def court_of(actor: Actor) -> UUID | None:
    """The court a court person works for, found from their unit."""
    court = organisations.ancestor(actor.unit_id, UnitKind.COURT) if actor.unit_id is not None else None
    return court.id if court is not None else None


def competent_courts(agreement: Agreement) -> tuple[Competence, ...]:
    """The courts the parties may choose from for an agreement (民诉法205)."""
    sitting = db.session.get_one(Mediation, agreement.mediation_id)
    org = organisations.unit(agreement.org_id)
    center = intake.matter(agreement.matter_id).center_id
    court = organisations.ancestor(organisations.judge_studio_for(center).id, UnitKind.COURT)
    courts = [court.id] if court is not None else []
    return confirmation_route(
        RouteInput(
            inviting_court=courts[0] if courts and sitting.court_referral_number else None,
            labour=intake.labour_dispute(agreement.matter_id),
            peoples_committee=org.org_kind == "people_committee",
            payment_only=agreement.kind in PAYMENT_ONLY_AGREEMENTS,
            organisation_courts=courts,
        )
    )


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


def last_day(effective_on: date) -> date:
    """The thirtieth day after effect, rolled over rest days (K01)."""
    return clocks.due_day("K01", effective_on)


def apply_report(application: Application) -> LintReport:
    """The lint of the agreement at the application."""
    agreement = db.session.get_one(Agreement, application.agreement_id)
    return agreements.lint(agreement, on=clock.today(), stage=Stage.APPLY)


#: Papers that this context proves by its own package; their lint rules are answered by the materials list.
PROVEN_BY_PACKAGE = frozenset({"M03", "M04", "M06", "M07", "M09", "M10"})


def blocking_rules(application: Application) -> list[str]:
    """Numbers of the findings that keep an application from being sent."""
    report = apply_report(application)
    overridden = {one.rule_id for one in report.overrides}
    return sorted(
        {
            finding.rule_id
            for finding in report.findings
            if finding.level is Level.BLOCK and finding.rule_id not in overridden | PROVEN_BY_PACKAGE
        }
    )


def _missing_words(materials: Sequence[Material]) -> str:
    lacking = [row for row in materials if row.required and not row.present]
    return "、".join(str(MaterialKind(row.kind).label) for row in lacking)


def _incomplete(will: Will) -> bool:
    return will.joined_at is None or will.commitment_at is None or will.address_at is None


def application_facts(row: Application, actor: Actor, *, with_lint: bool = True, **given: Any) -> dict[str, Any]:
    """What the conditions of the workflow need to know."""
    agreement = db.session.get_one(Agreement, row.agreement_id)
    policy = organisations.court_policy(row.court_id)
    guided = {str(one) for one in row.guided_by}
    return {
        "effective_on": agreement.effective_at,
        "last_day_on": row.last_day_on,
        "today": clock.today(),
        "competent_courts": {one.court_id for one in competent_courts(agreement)},
        "wills_missing": sum(_incomplete(will) for will in row.wills),
        "materials_missing": _missing_words(row.materials),
        "blocks": blocking_rules(row) if with_lint and row.state == "ready" else [],
        "own_court_id": court_of(actor),
        "guided_by_actor": actor.user_id is not None and str(actor.user_id) in guided,
        "guided_acknowledged": row.guided_acknowledged,
        "same_judge": getattr(policy, "same_judge", "warn") if policy is not None else "warn",
        **given,
    }


def guiding_judges(matter_id: UUID) -> list[str]:
    """Judges who guided the matter, as ids in text."""
    return sorted(str(one) for one in guidance.judges_who_guided(matter_id))
