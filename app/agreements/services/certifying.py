"""Certificates of voluntary performance D41."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select

from app.agreements import events as told
from app.agreements import permissions as may
from app.agreements.forms.certificate import Proof, certificate_form
from app.agreements.models import Agreement, Certificate
from app.agreements.queries import agreements_of
from app.agreements.queries.composing import composed_annex, composed_party
from app.agreements.queries.facts import debtor_paid_all, duties_of
from app.agreements.queries.stored import content_of, standing_version
from app.agreements.types.content import AgreementContent
from app.agreements.types.states import AgreementState
from app.claims import queries as claims
from app.core import clock
from app.core.db import db
from app.core.errors import Conflict, Refused
from app.core.ids import new_id
from app.core.numbers import allot
from app.core.permissions import Actor, authorise
from app.core.text import msg
from app.core.unit_of_work import unit_of_work
from app.intake import queries as intake
from app.intake.policies import require_may_act
from app.mediation import queries as mediation
from app.organisations import queries as organisations
from app.rendering import services as rendering

CERTIFICATE = "performance_certificate"
SCHEDULE_TITLE = "工资及考勤核查表（近12个月）"


def issue_performance_certificate(matter_id: UUID, *, actor: Actor) -> UUID:
    """Certify that the debtor performed of its own will, citing the performed agreement, or the verified schedule D22
    where none was signed (domain.md §0.1). Raises Refused when something is still owed, Conflict the second time."""
    authorise(actor, may.CERTIFY)
    with unit_of_work(actor) as uow:
        require_may_act(actor, matter_id)
        known = select(Certificate.number).where(Certificate.matter_id == matter_id)
        number = db.session.execute(known).scalar()
        if number is not None:
            raise Conflict(msg("已经出具自动履行证明书：{number}。", number=number), code="certified")
        certificate = _certificate(matter_id, _proof(matter_id), actor)
        uow.record(
            told.PerformanceCertified(
                matter_id=matter_id,
                subject_kind=CERTIFICATE,
                subject_id=certificate.id,
                number=certificate.number,
                amount_fen=certificate.amount_fen,
            )
        )
        return certificate.id


def _certificate(matter_id: UUID, proof: Proof, actor: Actor) -> Certificate:
    certificate = Certificate(
        id=new_id(),
        matter_id=matter_id,
        agreement_id=proof.agreement_id,
        schedule_id=proof.schedule_id,
        number=allot("certificate", clock.today().year),
        obligor=proof.obligor.name,
        basis=proof.basis,
        basis_number=proof.number,
        amount_fen=proof.amount_fen,
        performed_on=proof.performed_on,
        issued_by=actor.name,
    )
    db.session.add(certificate)
    db.session.flush()
    issuer = organisations.unit(intake.matter(matter_id).center_id).name
    form = certificate_form(proof, certificate.number, issuer, clock.today())
    issued = rendering.issue_document(
        "D41", dict(form), matter_id=matter_id, subject_kind=CERTIFICATE, subject_id=certificate.id, actor=actor
    )
    certificate.document_id = issued.id
    return certificate


def _proof(matter_id: UUID) -> Proof:
    rows = agreements_of(matter_id)
    performed = next((row for row in rows if row.state in (AgreementState.PERFORMED, AgreementState.CLOSED)), None)
    if performed is not None:
        return _by_agreement(performed, content_of(performed))
    found = _by_schedule(matter_id) if all(row.state == AgreementState.LAPSED for row in rows) else None
    if found is None:
        raise Refused(msg("还没有全部履行，不能出具自动履行证明书。"), code="not_performed")
    return found


def _by_agreement(row: Agreement, content: AgreementContent) -> Proof:
    version = standing_version(row)
    duties = duties_of(row.id)
    paid = [duty for duty in duties if duty.amount_fen]
    obligor = next((party for party in content.parties if paid and party.name in paid[0].obligor), content.parties[0])
    return Proof(
        basis="agreement",
        agreement_id=row.id,
        schedule_id=row.schedule_id,
        title=content.title,
        number=content.number or "",
        digest=version.digest if version else None,
        amount_fen=sum(duty.amount_fen for duty in paid),
        performed_on=row.performed_on or clock.today(),
        obligor=obligor,
        obligees="、".join(dict.fromkeys(duty.obligee for duty in paid)) if len(paid) < 4 else _group(len(paid)),
        dispute=intake.matter(row.matter_id).title,
        receipts=len(claims.receipts_of(row.matter_id)),
    )


def _by_schedule(matter_id: UUID) -> Proof | None:
    """The employer itself paid every verified wage of the latest frozen schedule, or None."""
    edition = claims.latest_edition(matter_id)
    if edition is None:
        return None
    parties = intake.parties_of(matter_id)
    annex = composed_annex(edition, parties)
    employer_id = claims.frozen_content(edition)["employer_party_id"]
    debtor = next((party for party in parties if str(party.id) == employer_id), None)
    receipts = claims.receipts_of(matter_id)
    if debtor is None or not debtor_paid_all(annex, receipts, {str(debtor.id)}, {debtor.name}):
        return None
    sitting = mediation.latest_mediation(matter_id)
    return Proof(
        basis="schedule",
        schedule_id=edition.schedule_id,
        title=f"{SCHEDULE_TITLE}第{edition.number}版",
        number=(sitting.number if sitting else None) or intake.matter(matter_id).number or "",
        digest=edition.digest,
        amount_fen=annex.total_fen,
        performed_on=max(one.paid_on for one in receipts),
        obligor=composed_party(debtor, None, clock.today()),
        obligees=_group(len(annex.rows)),
        dispute=intake.matter(matter_id).title,
        receipts=len(receipts),
    )


def _group(count: int) -> str:
    return f"{count}名劳动者"
