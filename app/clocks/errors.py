"""Refusals of this context."""

from __future__ import annotations

from app.core.calendar import CalendarNotLoaded
from app.core.errors import NotFound, Refused
from app.core.text import msg

__all__ = ["CalendarNotLoaded", "ClockNotRunning", "UnknownRule"]


class UnknownRule(NotFound):
    """No rule of that id is known."""

    code = "unknown_rule"

    def __init__(self, rule_id: str) -> None:
        super().__init__(msg("没有编号为{rule}的期限规则。", rule=rule_id))


class ClockNotRunning(Refused):
    """The clock is stopped, suspended or already past, so the act is not possible."""

    code = "clock_not_running"

    def __init__(self) -> None:
        super().__init__(msg("该期限没有在计算中，不能办理。"))
