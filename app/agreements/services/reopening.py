"""Open a frozen agreement again: the version and its hands become void, its claims are free."""

from __future__ import annotations

from sqlalchemy import update

from app.agreements.models import Agreement, AgreementVersion, ClaimAssignment, Signature
from app.agreements.queries.facts import facts_for
from app.agreements.queries.stored import standing_version
from app.agreements.workflow import AGREEMENT_WORKFLOW
from app.core import clock
from app.core.db import db
from app.core.permissions import Actor
from app.core.workflow import fire


def reopen(row: Agreement, reason: str, *, actor: Actor) -> None:
    """Back to the draft with a reason of at least five signs; collected signatures are void and stay readable."""
    open_hands = Signature.agreement_id == row.id, Signature.voided_at.is_(None)
    count = db.session.query(Signature).filter(*open_hands).count()
    facts = facts_for(row, actor, with_lint=False)
    fire(AGREEMENT_WORKFLOW, row, "edit", actor, facts=facts, reason=reason, voided_signatures=count)
    now = clock.now()
    db.session.execute(update(Signature).where(*open_hands).values(voided_at=now))
    version = standing_version(row)
    if version is not None:
        void_version(version, reason)
    free_claims(row, "reopened")


def void_version(version: AgreementVersion, reason: str) -> None:
    """A version that no longer stands; it stays readable."""
    version.voided_at, version.void_reason = clock.now(), reason.strip()


def free_claims(row: Agreement, reason: str) -> None:
    """The agreement holds no claim any more."""
    db.session.execute(
        update(ClaimAssignment)
        .where(ClaimAssignment.agreement_id == row.id, ClaimAssignment.ended_at.is_(None))
        .values(ended_at=clock.now(), end_reason=reason)
    )
