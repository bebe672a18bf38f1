"""Void a document: it stays on the record and in the store, and its verify page says so."""

from __future__ import annotations

from uuid import UUID

from app.core import clock
from app.core.errors import InvalidInput, Refused
from app.core.permissions import Actor, authorise
from app.core.text import msg
from app.core.unit_of_work import lock, unit_of_work
from app.rendering import permissions as may
from app.rendering import queries
from app.rendering.models import Document
from app.rendering.policies import require_may_act
from app.rendering.types import LEAST_VOID_REASON, IssuedDocument


def void_document(document_id: UUID, reason: str, *, actor: Actor) -> IssuedDocument:
    """Declare a document void, with a reason of at least 5 characters; its number is kept and not used again.

    Raises Forbidden, NotFound, InvalidInput, or Refused when it is void already.
    """
    authorise(actor, may.DOCUMENT_VOID)
    if len(reason.strip()) < LEAST_VOID_REASON:
        raise InvalidInput({"reason": [msg("请写明作废的理由，至少{least}个字。", least=LEAST_VOID_REASON)]})
    with unit_of_work(actor) as uow:
        queries.document(document_id, actor=actor)
        row = lock(Document, document_id)
        require_may_act(actor, row.matter_id)
        if row.voided_at is not None:
            raise Refused(msg("这份文书已经作废。"), code="document_void")
        row.voided_at, row.voided_by_name, row.void_reason = clock.now(), actor.name, reason.strip()
        uow.audit(
            "rendering.void_document",
            row.subject_kind,
            row.subject_id,
            row.matter_id,
            {"document": row.id, "number": row.number, "reason": row.void_reason},
        )
        return row.issued()
