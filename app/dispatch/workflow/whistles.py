"""The whistle's states and transitions (domain.md §4.2, §5 row 11). It imposes no lead and touches no order."""

from __future__ import annotations

from typing import Any

from app.core.permissions import Actor, Role
from app.core.text import msg
from app.core.workflow import Refusal, Transition, Workflow
from app.dispatch import events as told
from app.dispatch import permissions as may
from app.dispatch.types import WhistleFacts

WHISTLE_KIND = "whistle"
URGENT_CLOCK, ORDINARY_CLOCK = "P23", "P24"
WHISTLE_CLOCKS = (URGENT_CLOCK, ORDINARY_CLOCK)


def whistled_by_my_unit(whistle: Any, actor: Actor, facts: WhistleFacts) -> Refusal | None:
    """The actor's own unit blew the whistle."""
    if actor.role is not Role.SYSTEM and whistle.unit_id != actor.unit_id:
        return Refusal("not_my_unit", msg("这次吹哨不是您所在单位发起的。"))
    return None


def nobody_has_arrived(whistle: Any, actor: Actor, facts: WhistleFacts) -> Refusal | None:
    """A whistle is withdrawn before anybody came for it; afterwards it is ended with a result for each unit."""
    if facts.arrived:
        return Refusal("somebody_arrived", msg("已有单位到场，不能撤回，请结束吹哨并写明各单位的结果。"))
    return None


STATES = {
    "draft": msg("草稿"),
    "called": msg("报到中"),
    "ended": msg("已结束"),
    "withdrawn": msg("已撤回"),
}

TRANSITIONS = (
    Transition(
        name="call_urgently",
        label=msg("紧急吹哨"),
        from_=("draft",),
        to="called",
        permission=may.WHISTLE_CALL,
        conditions=(whistled_by_my_unit,),
        arms=(URGENT_CLOCK,),
        emits=told.WhistleBlown,
    ),
    Transition(
        name="call",
        label=msg("吹哨"),
        from_=("draft",),
        to="called",
        permission=may.WHISTLE_CALL,
        conditions=(whistled_by_my_unit,),
        arms=(ORDINARY_CLOCK,),
        emits=told.WhistleBlown,
    ),
    Transition(
        name="complete",
        label=msg("各单位均已到场或者说明"),
        from_=("called",),
        to="called",
        permission=may.WHISTLE_CALL,
        stops=WHISTLE_CLOCKS,
        emits=told.EverybodyAnswered,
        system_only=True,
    ),
    Transition(
        name="end",
        label=msg("结束吹哨"),
        from_=("called",),
        to="ended",
        permission=may.WHISTLE_CALL,
        conditions=(whistled_by_my_unit,),
        emits=told.WhistleEnded,
    ),
    Transition(
        name="withdraw",
        label=msg("撤回吹哨"),
        from_=("called",),
        to="withdrawn",
        permission=may.WHISTLE_CALL,
        conditions=(whistled_by_my_unit, nobody_has_arrived),
        reason=6,
        emits=told.WhistleWithdrawn,
    ),
    Transition(
        name="end_with_matter",
        label=msg("随事项终止"),
        from_=("called",),
        to="withdrawn",
        permission=may.WHISTLE_CALL,
        emits=told.WhistleWithdrawn,
        system_only=True,
    ),
)

WHISTLE_WORKFLOW = Workflow(
    kind=WHISTLE_KIND,
    states=STATES,
    initial="draft",
    transitions=TRANSITIONS,
    final=frozenset({"ended", "withdrawn"}),
)
