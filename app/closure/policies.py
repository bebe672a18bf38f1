"""Who may open a dossier's file."""

from __future__ import annotations

from sqlalchemy import select

from app.closure import permissions as may
from app.closure.models import Dossier
from app.core.db import db
from app.core.permissions import Actor, Role
from app.files.types import FileOfSubject
from app.intake.policies import visible_to
from app.rendering.queries import forms_kept_from


def may_open_dossier(actor: Actor, stored: FileOfSubject) -> bool:
    """Who may read dossiers, was granted the matter, and may read every paper bound in.

    For anybody else ``services.dossier_file`` makes a copy without the papers kept from him.
    """
    if actor.role is Role.SYSTEM:
        return True
    if not actor.may(may.DOSSIER_READ) or stored.matter_id is None:
        return False
    if not db.session.execute(select(visible_to(actor, stored.matter_id))).scalar():
        return False
    row = db.session.get(Dossier, stored.subject_id)
    return row is not None and not closed_to(row, actor)


def closed_to(row: Dossier, actor: Actor) -> list[str]:
    """Titles of the bound papers that this person may not read."""
    closed = forms_kept_from(actor)
    return [line["title"] for line in row.contents if line["form"] in closed]
