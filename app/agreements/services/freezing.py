"""Freeze: content, wording and PDF under one digest; the bytes are rendered before the row is locked."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy.exc import IntegrityError

from app.agreements import permissions as may
from app.agreements import queries
from app.agreements.errors import ClaimHeldElsewhere
from app.agreements.forms.agreement import agreement_form, form_of
from app.agreements.models import Agreement, AgreementParty, AgreementVersion, ClaimAssignment
from app.agreements.queries.facts import facts_for
from app.agreements.queries.stored import content_of, overrides_of
from app.agreements.queries.surroundings import held_elsewhere, lint
from app.agreements.rules import codec
from app.agreements.rules.lint.report import as_json, permits
from app.agreements.rules.wording import render_text
from app.agreements.services.loading import locked_agreement
from app.agreements.types.content import AgreementContent
from app.agreements.types.enums import AgreementForm
from app.agreements.types.linting import Stage
from app.agreements.workflow import AGREEMENT_WORKFLOW, KIND
from app.core import canonical_json, clock
from app.core.db import db
from app.core.errors import Refused
from app.core.ids import new_id
from app.core.permissions import Actor, authorise
from app.core.text import msg
from app.core.unit_of_work import unit_of_work
from app.core.workflow import fire
from app.intake import queries as intake
from app.mediation import queries as mediation
from app.organisations import queries as organisations
from app.rendering import services as rendering


@dataclass(frozen=True)
class _Prepared:
    """What was rendered outside the lock, for one version of the draft."""

    version: int
    content_digest: str
    wording: str
    document: rendering.Prepared


def freeze_agreement(agreement_id: UUID, *, version: int | None = None, actor: Actor) -> UUID:
    """Freeze the draft for signing, once nothing blocks; returns the frozen version's id.

    Raises StaleVersion when the draft changed while the document was rendered, Refused with the condition's code.
    """
    authorise(actor, may.DRAFT)
    prepared = _prepare(agreement_id, version, actor)
    with unit_of_work(actor):
        row = locked_agreement(agreement_id, prepared.version, actor)
        content = content_of(row)
        report = lint(row, on=clock.today(), stage=Stage.FREEZE)
        row.edition += 1
        frozen = _version(row, content, prepared, {**as_json(report), "permits": permits(report)}, actor)
        fire(
            AGREEMENT_WORKFLOW,
            row,
            "freeze",
            actor,
            facts=facts_for(row, actor),
            edition=frozen.no,
            digest=frozen.digest,
        )
        db.session.add(frozen)
        db.session.flush()
        issued = rendering.issue_prepared(
            prepared.document, matter_id=row.matter_id, subject_kind=KIND, subject_id=row.id, actor=actor
        )
        frozen.document_id = issued.id
        db.session.add_all(_parties(frozen, content))
        _hold_claims(row, frozen, content)
        return frozen.id


def preview_agreement(agreement_id: UUID, *, shared_copy: bool = False, actor: Actor) -> bytes:
    """The draft as PDF for the eye only, marked 草稿; nothing is stored."""
    authorise(actor, may.READ)
    row = queries.get_agreement(actor, agreement_id)
    content = content_of(row)
    form = {**_form(row, content, shared_copy=shared_copy), "permits": _permits(row)}
    return rendering.render_preview(form_of(content), form)


def _prepare(agreement_id: UUID, version: int | None, actor: Actor) -> _Prepared:
    row = queries.get_agreement(actor, agreement_id)
    if row.form == AgreementForm.ORAL:
        raise Refused(msg("口头协议不需要定稿，请办理登记。"), code="oral_agreement")
    content = content_of(row)
    seen = row.version if version is None else version
    blocked = facts_for(row, actor)
    if row.state == AGREEMENT_WORKFLOW.initial and blocked.lint_blocks:
        rules = "、".join(blocked.lint_blocks)
        raise Refused(
            msg("还有不得提交的问题：{rules}。请修改，或者由中心主任说明理由后准许。", rules=rules), code="lint_blocks"
        )
    form = {**_form(row, content), "permits": _permits(row)}
    document = rendering.prepare_document(form_of(content), form, subject_kind=KIND, subject_id=row.id)
    return _Prepared(seen, row.content_digest, render_text(content), document)


def _permits(row: Agreement) -> list[dict[str, Any]]:
    """What the director let pass; without an override there is no need to ask the rules again."""
    if not overrides_of(row):
        return []
    return permits(lint(row, on=clock.today(), stage=Stage.FREEZE))


def _form(row: Agreement, content: AgreementContent, *, shared_copy: bool = False) -> dict[str, object]:
    chosen = {one.party_id for one in mediation.representatives_of(row.mediation_id)}
    names = [party.name for party in intake.parties_of(row.matter_id) if party.id in chosen]
    unit = organisations.unit(row.org_id)
    return agreement_form(content, unit, representatives=names, shared_copy=shared_copy)


def _version(
    row: Agreement, content: AgreementContent, prepared: _Prepared, report: dict[str, object], actor: Actor
) -> AgreementVersion:
    plain = codec.dump(content)
    parts = {
        "content": canonical_json.digest(plain),
        "wording": hashlib.sha256(prepared.wording.encode()).hexdigest(),
        "document": hashlib.sha256(prepared.document.pdf or b"").hexdigest(),
    }
    return AgreementVersion(
        id=new_id(),
        agreement_id=row.id,
        matter_id=row.matter_id,
        no=row.edition,
        content=json.dumps(plain, ensure_ascii=False),
        wording=prepared.wording,
        content_digest=parts["content"],
        wording_digest=parts["wording"],
        document_digest=parts["document"],
        digest=canonical_json.digest({"agreement": row.id, "edition": row.edition, **parts}),
        lint=report,
        frozen_by=actor.name,
    )


def _parties(frozen: AgreementVersion, content: AgreementContent) -> list[AgreementParty]:
    signing = {party.key for party in content.signers}
    return [
        AgreementParty(
            id=new_id(),
            version_id=frozen.id,
            party_id=UUID(party.matter_party_id) if party.matter_party_id else None,
            key=party.key,
            name=party.name,
            role=party.role.value,
            standing=party.standing.value if party.standing else None,
            signs=party.key in signing,
        )
        for party in content.parties
    ]


def _hold_claims(row: Agreement, frozen: AgreementVersion, content: AgreementContent) -> None:
    """Take hold of each claim; the second of two agreements that freeze at the same time is refused."""
    try:
        with db.session.begin_nested():
            db.session.add_all(_holds(row, frozen, content))
            db.session.flush()
    except IntegrityError as taken:
        names = held_elsewhere(row.id, content)[1]
        raise ClaimHeldElsewhere("、".join(names[:5])) from taken


def _holds(row: Agreement, frozen: AgreementVersion, content: AgreementContent) -> list[ClaimAssignment]:
    rows = content.annex.rows if content.annex else ()
    return [
        ClaimAssignment(
            id=new_id(),
            agreement_id=row.id,
            version_id=frozen.id,
            matter_id=row.matter_id,
            claim_row_id=UUID(claim.claim_id),
            worker=claim.name,
            amount_fen=claim.verified_fen,
        )
        for claim in rows
        if claim.claim_id and claim.verified_fen
    ]
