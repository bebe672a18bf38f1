"""One quarrel, one matter: merging an event into another, and taking a merge or a join back without losing a row."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select

from app.core import clock
from app.core.db import db
from app.core.errors import InvalidInput
from app.core.ids import new_id
from app.core.permissions import Actor, authorise
from app.core.text import msg
from app.core.unit_of_work import lock, unit_of_work
from app.core.workflow import fire
from app.intake import permissions as may
from app.intake.models import Event, MatterLink
from app.intake.policies import require_may_act
from app.intake.queries.facts import WAYS_IN, event_facts
from app.intake.services.collective.joining import claimants_from, leave_again
from app.intake.services.pairs import locked_pair
from app.intake.types import LinkKind
from app.intake.workflow import EVENT_WORKFLOW, TAKES_MERGED


def merge_event(matter_id: UUID, into_id: UUID, reason: str, *, version: int | None = None, actor: Actor) -> None:
    """Merge a registered event into another open one; both keep their numbers and trails, a link row joins them."""
    authorise(actor, may.EVENT_MERGE)
    if matter_id == into_id:
        raise InvalidInput({"into_id": [msg("不能合并到自身。")]})
    with unit_of_work(actor) as uow:
        event, target = locked_pair(matter_id, into_id, version, actor)
        if target.state not in TAKES_MERGED:
            raise InvalidInput({"into_id": [msg("目标事件已结束，不能并入。")]})
        fire(EVENT_WORKFLOW, event, "merge", actor, facts=event_facts(event), reason=reason, into_matter_id=into_id)
        event.merged_into_id = into_id
        db.session.add(
            MatterLink(
                id=new_id(),
                matter_id=matter_id,
                other_id=into_id,
                kind=LinkKind.MERGED.value,
                why=reason,
                made_by_name=actor.name,
            )
        )
        uow.audit("intake.merged_here", "event", into_id, into_id, {"from": matter_id, "reason": reason})


def unmerge_event(matter_id: UUID, reason: str, *, version: int | None = None, actor: Actor) -> None:
    """Take a merge or a join back within thirty days; claimants who came with the event leave the roster again."""
    with unit_of_work(actor) as uow:
        require_may_act(actor, matter_id)
        link = _way_in(matter_id)
        for one in sorted({matter_id, link.other_id} if link is not None else {matter_id}):
            lock(Event, one)
        event, link = lock(Event, matter_id, version), _way_in(matter_id)
        came = claimants_from(matter_id) if link is not None and link.kind == LinkKind.JOINED else []
        fire(EVENT_WORKFLOW, event, "unmerge", actor, facts=event_facts(event), reason=reason)
        if link is not None:
            leave_again(came, reason, actor=actor)
            link.undone_at, link.undone_by_name, link.undo_reason = clock.now(), actor.name, reason.strip()
            uow.audit("intake.unmerged", "event", link.other_id, link.other_id, {"from": matter_id})
        event.merged_into_id = None


def _way_in(matter_id: UUID) -> MatterLink | None:
    """The standing link by which an event went into another."""
    return db.session.execute(
        select(MatterLink)
        .where(
            MatterLink.matter_id == matter_id,
            MatterLink.kind.in_(WAYS_IN),
            MatterLink.undone_at.is_(None),
        )
        .execution_options(populate_existing=True)
    ).scalar_one_or_none()
