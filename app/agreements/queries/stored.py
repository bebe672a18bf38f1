"""Stored JSON back to records: the content, what was noted around it, signatures and notices."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select

from app.agreements.models import Agreement, AgreementVersion, LintOverride, Notice, Signature
from app.agreements.rules import codec
from app.agreements.types.circumstances import Circumstances, NoticeFact, SignatureFact
from app.agreements.types.content import AgreementContent
from app.agreements.types.enums import NoticeMode, ReceiverRole, SignerKind, SignMode
from app.agreements.types.linting import Override
from app.core import canonical_json
from app.core.clock import local
from app.core.db import db


def content_of(row: Agreement | AgreementVersion) -> AgreementContent:
    """The content of a draft or of a frozen version."""
    return codec.load(AgreementContent, json.loads(row.content))


def noted_of(agreement: Agreement) -> Circumstances:
    """What people noted around the agreement; the rest is read from the file."""
    return codec.load(Circumstances, json.loads(agreement.noted))


def standing_version(agreement: Agreement) -> AgreementVersion | None:
    """The frozen version that stands, or None while there is only a draft."""
    statement = select(AgreementVersion).where(
        AgreementVersion.agreement_id == agreement.id, AgreementVersion.voided_at.is_(None)
    )
    return db.session.execute(statement.order_by(AgreementVersion.no.desc()).limit(1)).scalar_one_or_none()


def signature_rows(agreement_id: UUID, *, voided: bool = False) -> Sequence[Signature]:
    """Hands on the standing version in the order they were made; void ones only when asked for."""
    statement = select(Signature).where(Signature.agreement_id == agreement_id)
    if not voided:
        statement = statement.where(Signature.voided_at.is_(None))
    return db.session.execute(statement.order_by(Signature.signed_at, Signature.id)).scalars().all()


def signature_facts(rows: Sequence[Signature]) -> tuple[SignatureFact, ...]:
    """Signatures as the rules look at them."""
    return tuple(
        SignatureFact(
            signer=SignerKind(row.signer),
            at=row.signed_at,
            mode=SignMode(row.mode),
            party=row.party_key or None,
            agent=row.agent,
            by_statutory_agent=row.by_statutory_agent,
            place=row.place,
            device=row.device,
        )
        for row in rows
    )


def notice_rows(agreement_id: UUID) -> Sequence[Notice]:
    """Notices of an agreement in the order they were given."""
    statement = select(Notice).where(Notice.agreement_id == agreement_id).order_by(Notice.number)
    return db.session.execute(statement).scalars().all()


def notice_facts(rows: Sequence[Notice]) -> tuple[NoticeFact, ...]:
    """Notices as the rules look at them."""
    return tuple(
        NoticeFact(
            mode=NoticeMode(row.mode),
            receiver_role=ReceiverRole(row.receiver_role),
            arrived_at=row.arrived_at,
            proof=row.proof,
        )
        for row in rows
    )


def overrides_of(agreement: Agreement) -> tuple[Override, ...]:
    """What the director let pass for the content as it stands; an override ends with the words it was given for."""
    statement = select(LintOverride).where(
        LintOverride.agreement_id == agreement.id, LintOverride.content_digest == agreement.content_digest
    )
    return tuple(
        Override(rule_id=row.rule_id, reason=row.reason, by=row.by_name, on=local(row.created_at).date())
        for row in db.session.execute(statement.order_by(LintOverride.id)).scalars()
    )


def is_unaltered(version: AgreementVersion) -> bool:
    """Whether content and wording still give the digest they were frozen under (M12)."""
    parts = {
        "content": canonical_json.digest(json.loads(version.content)),
        "wording": hashlib.sha256(version.wording.encode()).hexdigest(),
        "document": version.document_digest,
    }
    return version.digest == canonical_json.digest({"agreement": version.agreement_id, "edition": version.no, **parts})
