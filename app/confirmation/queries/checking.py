"""The lint at the application: what the file of an application tells the rules, and what they answer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import select

from app.agreements import queries as agreements
from app.agreements.models import Agreement
from app.agreements.types.applying import JointApplication
from app.agreements.types.circumstances import Paper
from app.agreements.types.enums import PaperKind
from app.agreements.types.linting import LintReport, Stage
from app.confirmation.models import Application, Material
from app.confirmation.queries.courts import competent_courts, court_of, last_day
from app.confirmation.types import MaterialKind
from app.confirmation.workflow import CONFIRMATION_WORKFLOW, PREPARING
from app.core import clock
from app.core.db import db
from app.core.permissions import Actor
from app.mediation import queries as mediation
from app.organisations import queries as organisations
from app.organisations.types import SameJudge

#: The papers each ticked material proves.
PROVES = {
    MaterialKind.MEDIATION_PROOF: (PaperKind.PRESIDING_PROOF,),
    MaterialKind.IDENTITY: (PaperKind.IDENTITY, PaperKind.LEGAL_REPRESENTATIVE),
    MaterialKind.PROPERTY_PROOF: (PaperKind.PROPERTY_PROOF,),
}


def joint_application(agreement: Agreement, row: Application | None = None) -> JointApplication:
    """The application as the rules see it; without one, what the agreement alone tells."""
    effective = agreement.effective_at
    effective_on = clock.local(effective).date() if effective is not None else None
    if row is None:
        return JointApplication(effective_on=effective_on, last_day_on=last_day(effective_on) if effective_on else None)
    keys = agreements.keys_by_party(agreements.content_of(agreement))
    joined = tuple(key for key in (keys.get(str(one.party_id)) for one in row.wills if one.joined_at) if key)
    committed = tuple(key for key in (keys.get(str(one.party_id)) for one in row.wills if one.commitment_at) if key)
    return JointApplication(
        court=organisations.unit(row.court_id).name,
        competent_courts=tuple(organisations.unit(one.court_id).name for one in competent_courts(agreement)),
        open_elsewhere=_open_elsewhere(row),
        applicants=joined,
        application_signed_by=joined,
        commitment_signed_by=committed,
        effective_on=effective_on,
        last_day_on=row.last_day_on,
    )


def _open_elsewhere(row: Application) -> tuple[str, ...]:
    """Courts with another application for the same agreement that is not over."""
    statement = select(Application.court_id).where(
        Application.agreement_id == row.agreement_id,
        Application.id != row.id,
        Application.state.in_(CONFIRMATION_WORKFLOW.open_states),
    )
    return tuple(organisations.unit(court_id).name for court_id in db.session.execute(statement).scalars())


def apply_report(agreement: Agreement, row: Application | None = None) -> LintReport:
    """The lint of an agreement at the application, with the papers of the package where there is one."""
    papers = tuple(_papers(agreement, row)) if row is not None else ()
    return agreements.lint(
        agreement,
        on=clock.today(),
        stage=Stage.APPLY,
        application=joint_application(agreement, row),
        papers=papers,
    )


def _papers(agreement: Agreement, row: Application) -> Iterator[Paper]:
    keys = agreements.keys_by_party(agreements.content_of(agreement))
    for material in row.materials:
        for kind in PROVES.get(MaterialKind(material.kind), ()) if material.present else ():
            yield from (Paper(kind=kind, party=key) for key in keys.values())
    for will in row.wills:
        if will.address_at is not None and str(will.party_id) in keys:
            yield Paper(kind=PaperKind.DELIVERY_ADDRESS, party=keys[str(will.party_id)])
    sessions = mediation.sessions_of(agreement.mediation_id)
    if sessions and all(session.digest for session in sessions):
        yield Paper(kind=PaperKind.SESSION_RECORD)


def blocking_rules(report: LintReport) -> list[str]:
    """Numbers of the findings that keep an application from being sent."""
    return sorted({finding.rule_id for finding in report.blocking})


def _missing_words(materials: Sequence[Material]) -> str:
    lacking = [row for row in materials if row.required and not row.present]
    return "、".join(str(MaterialKind(row.kind).label) for row in lacking)


def application_facts(row: Application, actor: Actor, *, with_lint: bool = True, **given: Any) -> dict[str, Any]:
    """What the conditions of the workflow need to know; the rules are asked only while the centre prepares."""
    agreement = db.session.get_one(Agreement, row.agreement_id)
    policy = organisations.court_policy(row.court_id)
    guided = {str(one) for one in row.guided_by}
    preparing = row.state in PREPARING
    report = apply_report(agreement, row) if with_lint and preparing else None
    return {
        "broken": broken_rules(agreement, row) if preparing else {},
        "materials_missing": _missing_words(row.materials),
        "report": report,
        "blocks": blocking_rules(report) if report is not None else [],
        "own_court_id": court_of(actor),
        "guided_by_actor": any(str(one) in guided for one in actor.people),
        "guided_acknowledged": row.guided_acknowledged,
        "same_judge": policy.guiding_judge_confirms if policy is not None else SameJudge.WARN,
        **given,
    }


def broken_rules(agreement: Agreement, row: Application | None = None) -> dict[str, Any]:
    """The rules of the application that are broken, by number, each with its sentence; nobody can override these."""
    return agreements.broken_apply_rules(agreement, joint_application(agreement, row), on=clock.today())


def application_of(agreement_id: UUID) -> Application | None:
    """The newest application for an agreement, or None."""
    statement = select(Application).where(Application.agreement_id == agreement_id).order_by(Application.id.desc())
    return db.session.execute(statement.limit(1)).scalar_one_or_none()


def courts_of(application_ids: Iterable[UUID]) -> dict[UUID, UUID]:
    """The court of each application, by the application; for work in the platform's name."""
    rows = db.session.execute(
        select(Application.id, Application.court_id).where(Application.id.in_(list(application_ids)))
    )
    return {row.id: row.court_id for row in rows}


def court_of_application(application_id: UUID) -> UUID | None:
    """The court an application goes to, or None."""
    return db.session.execute(select(Application.court_id).where(Application.id == application_id)).scalar_one_or_none()
