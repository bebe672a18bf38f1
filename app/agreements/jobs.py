"""Scheduled work of agreements."""

from __future__ import annotations

from app.agreements.queries import overdue_agreements
from app.agreements.services.performing import mark_overdue
from app.core import clock
from app.core.errors import Refused
from app.core.jobs import periodic
from app.core.permissions import Actor


@periodic("20 16 * * *", "agreements.mark_overdue")
def mark_overdue_agreements() -> None:
    """Each day at 00:20 in Shanghai: agreements with a duty whose day has passed become overdue."""
    actor = Actor.system()
    for agreement_id in overdue_agreements(clock.today()):
        try:
            mark_overdue(agreement_id, actor=actor)
        except Refused:
            continue
