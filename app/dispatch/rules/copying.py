"""Why a unit gets no copy of a matter, and what a copy lacks."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from app.core.permissions import Actor
from app.core.text import Message, msg
from app.core.workflow import WRONG_STATE, Refusal
from app.dispatch.rules.inputs import LEAST_PURPOSE

#: States in which the centre has not taken the event in, or has put it into another.
NEVER_COPIED = ("draft", "submitted", "rejected", "merged")


def refusal_to_copy(event: Any, actor: Actor) -> Refusal | None:
    """Only the centre of a registered event sends copies of it."""
    if event.center_id != actor.unit_id:
        return Refusal("not_my_center", msg("只有受理本事项的中心可以抄送。"))
    if event.state in NEVER_COPIED:
        return Refusal(WRONG_STATE, msg("事项登记后才能抄送。"))
    return None


def fault_of_purpose(purpose: str) -> Message | None:
    """What a purpose lacks."""
    least = LEAST_PURPOSE
    return msg("请写明抄送的用途，不少于{least}个字。", least=least) if len(purpose.strip()) < least else None


def fault_of_reader(unit_id: UUID | None, unit: Any) -> Message | None:
    """Why a unit can get no copy of any matter; ``unit`` is None where there is none of that id."""
    if unit_id is None:
        return msg("请选择要抄送的单位。")
    if unit is None:
        return msg("没有这个单位。")
    return None if unit.is_active else msg("{units}现在不接单，请改选其他单位。", units=unit.name)


def fault_of_copy(*, handles: bool, has_one: bool) -> Message | None:
    """Why a unit needs no copy of a matter: it handles the matter anyway, or has one."""
    if handles:
        return msg("这个单位正在办理本事项，不需要抄送。")
    return msg("已经抄送过这个单位。") if has_one else None
