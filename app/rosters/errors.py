"""Refusals of this context."""

from __future__ import annotations

from datetime import datetime

from app.core import clock
from app.core.errors import Conflict
from app.core.text import msg


class AlreadyOnDuty(Conflict):
    """The person is on duty somewhere else in that time."""

    code = "already_on_duty"

    def __init__(self, name: str, from_at: datetime, until_at: datetime) -> None:
        start, end = clock.local(from_at), clock.local(until_at)
        sentence = msg(
            "{name}在{month}月{day}日{start}—{end}已有值班，请换人或换时间。",
            name=name, month=start.month, day=start.day, start=f"{start:%H:%M}", end=f"{end:%H:%M}",
        )  # fmt: skip
        super().__init__(sentence, fields={"membership_id": [sentence]})
