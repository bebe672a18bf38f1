"""Who may open a dossier's file."""

from __future__ import annotations

from sqlalchemy import select

from app.closure import permissions as may
from app.core.db import db
from app.core.permissions import Actor
from app.files.types import FileOfSubject
from app.intake.policies import visible_to


def may_open_dossier(actor: Actor, stored: FileOfSubject) -> bool:
    """Somebody with the right to read dossiers whom the matter was granted to."""
    if not actor.may(may.DOSSIER_READ) or stored.matter_id is None:
        return False
    return bool(db.session.execute(select(visible_to(actor, stored.matter_id))).scalar())
