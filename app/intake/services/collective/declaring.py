"""Declaring an event collective: its applicants become the first claimants of the roster."""

from __future__ import annotations

from uuid import UUID

from app.core.db import db
from app.core.errors import Conflict, InvalidInput
from app.core.permissions import Actor, authorise
from app.core.text import msg
from app.core.unit_of_work import lock, unit_of_work
from app.core.workflow import start
from app.intake import events as facts
from app.intake import permissions as may
from app.intake.models import Collective, Event
from app.intake.policies import require_may_act
from app.intake.types import PartyRole
from app.intake.workflow import CLAIMANT_WORKFLOW, COLLECTIVE_IN

SHORTEST_REASON = 10


def declare_collective(matter_id: UUID, reason: str, *, version: int | None = None, actor: Actor) -> int:
    """Handle a registered matter for many claimants together; returns how many stand on the roster at once.

    The scale of an event only suggests it: a person decides, with a reason of ten signs.
    """
    authorise(actor, may.EVENT_MERGE)
    if len(reason.strip()) < SHORTEST_REASON:
        raise InvalidInput({"reason": [msg("请写明理由，不少于{least}个字。", least=SHORTEST_REASON)]})
    with unit_of_work(actor) as uow:
        require_may_act(actor, matter_id)
        event = lock(Event, matter_id, version)
        if event.state not in COLLECTIVE_IN:
            raise Conflict(msg("事件登记以后、化解以前才能按群体事项办理。"), code="wrong_state")
        if event.collective is not None:
            raise Conflict(msg("已经按群体事项办理。"), code="is_collective")
        claimants = [one for one in event.parties if one.role == PartyRole.APPLICANT and not one.withdrawn]
        for party in claimants:
            start(CLAIMANT_WORKFLOW, party)
            party.touch()
        db.session.add(
            Collective(id=matter_id, reason=reason.strip(), declared_by_id=actor.user_id, declared_by_name=actor.name)
        )
        event.touch()
        db.session.flush()
        uow.record(
            facts.CollectiveDeclared(
                matter_id=matter_id, subject_kind="event", subject_id=matter_id, claimants=len(claimants)
            )
        )
        uow.audit("intake.declare_collective", "event", matter_id, matter_id, {"reason": reason.strip()})
        return len(claimants)
