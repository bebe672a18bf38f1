"""What the conditions of the event's workflow need to know."""

from __future__ import annotations

from typing import Any

from sqlalchemy import func, select

from app.core.db import db
from app.intake.models import Event, MatterParty
from app.intake.queries.access import hold_count
from app.intake.queries.twins import find_twins


def event_facts(event: Event, **given: Any) -> dict[str, Any]:
    """The facts of an event as they stand; what is given is not asked of the database again."""
    facts = {
        "twins_seen": False,
        "risk_level": event.risk_level,
        "pathway": event.pathway,
        "notice": event.pathway_notice,
        "emergency_note": event.emergency_note,
        "lead_count": 1,
        "merge_age_days": None,
        "settled_since": 0,
        "acted_on": True,
        **given,
    }
    for name, ask in (
        ("party_count", _party_count),
        ("twin_count", _twin_count),
        ("hold_count", _hold_count),
        ("collective", _collective),
    ):
        if name not in facts:
            facts[name] = ask(event)
    return facts


def _party_count(event: Event) -> int:
    parties = select(func.count()).where(MatterParty.matter_id == event.id, MatterParty.withdrawn.is_(False))
    return db.session.execute(parties).scalar_one()


def _twin_count(event: Event) -> int:
    return len(find_twins(event)) if event.state == "submitted" else 0


def _hold_count(event: Event) -> int:
    return hold_count(event.id)


def _collective(event: Event) -> bool:
    return event.collective is not None
