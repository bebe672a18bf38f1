"""The circumstances of an agreement, gathered from the file: consent, presence, organisation, court, notices."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from uuid import UUID

from sqlalchemy import select

from app.agreements.models import Agreement, ClaimAssignment
from app.agreements.queries.composing import party_key
from app.agreements.queries.stored import (
    content_of,
    is_unaltered,
    noted_of,
    notice_facts,
    notice_rows,
    overrides_of,
    signature_facts,
    signature_rows,
    standing_version,
)
from app.agreements.rules.lint import run
from app.agreements.rules.lint.application import CONDITIONS
from app.agreements.types.applying import JointApplication
from app.agreements.types.circumstances import (
    CareTaken,
    Circumstances,
    Consent,
    Court,
    Leaving,
    Organisation,
    Paper,
    Session,
)
from app.agreements.types.clauses import ConfirmationWish
from app.agreements.types.content import AgreementContent
from app.agreements.types.enums import PaperKind
from app.agreements.types.linting import Case, Level, LintReport, Settings, Stage
from app.clocks import queries as clocks
from app.core.calendar import CalendarNotLoaded
from app.core.db import db
from app.core.text import Message
from app.mediation import queries as mediation
from app.mediation.models import Mediation
from app.mediation.models import Session as Sitting
from app.organisations import queries as organisations
from app.organisations.types import UnitKind


def circumstances_of(agreement: Agreement, content: AgreementContent) -> Circumstances:
    """What the file knows, joined with what people noted; the file wins where both speak."""
    noted = noted_of(agreement)
    sitting = db.session.get_one(Mediation, agreement.mediation_id)
    keys = {party.matter_party_id: party.key for party in content.parties if party.matter_party_id}
    notices = mediation.notices_of(sitting.id)
    read_aloud = [party_id for party_id, notice in notices.items() if notice.read_aloud]
    return replace(
        noted,
        organisation=_organisation(sitting.org_id, noted.organisation),
        court=_court(content, noted.court, sitting),
        consents=tuple(
            Consent(party=keys[str(party_id)], at=row.answered_at, channel=row.channel)
            for party_id, row in mediation.consents_of(sitting.id).items()
            if str(party_id) in keys and row.answer == "consent"
        ),
        rights_notices=tuple(
            Consent(party=keys[str(party_id)], at=row.confirmed_at)
            for party_id, row in notices.items()
            if str(party_id) in keys
        ),
        care=noted.care
        + tuple(CareTaken(party=keys[str(one)], read_aloud=True) for one in read_aloud if str(one) in keys),
        sessions=_sessions(mediation.sessions_of(sitting.id), keys),
        signatures=signature_facts(signature_rows(agreement.id)),
        notices=notice_facts(notice_rows(agreement.id)),
        papers=noted.papers + _papers(sitting.id, noted.papers),
        earlier_assignments=held_elsewhere(agreement.id, content)[0],
    )


def _organisation(org_id: UUID, noted: Organisation | None) -> Organisation:
    unit = organisations.unit(org_id)
    return Organisation(
        name=unit.name,
        kind=unit.org_kind or "",
        active=unit.is_active,
        filed_on=unit.filed_on,
        notified_court=unit.notified_court,
        co_presiding=noted.co_presiding if noted else (),
    )


def _court(content: AgreementContent, noted: Court, sitting: Mediation) -> Court:
    name = next((clause.court for clause in content.of_type(ConfirmationWish) if clause.court), None)
    unit = next((unit for unit in organisations.units(kind=UnitKind.COURT) if unit.name == name), None)
    policy = organisations.court_policy(unit.id) if unit else None
    return Court(
        name=name,
        accepts_self_mediated=policy.accepts_self_mediated if policy else None,
        pre_litigation_number=noted.pre_litigation_number,
        invited=sitting.origin in ("court_delegated", "court_entrusted"),
    )


def _sessions(rows: Sequence[Sitting], keys: Mapping[str, str]) -> tuple[Session, ...]:
    return tuple(
        Session(
            started_at=row.started_at,
            ended_at=row.ended_at,
            online=row.mode == "online",
            attended=tuple(
                keys[str(one.party_id)] for one in row.attendance if one.present and str(one.party_id) in keys
            ),
            left=tuple(
                Leaving(party=keys[str(one.party_id)], at=one.left_at)
                for one in row.attendance
                if one.left_at and str(one.party_id) in keys
            ),
        )
        for row in rows
    )


def _papers(mediation_id: UUID, noted: tuple[Paper, ...]) -> tuple[Paper, ...]:
    if any(paper.kind is PaperKind.GROUP_REPRESENTATIVES for paper in noted):
        return ()
    chosen = mediation.representatives_of(mediation_id)
    return (Paper(kind=PaperKind.GROUP_REPRESENTATIVES),) if chosen else ()


def held_elsewhere(agreement_id: UUID, content: AgreementContent) -> tuple[tuple[int, ...], tuple[str, ...]]:
    """Rows of the annex, and their workers, whose claim another open agreement holds."""
    wanted = {UUID(row.claim_id): row for row in content.annex.rows if row.claim_id} if content.annex else {}
    if not wanted:
        return (), ()
    statement = select(ClaimAssignment.claim_row_id).where(
        ClaimAssignment.claim_row_id.in_(wanted),
        ClaimAssignment.ended_at.is_(None),
        ClaimAssignment.agreement_id != agreement_id,
    )
    rows = [wanted[claim_id] for claim_id in db.session.execute(statement).scalars()]
    return tuple(row.no for row in rows), tuple(row.name for row in rows)


def lint(
    agreement: Agreement,
    *,
    on: date,
    stage: Stage = Stage.DRAFT,
    content: AgreementContent | None = None,
    application: JointApplication | None = None,
    papers: tuple[Paper, ...] = (),
) -> LintReport:
    """Check an agreement, or what it would be with another content, as of a day; papers add to those noted."""
    looked_at = content or content_of(agreement)
    known = circumstances_of(agreement, looked_at)
    case = Case(
        content=looked_at,
        circumstances=replace(known, papers=known.papers + papers),
        on=on,
        stage=stage,
        application=replace(application or JointApplication(), unaltered=_unaltered(agreement, stage)),
        settings=Settings(),
        is_rest_day=_rests,
    )
    return run(case, overrides_of(agreement))


def _unaltered(agreement: Agreement, stage: Stage) -> bool | None:
    version = standing_version(agreement) if stage is Stage.APPLY else None
    return is_unaltered(version) if version is not None else None


def broken_apply_rules(agreement: Agreement, application: JointApplication, *, on: date) -> dict[str, Message]:
    """What blocks an application whatever else the file holds: sentences by rule number. Asks no further table."""
    case = Case(
        content=content_of(agreement),
        circumstances=Circumstances(),
        application=application,
        on=on,
        stage=Stage.APPLY,
    )
    return {finding.rule_id: finding.message for finding in run(case, only=CONDITIONS).at(Level.BLOCK)}


def _rests(day: date) -> bool:
    try:
        return clocks.calendar().rests(day)
    except CalendarNotLoaded:
        return False


def keys_by_party(content: AgreementContent) -> dict[str, str]:
    """Key of each party by the id it has in the matter."""
    return {party.matter_party_id: party.key for party in content.parties if party.matter_party_id}


__all__ = ["broken_apply_rules", "circumstances_of", "held_elsewhere", "keys_by_party", "lint", "party_key"]
