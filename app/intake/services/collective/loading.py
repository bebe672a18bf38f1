"""What every act on a roster asks first: the matter is seen, collective, open, and locked."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select

from app.core.db import db
from app.core.errors import Conflict
from app.core.permissions import Actor
from app.core.text import msg
from app.core.unit_of_work import lock
from app.intake.models import Event, MatterParty
from app.intake.policies import require_may_act
from app.intake.workflow import COLLECTIVE_IN

#: Settling and performing may be told until the matter is closed.
STANDING_CHANGES_IN = (*COLLECTIVE_IN, "resolved")


def locked_collective(
    matter_id: UUID, version: int | None, actor: Actor, states: Sequence[str] = COLLECTIVE_IN
) -> Event:
    """The collective matter, locked; raises ``NotFound``, ``StaleVersion`` or ``Conflict``."""
    require_may_act(actor, matter_id)
    event = lock(Event, matter_id, version)
    if event.collective is None:
        raise Conflict(msg("这件事不是群体事项，没有名册。"), code="not_collective")
    if event.state not in states:
        raise Conflict(msg("事件已化解或结案，不能再变更名册。"), code="matter_over")
    return event


def on_roster(matter_id: UUID) -> Sequence[MatterParty]:
    """All who are or were on the roster, in their order, locked."""
    statement = select(MatterParty).where(MatterParty.matter_id == matter_id, MatterParty.state.is_not(None))
    return (
        db.session.execute(statement.order_by(MatterParty.position, MatterParty.id).with_for_update()).scalars().all()
    )
