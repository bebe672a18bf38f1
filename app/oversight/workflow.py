"""The states of a duty: open until it is done, its day has passed, or the level no longer asks for it."""

from __future__ import annotations

from typing import Any

from app.core.permissions import Actor
from app.core.text import msg
from app.core.workflow import Refusal, Transition, Workflow
from app.oversight import permissions as may
from app.oversight.rules import OWNERS
from app.oversight.types import DutyKind

DUTY_KIND = "risk_duty"


def owner_does_it(duty: Any, actor: Actor, facts: Any) -> Refusal | None:
    """The named owner, or somebody of the owning unit in a role the duty belongs to, or the platform."""
    if duty.owner_user_id in actor.people and duty.owner_user_id is not None:
        return None
    if actor.role.value in OWNERS[DutyKind(duty.kind)] and actor.unit_id == duty.owner_unit_id:
        return None
    return None if actor.user_id is None else Refusal("not_owner", msg("这项措施由其他人负责，请由负责人登记。"))


DUTY_WORKFLOW = Workflow(
    kind=DUTY_KIND,
    states={"open": msg("待落实"), "done": msg("已落实"), "missed": msg("当日未记"), "ended": msg("不再需要")},
    initial="open",
    transitions=(
        Transition(
            name="done",
            label=msg("登记已落实"),
            from_=("open",),
            to="done",
            permission=may.DUTY_DONE,
            conditions=(owner_does_it,),
        ),
        Transition(
            name="guided",
            label=msg("法官已答复"),
            from_=("open",),
            to="done",
            permission=may.DUTY_DONE,
            system_only=True,
        ),
        Transition(
            name="miss",
            label=msg("当日未记"),
            from_=("open",),
            to="missed",
            permission=may.DUTY_DONE,
            system_only=True,
        ),
        Transition(
            name="end",
            label=msg("不再需要"),
            from_=("open",),
            to="ended",
            permission=may.DUTY_DONE,
            system_only=True,
        ),
    ),
    final=frozenset({"done", "missed", "ended"}),
)
