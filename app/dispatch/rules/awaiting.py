"""Whom a matter waits for, read from its state and that of the order of its lead."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from app.core.text import Message, msg

CENTER = msg("中心")
#: What the centre does next with an event that no unit has.
OF_CENTER = {
    "submitted": msg("登记"),
    "registered": msg("分流"),
    "triaged": msg("派单"),
    "redirected": msg("确认接收"),
    "resolved": msg("回访"),
}
#: What an order's unit does next, and what the centre does.
OF_UNIT = {"issued": msg("签收"), "signed": msg("首次联系"), "in_progress": msg("办理"), "completed": msg("认定化解")}
OF_CENTER_ON_ORDER = {"return_pending": msg("裁定退回"), "feedback": msg("审核反馈"), "suspended": msg("恢复办理")}
#: A matter whose judge is asked waits for the judge, whatever its order says.
GUIDANCE = "guidance"


@dataclass(frozen=True, slots=True)
class Wait:
    """Who must act next, with what, and since when where that is known."""

    who: str | Message
    act: Message
    since: datetime | None


def event_waits(event: Any, lead: Any, lead_name: str, since: Mapping[UUID, datetime]) -> Wait | None:
    """Whom an event waits for; None once it is over or while it is a draft. ``lead`` is its lead's order, if any."""
    begun = since.get(event.id, event.created_at)
    if event.state in OF_CENTER:
        return Wait(CENTER, OF_CENTER[event.state], begun)
    if event.state not in ("dispatched", "handling"):
        return None
    if event.stage == GUIDANCE:
        return Wait(msg("值班法官"), msg("答复"), begun)
    if lead is None:
        return Wait(CENTER, msg("派单"), begun)
    return order_waits(lead, lead_name, since, ended_too=True)


def order_waits(order: Any, unit_name: str, since: Mapping[UUID, datetime], *, ended_too: bool = False) -> Wait | None:
    """Whom an order waits for; a completed one only where its matter goes on."""
    begun = since.get(order.id, order.issued_at)
    if order.state in OF_CENTER_ON_ORDER:
        return Wait(CENTER, OF_CENTER_ON_ORDER[order.state], begun)
    if order.state in OF_UNIT and (ended_too or order.state != "completed"):
        return Wait(unit_name, OF_UNIT[order.state], begun)
    return None
