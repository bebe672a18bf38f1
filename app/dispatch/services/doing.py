"""What becomes of an action item of a meeting: its unit does it, with words, or moves its day, with a reason."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from app.core import clock
from app.core.db import db
from app.core.errors import Conflict, Forbidden, InvalidInput, NotFound
from app.core.permissions import Actor, authorise
from app.core.text import msg
from app.core.unit_of_work import lock, unit_of_work
from app.dispatch import events as told
from app.dispatch import permissions as may
from app.dispatch.models import ActionItem
from app.dispatch.rules.meeting import WORDS_LEAST, faults_of_move
from app.dispatch.services.acting import refuse_faults
from app.dispatch.services.meeting import about_attendee
from app.dispatch.services.whistling import end_sight
from app.intake import services as matters
from app.intake.policies import require_visible

ITEM_KIND = "action_item"


def _locked(action_item_id: UUID, version: int | None, actor: Actor) -> ActionItem:
    """An open item of one's own unit, locked after its matter; ``NotFound``, ``Forbidden``, ``Conflict`` otherwise."""
    found = db.session.get(ActionItem, action_item_id)
    if found is None or found.agreed_at is None:
        raise NotFound()
    require_visible(actor, found.matter_id)
    matters.lock_matter(found.matter_id)
    row = lock(ActionItem, action_item_id, version)
    if row.unit_id != actor.unit_id:
        raise Forbidden(msg("这件会商事项不由您所在单位负责。"), code="not_my_unit")
    if row.done_at is not None:
        raise Conflict(msg("这件会商事项已经办完。"), code="item_done")
    return row


def finish_item(action_item_id: UUID, words: str, *, version: int | None = None, actor: Actor) -> None:
    """Say that an item is done and how; a sight that rested on it ends. Raises ``InvalidInput`` at ``words``."""
    authorise(actor, may.MEETING_ATTEND)
    if len(words.strip()) < WORDS_LEAST:
        raise InvalidInput({"words": [msg("请写明办理结果，不少于{least}个字。", least=WORDS_LEAST)]})
    with unit_of_work(actor) as uow:
        row = _locked(action_item_id, version, actor)
        row.done_at, row.done_by_name, row.done_words = clock.now(), actor.name, words.strip()
        row.touch()
        uow.audit("dispatch.finish_item", ITEM_KIND, row.id, row.matter_id, {"words": row.done_words})
        uow.record(about_attendee(row.consultation, row.unit_id, told.ActionItemDone))
        end_sight(row.matter_id, [row.unit_id])


def move_item(
    action_item_id: UUID, due_on: date | None, reason: str, *, version: int | None = None, actor: Actor
) -> None:
    """Move the day of an item with a reason; the earlier day stays on record. Raises ``InvalidInput`` by field."""
    authorise(actor, may.MEETING_ATTEND)
    with unit_of_work(actor) as uow:
        row = _locked(action_item_id, version, actor)
        refuse_faults(faults_of_move(due_on, reason, row.due_on, clock.today()))
        assert due_on is not None
        trace = {
            "from": row.due_on.isoformat(), "to": due_on.isoformat(), "reason": reason.strip(), "by": actor.name,
            "at": clock.local(clock.now()).isoformat(),
        }  # fmt: skip
        row.moves = [*row.moves, trace]
        row.due_on = due_on
        row.touch()
        uow.audit("dispatch.move_item", ITEM_KIND, row.id, row.matter_id, dict(trace))
        uow.record(about_attendee(row.consultation, row.unit_id, told.ActionItemMoved))
