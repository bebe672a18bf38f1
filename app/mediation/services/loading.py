"""The mediation a service works on: locked, of a visible matter, with parties of its own matter only."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from app.core.errors import InvalidInput
from app.core.permissions import Actor
from app.core.text import msg
from app.core.unit_of_work import lock
from app.intake import queries as intake
from app.intake.policies import require_may_act
from app.mediation.models import Mediation


def locked_mediation(mediation_id: UUID, version: int | None, actor: Actor) -> Mediation:
    """The row, locked; raises ``NotFound`` when the matter is not granted, ``StaleVersion`` for an old version."""
    row = lock(Mediation, mediation_id, version)
    require_may_act(actor, row.matter_id)
    return row


def own_parties(row: Mediation, party_ids: Iterable[UUID]) -> list[UUID]:
    """The parties named, each once; raises ``InvalidInput`` when one does not belong to the matter."""
    wanted = list(dict.fromkeys(party_ids))
    known = {party.id for party in intake.parties_of(row.matter_id)}
    if not wanted or not set(wanted) <= known:
        raise InvalidInput({"party_ids": [msg("请选择本事项的当事人。")]})
    return wanted
