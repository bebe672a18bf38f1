"""What the conditions of the workflow look at."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from uuid import UUID

from sqlalchemy import select

from app.agreements.models import Agreement, Obligation
from app.agreements.queries.stored import content_of, signature_facts, signature_rows
from app.agreements.queries.surroundings import held_elsewhere, lint
from app.agreements.rules.effect import effect_of
from app.agreements.types.assignment import LapseIfAssigneeUnpaid
from app.agreements.types.claims import Annex
from app.agreements.types.content import AgreementContent
from app.agreements.types.enums import Standing
from app.agreements.types.linting import Stage
from app.agreements.types.states import AgreementState
from app.agreements.workflow import AgreementFacts
from app.claims import queries as claims
from app.claims.models import Receipt
from app.core import clock
from app.core.db import db
from app.core.permissions import Actor
from app.intake import queries as intake
from app.mediation.models import Mediation


def conducts(agreement: Agreement, actor: Actor) -> bool:
    """Whether the actor is the mediator of the file or heads its organisation."""
    sitting = db.session.get_one(Mediation, agreement.mediation_id)
    return sitting.mediator_id in actor.people or (actor.is_head and actor.unit_id == agreement.org_id)


def facts_for(agreement: Agreement, actor: Actor, *, with_lint: bool = True) -> AgreementFacts:
    """Everything the conditions ask; the lint runs only while there is a draft, and only when wanted."""
    content = content_of(agreement)
    sitting = db.session.get_one(Mediation, agreement.mediation_id)
    facts = AgreementFacts(
        conducts=conducts(agreement, actor),
        drafting=sitting.state == "agreement_drafting",
        holds=intake.hold_count(agreement.matter_id),
        paid_by_debtor=paid_by_debtor(agreement, content),
        confirmed=agreement.confirmed,
    )
    if agreement.state == AgreementState.DRAFT:
        blocks = _blocking(agreement) if with_lint else ()
        return replace(facts, lint_blocks=blocks, held_claims=held_elsewhere(agreement.id, content)[1])
    if agreement.state == AgreementState.FROZEN:
        effect = effect_of(content, signature_facts(signature_rows(agreement.id)))
        return replace(facts, missing_hands=len(effect.missing), effective_at=effect.at)
    return _with_duties(facts, agreement, content)


def _blocking(agreement: Agreement) -> tuple[str, ...]:
    report = lint(agreement, on=clock.today(), stage=Stage.FREEZE)
    return tuple(dict.fromkeys(finding.rule_id for finding in report.blocking))


def _with_duties(facts: AgreementFacts, agreement: Agreement, content: AgreementContent) -> AgreementFacts:
    duties, today = duties_of(agreement.id), clock.today()
    still_open = [duty for duty in duties if duty.fulfilled_on is None]
    return replace(
        facts,
        effective_at=agreement.effective_at,
        outstanding_fen=sum(duty.outstanding_fen for duty in duties),
        open_duties=len(still_open),
        touched_duties=sum(1 for duty in duties if duty.paid_fen or duty.fulfilled_on),
        overdue_duties=sum(1 for duty in still_open if duty.due_on and duty.due_on < today),
        deadline_passed=_deadline_passed(content, still_open, today),
    )


def duties_of(agreement_id: UUID) -> Sequence[Obligation]:
    """Duties of an agreement in their order."""
    statement = select(Obligation).where(Obligation.agreement_id == agreement_id).order_by(Obligation.position)
    return db.session.execute(statement).scalars().all()


def _deadline_passed(content: AgreementContent, still_open: Sequence[Obligation], today: date) -> bool:
    deadlines = [clause.deadline_on for clause in content.of_type(LapseIfAssigneeUnpaid) if clause.deadline_on]
    return bool(deadlines) and max(deadlines) < today and any(duty.claim_row_id for duty in still_open)


def paid_by_debtor(agreement: Agreement, content: AgreementContent) -> bool:
    """Whether the employer itself paid every verified wage of the annex; for other agreements, whether all was paid."""
    receipts = claims.receipts_of(agreement.matter_id)
    if content.annex is None:
        return bool(agreement.total_fen) and sum(one.amount_fen for one in receipts) >= agreement.total_fen
    debtors = content.with_standing(Standing.DEBTOR)
    ids = {party.matter_party_id for party in debtors if party.matter_party_id}
    return debtor_paid_all(content.annex, receipts, ids, {party.name for party in debtors})


def debtor_paid_all(annex: Annex, receipts: Sequence[Receipt], ids: set[str], names: set[str]) -> bool:
    """Whether payments by the debtor, known by id or by name, cover each row of the annex, in fen."""
    received: dict[str, int] = defaultdict(int)
    for one in receipts:
        if paid_by(one, ids, names) and one.row_id is not None:
            received[str(one.row_id)] += one.amount_fen
    return bool(annex.rows) and all(
        row.claim_id is not None and received[row.claim_id] >= row.verified_fen for row in annex.rows
    )


def paid_by(receipt: Receipt, ids: set[str], names: set[str]) -> bool:
    """Whether one of these paid: by the party's id where it is known, else by the name."""
    return str(receipt.payer_party_id) in ids if receipt.payer_party_id else receipt.payer in names
