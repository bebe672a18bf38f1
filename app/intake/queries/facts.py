"""What the conditions of the event's workflow need to know."""

from __future__ import annotations

from typing import Any

from sqlalchemy import func, select

from app.core.db import db
from app.intake.models import Event, MatterParty
from app.intake.queries.access import hold_count
from app.intake.queries.twins import find_twins


def event_facts(event: Event, **given: Any) -> dict[str, Any]:
    """The facts of an event as they stand, with what the person has just given on top."""
    parties = select(func.count()).where(MatterParty.matter_id == event.id, MatterParty.withdrawn.is_(False))
    twins = len(find_twins(event)) if event.state == "submitted" else 0
    return {
        "party_count": db.session.execute(parties).scalar_one(),
        "twin_count": twins,
        "twins_seen": False,
        "risk_level": event.risk_level,
        "pathway": event.pathway,
        "notice": event.pathway_notice,
        "emergency_note": event.emergency_note,
        "lead_count": 1,
        "hold_count": hold_count(event.id),
        "merge_age_days": None,
        **given,
    }
