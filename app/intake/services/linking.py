"""Two matters that concern each other without being one: linked with a reason, and taken apart with a reason."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select

from app.core import clock
from app.core.db import db
from app.core.errors import Conflict, InvalidInput
from app.core.ids import new_id
from app.core.permissions import Actor, authorise
from app.core.text import msg
from app.core.unit_of_work import UnitOfWork, lock, unit_of_work
from app.intake import permissions as may
from app.intake.models import Event, MatterLink
from app.intake.policies import require_may_act
from app.intake.types import LinkKind

SHORTEST_REASON = 4


def link_matters(matter_id: UUID, other_id: UUID, why: str, *, actor: Actor) -> UUID:
    """Link two matters the actor sees; which of them is named first does not matter. Returns the link's id."""
    authorise(actor, may.EVENT_MERGE)
    if matter_id == other_id:
        raise InvalidInput({"other_id": [msg("不能与自身关联。")]})
    _require_reason("why", why)
    with unit_of_work(actor) as uow:
        first, second = sorted((matter_id, other_id))
        for one in (first, second):
            require_may_act(actor, one)
            if lock(Event, one).state == "draft":
                raise InvalidInput({"other_id": [msg("草稿不能关联，请先提交。")]})
        if _standing(first, second) is not None:
            raise InvalidInput({"other_id": [msg("这两件事已经关联。")]})
        link = MatterLink(
            id=new_id(),
            matter_id=first,
            other_id=second,
            kind=LinkKind.RELATED.value,
            why=why.strip(),
            made_by_name=actor.name,
        )
        db.session.add(link)
        _tell_both(uow, "intake.linked", link, why.strip())
        return link.id


def unlink_matters(link_id: UUID, reason: str, *, actor: Actor) -> UUID:
    """Take a link of related matters back; the row stays with who did it and why. Returns the first matter's id."""
    authorise(actor, may.EVENT_MERGE)
    _require_reason("reason", reason)
    with unit_of_work(actor) as uow:
        link = lock(MatterLink, link_id)
        require_may_act(actor, link.matter_id)
        require_may_act(actor, link.other_id)
        if link.kind != LinkKind.RELATED:
            raise Conflict(msg("合并和并入请用“撤销合并”办理。"), code="not_a_plain_link")
        if link.undone_at is not None:
            raise Conflict(msg("这条关联已经撤销。"), code="already_undone")
        link.undone_at, link.undone_by_name, link.undo_reason = clock.now(), actor.name, reason.strip()
        _tell_both(uow, "intake.unlinked", link, reason.strip())
        return link.matter_id


def _require_reason(field: str, reason: str) -> None:
    if len(reason.strip()) < SHORTEST_REASON:
        raise InvalidInput({field: [msg("请写明理由，不少于{least}个字。", least=SHORTEST_REASON)]})


def _standing(first: UUID, second: UUID) -> MatterLink | None:
    return db.session.execute(
        select(MatterLink).where(
            MatterLink.matter_id == first,
            MatterLink.other_id == second,
            MatterLink.kind == LinkKind.RELATED.value,
            MatterLink.undone_at.is_(None),
        )
    ).scalar_one_or_none()


def _tell_both(uow: UnitOfWork, action: str, link: MatterLink, reason: str) -> None:
    for own, other in ((link.matter_id, link.other_id), (link.other_id, link.matter_id)):
        uow.audit(action, "matter_link", link.id, own, {"other": other, "reason": reason})
