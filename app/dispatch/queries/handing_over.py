"""Which orders and supervisions are open at a post, for its hand-over list."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import ColumnElement, and_, or_, select

from app.core import clock
from app.core.db import db
from app.core.permissions import Actor
from app.core.text import Message, msg
from app.dispatch.models import DispatchOrder, Supervision
from app.dispatch.permissions import ISSUE, SIGN, SUPERVISION_READ
from app.dispatch.queries.orders import ORDER_TABS, events_of
from app.intake.policies import visible_among_few
from app.rosters.types import LineKind, OpenItem

MOST = 1_000
#: What is due within so long is followed up by who comes next; a product setting [P].
SOON = timedelta(hours=24)

#: What waits at the centre, whenever it is due.
AT_CENTRE: dict[str, Message] = {"return_pending": msg("退回待裁定"), "feedback": msg("反馈待审核")}
#: What waits at the unit that has the order.
AT_UNIT: dict[str, Message] = {
    "issued": msg("等待签收"),
    "signed": msg("已签收，待办理"),
    "in_progress": msg("办理中"),
    "suspended": msg("中止办理"),
}
SUPERVISED: dict[str, Message] = {
    "issued": msg("督办待签收"),
    "acknowledged": msg("督办待回复"),
    "replied": msg("督办回复待审核"),
}
AT_SUPERVISED = ("issued", "acknowledged")


def open_items(actor: Actor) -> list[OpenItem]:
    """For the centre orders that wait there or are due within a day, and supervisions out; for a unit its own.

    Orders of one matter in which the same waits are one line, the earliest due.
    """
    if actor.unit_id is None:
        return []
    orders = {(row.matter_id, _waits(row)): row for row in reversed(_orders(actor))}
    rows: list[DispatchOrder | Supervision] = [*orders.values(), *_supervisions(actor)]
    events = events_of(row.matter_id for row in rows)
    return [
        OpenItem(
            kind=LineKind.ORDER if isinstance(row, DispatchOrder) else LineKind.SUPERVISION,
            subject_id=row.id, matter_id=row.matter_id, number=row.number, title=events[row.matter_id].title,
            waits=_waits(row), due_at=row.due,
        )
        for row in rows
    ]  # fmt: skip


def _waits(row: DispatchOrder | Supervision) -> Message:
    if isinstance(row, Supervision):
        return SUPERVISED[row.state]
    if row.state in AT_CENTRE:
        return AT_CENTRE[row.state]
    return msg("已逾期") if row.due is not None and row.due < clock.now() else AT_UNIT[row.state]


def _orders(actor: Actor) -> Sequence[DispatchOrder]:
    wanted: ColumnElement[bool]
    if actor.may(ISSUE):
        soon = DispatchOrder.due_at < clock.now() + SOON
        due = and_(DispatchOrder.state.not_in(ORDER_TABS["over"]), soon)
        wanted = and_(DispatchOrder.center_id == actor.unit_id, or_(DispatchOrder.state.in_(AT_CENTRE), due))
    elif actor.may(SIGN):
        wanted = and_(DispatchOrder.unit_id == actor.unit_id, DispatchOrder.state.in_(AT_UNIT))
    else:
        return []
    statement = select(DispatchOrder).where(wanted, visible_among_few(actor, DispatchOrder.matter_id))
    ordered = statement.order_by(DispatchOrder.due_at, DispatchOrder.id).limit(MOST)
    return db.session.execute(ordered).scalars().all()


def _supervisions(actor: Actor) -> Sequence[Supervision]:
    if not actor.may(SUPERVISION_READ):
        return []
    mine = and_(Supervision.unit_id == actor.unit_id, Supervision.state.in_(AT_SUPERVISED))
    out = and_(Supervision.center_id == actor.unit_id, Supervision.state.in_(SUPERVISED))
    statement = select(Supervision).where(or_(mine, out), visible_among_few(actor, Supervision.matter_id))
    ordered = statement.order_by(Supervision.due_at, Supervision.id).limit(MOST)
    return db.session.execute(ordered).scalars().all()
