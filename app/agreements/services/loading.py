"""The agreement a service works on: locked, of a visible matter, with its content put back under a digest."""

from __future__ import annotations

import json
from uuid import UUID

from app.agreements.models import Agreement
from app.agreements.rules import codec
from app.agreements.rules.lint.reading import Payment
from app.agreements.types.circumstances import Circumstances
from app.agreements.types.content import AgreementContent
from app.core import canonical_json
from app.core.permissions import Actor
from app.core.unit_of_work import lock
from app.intake.policies import require_may_act


def locked_agreement(agreement_id: UUID, version: int | None, actor: Actor) -> Agreement:
    """The row, locked; raises ``NotFound`` when the matter is not granted, ``StaleVersion`` for an old version."""
    row = lock(Agreement, agreement_id, version)
    require_may_act(actor, row.matter_id)
    return row


def put_content(row: Agreement, content: AgreementContent) -> None:
    """Store content with its digest, and what lists show of it; amounts in fen."""
    plain = codec.dump(content)
    row.content = json.dumps(plain, ensure_ascii=False)
    row.content_digest = canonical_json.digest(plain)
    row.kind, row.form, row.title = content.kind.value, content.form.value, content.title
    row.number = content.number
    row.total_fen = sum(clause.amount_fen or 0 for clause in content.clauses if isinstance(clause, Payment))


def put_noted(row: Agreement, noted: Circumstances) -> None:
    """Store what people noted around the agreement."""
    row.noted = json.dumps(codec.dump(noted), ensure_ascii=False)
