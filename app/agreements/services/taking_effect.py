"""What happens when an agreement takes effect: thirty days begin, duties stand, the mediation is agreed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from app.agreements import permissions as may
from app.agreements.forms.agreement import agreement_form, form_of
from app.agreements.models import Agreement, AgreementVersion, Obligation
from app.agreements.queries import agreements_of
from app.agreements.queries.facts import facts_for
from app.agreements.queries.stored import content_of, signature_rows, standing_version
from app.agreements.rules.obligations import Duty, duties_from
from app.agreements.rules.wording import render_text
from app.agreements.services.beginning import general_content, new_agreement
from app.agreements.services.loading import locked_agreement
from app.agreements.types.clauses import FreeText
from app.agreements.types.content import AgreementContent
from app.agreements.types.enums import SignerKind, Standing
from app.agreements.types.states import AgreementState
from app.agreements.workflow import AGREEMENT_WORKFLOW, KIND, AgreementFacts
from app.core import clock
from app.core.db import db
from app.core.errors import InvalidInput, Refused
from app.core.ids import new_id
from app.core.permissions import Actor, authorise
from app.core.text import msg
from app.core.unit_of_work import unit_of_work
from app.core.workflow import fire
from app.mediation import queries as mediation
from app.mediation import services as mediations
from app.organisations import queries as organisations
from app.rendering import services as rendering
from app.rendering.shapes.parts import Signing

_MODES = {"pen": "手写签名", "fingerprint": "按指印", "seal": "盖章", "electronic": "电子签名"}
SEAL = "seal"


def take_effect(row: Agreement, content: AgreementContent, at: datetime, *, actor: Actor) -> None:
    """Fire the effect, arm K01 from its day, set up the duties and mark the mediation agreed, in one transaction."""
    facts = facts_for(row, actor, with_lint=False)
    row.effective_at = at
    fire(
        AGREEMENT_WORKFLOW,
        row,
        "take_effect",
        actor,
        facts=facts,
        started_at=at,
        effective_at=clock.local(at).isoformat(),
        form=row.form,
    )
    frozen = standing_version(row)
    if frozen is None:
        raise Refused(msg("协议定稿以后才能生效。"), code="wrong_state")
    set_up_duties(row, frozen, content)
    mediations.mark_agreed(row.mediation_id, actor=actor)
    _issue_signed(row, content, at, actor=actor)


def note_oral_agreement(agreement_id: UUID, agreed_at: datetime, *, version: int | None = None, actor: Actor) -> None:
    """Note an oral agreement the day it was reached; it takes effect then (人民调解法30). Not in labour disputes."""
    authorise(actor, may.DRAFT)
    if agreed_at > clock.now():
        raise InvalidInput({"agreed_at": [msg("达成时间不能晚于现在。")]})
    if clock.local(agreed_at).date() != clock.today():
        raise InvalidInput({"agreed_at": [msg("口头协议应当在达成当日登记。")]})
    with unit_of_work(actor):
        row = locked_agreement(agreement_id, version, actor)
        content = content_of(row)
        facts = facts_for(row, actor)
        row.effective_at = agreed_at
        fire(
            AGREEMENT_WORKFLOW,
            row,
            "note_oral",
            actor,
            facts=facts,
            started_at=agreed_at,
            effective_at=clock.local(agreed_at).isoformat(),
            form=row.form,
        )
        frozen = oral_version(row, content, actor)
        set_up_duties(row, frozen, content)
        sitting = mediation.open_mediation(row.matter_id)
        if sitting is not None and sitting.state == "agreement_drafting":
            mediations.return_to_session(sitting.id, str(msg("改为口头协议")), actor=actor)
        mediations.agree_orally(row.mediation_id, render_text(content), actor=actor)
        settle_if_done(row, actor=actor)


def register_oral(matter_id: UUID, mediation_id: UUID, *, actor: Actor) -> None:
    """An oral agreement reached in the room without a draft still gets its register entry and its thirty days (K01)."""
    with unit_of_work(actor):
        if any(row.mediation_id == mediation_id and row.effective_at for row in agreements_of(matter_id)):
            return
        sitting = next(row for row in mediation.mediations_of(matter_id) if row.id == mediation_id)
        words = FreeText(key="oral", title="协议内容", text=sitting.outcome_note or "")
        content = replace(general_content(sitting, oral=True, title=""), clauses=(words,))
        row = new_agreement(sitting, content, actor)
        row.effective_at = clock.now()
        db.session.add(row)
        fire(
            AGREEMENT_WORKFLOW,
            row,
            "note_oral",
            actor,
            facts=AgreementFacts(conducts=True),
            started_at=row.effective_at,
            effective_at=clock.local(row.effective_at).isoformat(),
            form=row.form,
        )
        oral_version(row, content, actor)


def oral_version(row: Agreement, content: AgreementContent, actor: Actor) -> AgreementVersion:
    """The register entry of an oral agreement, under a digest like any other version."""
    row.edition += 1
    version = AgreementVersion(
        id=new_id(),
        agreement_id=row.id,
        matter_id=row.matter_id,
        no=row.edition,
        content=row.content,
        wording=render_text(content),
        content_digest=row.content_digest,
        wording_digest=row.content_digest,
        digest=row.content_digest,
        lint={},
        frozen_by=actor.name,
    )
    db.session.add(version)
    db.session.flush()
    return version


def set_up_duties(row: Agreement, frozen: AgreementVersion, content: AgreementContent) -> None:
    """One row for each duty; a payment by annex is one duty for each worker."""
    for position, duty in enumerate(duties_from(content), start=1):
        db.session.add(_obligation(row, frozen, content, duty, position))
    db.session.flush()


def _obligation(
    row: Agreement, frozen: AgreementVersion, content: AgreementContent, duty: Duty, position: int
) -> Obligation:
    party = content.party(duty.obligee_keys[0]) if len(duty.obligee_keys) == 1 else None
    return Obligation(
        id=new_id(),
        agreement_id=row.id,
        version_id=frozen.id,
        matter_id=row.matter_id,
        position=position,
        clause_key=duty.clause_key,
        kind=duty.kind.value,
        obligor=duty.obligor,
        obligee=duty.obligee,
        obligee_party_id=UUID(party.matter_party_id) if party and party.matter_party_id else None,
        claim_row_id=UUID(duty.claim_id) if duty.claim_id else None,
        what=duty.what,
        amount_fen=duty.amount_fen,
        paid_fen=duty.amount_fen if duty.done_on else 0,
        due_on=duty.due_on,
        fulfilled_on=duty.done_on,
        fulfilled_by="stated" if duty.done_on else None,
    )


def settle_if_done(row: Agreement, *, actor: Actor) -> None:
    """An agreement whose every duty was done at once is performed."""
    facts = facts_for(row, actor, with_lint=False)
    if row.state == AgreementState.EFFECTIVE and facts.open_duties == 0 and facts.touched_duties:
        row.performed_on = clock.today()
        fire(AGREEMENT_WORKFLOW, row, "perform", actor, facts=facts, performed_on=row.performed_on.isoformat())


def _issue_signed(row: Agreement, content: AgreementContent, at: datetime, *, actor: Actor) -> None:
    """Put the copy that shows signatures and effect on the record; the frozen one stays what was signed."""
    unit = organisations.unit(row.org_id)
    form = agreement_form(content, unit, signings=dict(_signings(row, content)), effective_on=clock.local(at).date())
    version = standing_version(row)
    form["permits"] = version.lint.get("permits", []) if version is not None else []
    rendering.issue_document(
        form_of(content), form, matter_id=row.matter_id, subject_kind=KIND, subject_id=row.id, actor=actor
    )


def _signings(row: Agreement, content: AgreementContent) -> Iterator[tuple[str, Signing]]:
    places = {party.key: party.standing for party in content.parties}
    grouped: dict[str, list[Signing]] = defaultdict(list)
    for one in signature_rows(row.id):
        signing: Signing = {"name": one.agent or one.name, "signed_at": one.signed_at, "mode": _MODES[one.mode]}
        if one.signer == SignerKind.PARTY:
            standing = places.get(one.party_key)
            if standing is Standing.ASSIGNOR:
                continue
            yield (standing.value if standing else one.party_key), signing
        else:
            grouped[SEAL if one.signer == SignerKind.ORGANISATION else one.signer].append(signing)
    for place, signings in grouped.items():
        yield place, signings[-1]
