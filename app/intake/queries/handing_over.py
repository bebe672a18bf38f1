"""What of the queue is open at a post, for its hand-over list."""

from __future__ import annotations

from sqlalchemy import and_, or_, select

from app.core.db import db
from app.core.permissions import Actor, Role
from app.core.text import Message, msg
from app.intake import permissions as may
from app.intake.models import Event
from app.intake.policies import visible_among_few
from app.intake.queries.events import OPEN_STATES
from app.rosters.types import LineKind, OpenItem

MOST = 1_000

#: What waits at the desk for a matter in each state.
AT_DESK: dict[str, Message] = {
    "submitted": msg("等待登记"),
    "registered": msg("等待分流"),
    "triaged": msg("等待派单"),
    "redirected": msg("等待确认接收"),
}
#: Grave matters stay on the list of the desk while others work on them.
GRAVE: dict[str, Message] = {"red": msg("红色，办理中"), "orange": msg("橙色，办理中")}
AT_WORK = ("dispatched", "handling")


def open_items(actor: Actor) -> list[OpenItem]:
    """For the desk what waits there and grave matters at work; for who reports, the matters of the unit."""
    if actor.may(may.EVENT_REGISTER):
        grave = and_(Event.state.in_(AT_WORK), Event.risk_level.in_(GRAVE))
        wanted = or_(Event.state.in_(AT_DESK), grave)
    elif actor.role is Role.REPORTER:
        wanted = Event.state.in_(OPEN_STATES)
    else:
        return []
    statement = select(Event).where(wanted, visible_among_few(actor, Event.id))
    rows = db.session.execute(statement.order_by(Event.queue_at, Event.id).limit(MOST)).scalars()
    return [_item(row) for row in rows]


def _item(row: Event) -> OpenItem:
    waits = AT_DESK.get(row.state) or GRAVE.get(row.risk_level or "") or msg("办理中")
    return OpenItem(
        kind=LineKind.EVENT, subject_id=row.id, matter_id=row.id, number=row.number or "", title=row.title,
        waits=waits, due_at=row.due_at,
    )  # fmt: skip
