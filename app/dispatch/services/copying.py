"""Copies (抄送): the centre lets a unit read a matter that it does not handle, and takes that back."""

from __future__ import annotations

from uuid import UUID

from app.core import clock
from app.core.db import db
from app.core.errors import Conflict, Forbidden, InvalidInput
from app.core.ids import new_id
from app.core.permissions import Actor, authorise
from app.core.text import Message, msg
from app.core.unit_of_work import lock, unit_of_work
from app.core.workflow import WRONG_STATE
from app.dispatch import permissions as may
from app.dispatch.commands import CopyDetails
from app.dispatch.events import MatterCopied
from app.dispatch.models import MatterCopy
from app.dispatch.queries.copies import get_copy, open_copy
from app.dispatch.queries.orders import living_orders
from app.dispatch.rules.copying import fault_of_copy, fault_of_purpose, fault_of_reader, refusal_to_copy
from app.dispatch.rules.inputs import LEAST_PURPOSE
from app.dispatch.services.acting import refuse_faults
from app.intake import services as matters
from app.intake.commands import GrantRequest
from app.intake.policies import require_may_act
from app.intake.types import Ground
from app.organisations import queries as organisations

SUBJECT = "copy"


def copy_matter(matter_id: UUID, details: CopyDetails, *, actor: Actor) -> UUID:
    """Let a unit read the matter for a purpose; its people are told.

    Only the matter's own centre sends copies. Raises ``InvalidInput`` by field for a unit that is closed, handles the
    matter anyway or has a copy, and for a purpose that is too short; ``Conflict`` before the event is registered.
    """
    authorise(actor, may.COPY_SEND)
    with unit_of_work(actor) as uow:
        require_may_act(actor, matter_id)
        event = matters.lock_matter(matter_id)
        refusal = refusal_to_copy(event, actor)
        if refusal is not None:
            kind = Conflict if refusal.code == WRONG_STATE else Forbidden
            raise kind(refusal.message, code=refusal.code)
        refuse_faults(_faults(matter_id, details))
        row = MatterCopy(
            id=new_id(),
            matter_id=matter_id,
            unit_id=details.unit_id,
            purpose=details.purpose.strip(),
            sent_by_name=actor.name,
        )
        db.session.add(row)
        ground = Ground.COPIED.value
        matters.grant(GrantRequest(matter_id=matter_id, ground=ground, unit_id=row.unit_id), actor=actor)
        uow.audit("dispatch.copy", SUBJECT, row.id, matter_id, {"unit": row.unit_id, "purpose": row.purpose})
        uow.record(MatterCopied(matter_id=matter_id, subject_kind=SUBJECT, subject_id=row.id, unit_id=row.unit_id))
        return row.id


def _faults(matter_id: UUID, details: CopyDetails) -> dict[str, list[Message]]:
    unit = organisations.units_by_id([details.unit_id]).get(details.unit_id) if details.unit_id else None
    reader = fault_of_reader(details.unit_id, unit)
    if reader is None and unit is not None:
        handles = any(order.unit_id == unit.id for order in living_orders(matter_id))
        reader = fault_of_copy(handles=handles, has_one=open_copy(matter_id, unit.id) is not None)
    found = {"purpose": fault_of_purpose(details.purpose), "unit_id": reader}
    return {name: [fault] for name, fault in found.items() if fault is not None}


def note_copy(copy_id: UUID, *, actor: Actor) -> None:
    """Say for one's unit that the copy was read; who says so again changes nothing."""
    authorise(actor, may.COPY_NOTE)
    with unit_of_work(actor) as uow:
        matters.lock_matter(get_copy(actor, copy_id).matter_id)
        row = lock(MatterCopy, copy_id)
        if row.unit_id != actor.unit_id:
            raise Forbidden(msg("这个事项不是抄送给您所在单位的。"), code="not_my_unit")
        if row.noted_at is None:
            row.noted_at, row.noted_by_name = clock.now(), actor.name
            row.touch()
            uow.audit("dispatch.note_copy", SUBJECT, row.id, row.matter_id, {})


def end_copy(copy_id: UUID, reason: str, *, version: int | None = None, actor: Actor) -> None:
    """Take the copy back: the unit does not see the matter any more. Raises ``Conflict`` when that was done before."""
    authorise(actor, may.COPY_SEND)
    if len(reason.strip()) < LEAST_PURPOSE:
        raise InvalidInput({"reason": [msg("请写明理由，不少于{least}个字。", least=LEAST_PURPOSE)]})
    with unit_of_work(actor) as uow:
        matter_id = get_copy(actor, copy_id).matter_id
        require_may_act(actor, matter_id)
        _require_center(matters.lock_matter(matter_id).center_id, actor)
        row = lock(MatterCopy, copy_id, version)
        if row.ended_at is not None:
            raise Conflict(msg("抄送已经撤回。"), code="copy_ended")
        row.ended_at, row.ended_by_name, row.end_reason = clock.now(), actor.name, reason.strip()
        row.touch()
        matters.end_grant(row.matter_id, Ground.COPIED.value, unit_id=row.unit_id, actor=actor)
        uow.audit("dispatch.end_copy", SUBJECT, row.id, row.matter_id, {"reason": row.end_reason})


def _require_center(center_id: UUID | None, actor: Actor) -> None:
    if center_id != actor.unit_id:
        raise Forbidden(msg("只有受理本事项的中心可以抄送。"), code="not_my_center")
