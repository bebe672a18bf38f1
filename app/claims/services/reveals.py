"""Show a worker's particulars in full, for a stated reason."""

from __future__ import annotations

from uuid import UUID

from app.claims import events as facts_of
from app.claims import permissions as may
from app.claims.services.loading import visible_row
from app.core.errors import InvalidInput
from app.core.permissions import Actor, authorise
from app.core.text import msg
from app.core.unit_of_work import unit_of_work

LEAST = 4


def reveal_row(row_id: UUID, reason: str, *, actor: Actor) -> dict[str, str | None]:
    """Show identity number, phone and account in full, for a stated reason of four signs; the trail keeps it."""
    authorise(actor, may.ROW_REVEAL)
    if len(reason.strip()) < LEAST:
        raise InvalidInput({"reason": [msg("请写明查看理由，不少于{least}个字。", least=LEAST)]})
    with unit_of_work(actor) as uow:
        row = visible_row(row_id, actor)
        uow.audit("claims.reveal_row", facts_of.ROW, row.id, row.matter_id, {"reason": reason.strip()})
        return {"id_number": row.id_number, "phone": row.phone, "account": row.account}
