"""What the conditions of the event's workflow need to know."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sqlalchemy import func, select

from app.core import clock
from app.core.db import db
from app.intake.models import Event, MatterLink, MatterParty
from app.intake.queries.access import hold_count
from app.intake.queries.twins import find_twins
from app.intake.types import LinkKind
from app.intake.workflow import BOUND

#: Links by which an event goes into another.
WAYS_IN = (LinkKind.MERGED.value, LinkKind.JOINED.value)


def event_facts(event: Event, **given: Any) -> dict[str, Any]:
    """The facts of an event as they stand; what is given is not asked of the database again."""
    facts = {
        "twins_seen": False,
        "risk_level": event.risk_level,
        "pathway": event.pathway,
        "notice": event.pathway_notice,
        "emergency_note": event.emergency_note,
        "lead_count": 1,
        "acted_on": True,
        **given,
    }
    for name, ask in ASKED.items():
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


def _merge_age(event: Event) -> int | None:
    """Days since a merged event went into the other one; None when it stands for itself."""
    if event.state != "merged":
        return None
    since = db.session.execute(
        select(MatterLink.created_at).where(
            MatterLink.matter_id == event.id, MatterLink.kind.in_(WAYS_IN), MatterLink.undone_at.is_(None)
        )
    ).scalar()
    return (clock.now() - since).days if since is not None else None


def _settled_since(event: Event) -> int:
    """How many of those who went to a roster with the event have settled there."""
    if event.state != "merged":
        return 0
    own = select(MatterParty.id).where(MatterParty.matter_id == event.id)
    bound = select(func.count()).where(
        MatterParty.origin_id.in_(own), MatterParty.state.in_(BOUND), MatterParty.withdrawn.is_(False)
    )
    return db.session.execute(bound).scalar_one()


#: What is asked of the database unless it is given.
ASKED: dict[str, Callable[[Event], Any]] = {
    "party_count": _party_count,
    "twin_count": _twin_count,
    "hold_count": _hold_count,
    "collective": _collective,
    "merge_age_days": _merge_age,
    "settled_since": _settled_since,
}
