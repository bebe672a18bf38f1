"""The application a service works on: locked, of a visible matter."""

from __future__ import annotations

from uuid import UUID

from app.confirmation.models import Application
from app.core.permissions import Actor
from app.core.unit_of_work import lock
from app.intake.policies import require_may_act


def locked_application(application_id: UUID, version: int | None, actor: Actor) -> Application:
    """The row, locked; raises ``NotFound`` when the matter is not granted, ``StaleVersion`` for an old version."""
    row = lock(Application, application_id, version)
    require_may_act(actor, row.matter_id)
    return row
