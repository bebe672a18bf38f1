"""Handing in material."""

from __future__ import annotations

from uuid import UUID

from app.core.db import db
from app.core.ids import new_id
from app.core.permissions import Actor, authorise
from app.core.unit_of_work import unit_of_work
from app.files import services as files
from app.intake import permissions as may
from app.intake.models import Evidence
from app.intake.policies import require_may_act


def add_evidence(
    matter_id: UUID, file_id: UUID, name: str, *, purpose: str = "", party_id: UUID | None = None, actor: Actor
) -> UUID:
    """Put a file one has uploaded on the matter's evidence list, with what it is to prove and whose it is.

    From then on whoever sees the matter may open it. Raises NotFound for a matter or a file out of sight.
    """
    authorise(actor, may.EVIDENCE_ADD)
    with unit_of_work(actor) as uow:
        require_may_act(actor, matter_id)
        row = Evidence(
            id=new_id(),
            matter_id=matter_id,
            file_id=file_id,
            party_id=party_id,
            name=name.strip(),
            purpose=purpose.strip(),
            handed_in_by=actor.name,
        )
        stored = files.attach_file(
            file_id, matter_id=matter_id, subject_kind="evidence", subject_id=row.id, actor=actor
        )
        row.name = row.name or stored.name
        db.session.add(row)
        uow.audit("intake.add_evidence", "evidence", row.id, matter_id, {"name": row.name, "file": file_id})
        return row.id
