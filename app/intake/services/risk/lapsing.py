"""A proposal to lower a level that no longer fits comes to nothing."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select

from app.core.db import db
from app.core.permissions import Actor
from app.core.unit_of_work import lock, unit_of_work
from app.core.workflow import fire
from app.intake.models import RiskLowering
from app.intake.workflow import LOWERING_WORKFLOW


def lapse_lowering(matter_id: UUID) -> None:
    """Let the open proposal of a matter lapse: the level was raised, or the matter goes elsewhere or ended."""
    query = select(RiskLowering.id).where(RiskLowering.matter_id == matter_id, RiskLowering.state == "proposed")
    found = db.session.scalar(query)
    if found is None:
        return
    system = Actor.system()
    with unit_of_work(system):
        fire(LOWERING_WORKFLOW, lock(RiskLowering, found), "lapse", system)
