"""Exchanges of duties, 换班 (swap), 代班 (cover), 顶班 (step in), asked, then decided once; and hand-over lists."""

from __future__ import annotations

from typing import Any

from app.core.permissions import Actor
from app.core.text import msg
from app.core.workflow import Refusal, Transition, Workflow
from app.rosters import events as told
from app.rosters import permissions as may

KIND = "roster_exchange"
HANDOVER_KIND = "roster_handover"


def asked_of_me(exchange: Any, actor: Actor, facts: dict[str, Any]) -> Refusal | None:
    """The one who is asked answers."""
    if actor.user_id is None or exchange.answerer_id != actor.user_id:
        return Refusal("not_asked", msg("由被请求的人答复，或者由负责排班的人决定。"))
    return None


def asked_by_me(exchange: Any, actor: Actor, facts: dict[str, Any]) -> Refusal | None:
    """The one who asked takes it back."""
    if actor.user_id is None or exchange.asked_by_id != actor.user_id:
        return Refusal("not_mine", msg("只有提出的人可以撤回。"))
    return None


def actor_manages_roster(exchange: Any, actor: Actor, facts: dict[str, Any]) -> Refusal | None:
    """The unit's head or the centre decides."""
    if not facts["manages"]:
        return Refusal("not_the_manager", msg("由单位负责人或者中心决定。"))
    return None


def asked_of_me_or_managed(exchange: Any, actor: Actor, facts: dict[str, Any]) -> Refusal | None:
    """The one who is asked may say no, and so may whoever manages the roster."""
    return None if facts["manages"] else asked_of_me(exchange, actor, facts)


def duty_is_still_open(exchange: Any, actor: Actor, facts: dict[str, Any]) -> Refusal | None:
    """The duty has not begun; one that somebody steps into is not over."""
    return None if facts["in_time"] else Refusal("too_late", msg("班次已经开始或者结束，不能再办理。"))


STATES = {
    "asked": msg("待答复"),
    "done": msg("已调换"),
    "declined": msg("未同意"),
    "withdrawn": msg("已撤回"),
    "lapsed": msg("已失效"),
}

TRANSITIONS = (
    Transition(
        name="accept",
        label=msg("同意"),
        from_=("asked",),
        to="done",
        permission=may.EXCHANGE_DUTIES,
        conditions=(asked_of_me, duty_is_still_open),
        emits=told.ExchangeDone,
    ),
    Transition(
        name="approve",
        label=msg("决定调换"),
        from_=("asked",),
        to="done",
        permission=may.EXCHANGE_DUTIES,
        conditions=(actor_manages_roster, duty_is_still_open),
        emits=told.ExchangeDone,
    ),
    Transition(
        name="decline",
        label=msg("不同意"),
        from_=("asked",),
        to="declined",
        permission=may.EXCHANGE_DUTIES,
        conditions=(asked_of_me_or_managed,),
        reason=2,
        emits=told.ExchangeDeclined,
    ),
    Transition(
        name="withdraw",
        label=msg("撤回"),
        from_=("asked",),
        to="withdrawn",
        permission=may.EXCHANGE_DUTIES,
        conditions=(asked_by_me,),
        emits=told.ExchangeWithdrawn,
    ),
    Transition(
        name="lapse",
        label=msg("失效"),
        from_=("asked",),
        to="lapsed",
        permission=may.EXCHANGE_DUTIES,
        system_only=True,
        emits=told.ExchangeLapsed,
    ),
)

EXCHANGE_WORKFLOW = Workflow(
    kind=KIND,
    states=STATES,
    initial="asked",
    transitions=TRANSITIONS,
    final=frozenset({"done", "declined", "withdrawn", "lapsed"}),
)


def list_is_mine(handover: Any, actor: Actor, facts: dict[str, Any]) -> Refusal | None:
    """Whose duty it was gives the list, or who stands in for them."""
    if handover.giver_id not in actor.people:
        return Refusal("not_mine", msg("交接单由这一班的值班人办理。"))
    return None


def actor_takes_over(handover: Any, actor: Actor, facts: dict[str, Any]) -> Refusal | None:
    """The next one signs; where nobody is planned, any colleague of the unit; never the giver."""
    if not facts["takes_over"]:
        return Refusal("not_the_next", msg("由接班人签收；没有排下一班的，本单位的人都可以签收，交班人自己不能签。"))
    return None


def actor_heads_unit(handover: Any, actor: Actor, facts: dict[str, Any]) -> Refusal | None:
    """The head of the unit says who takes over."""
    return None if facts["heads"] else Refusal("not_the_head", msg("由本单位负责人指定接班人。"))


HANDOVER_STATES = {
    "draft": msg("准备中"),
    "handed_over": msg("待签收"),
    "signed": msg("已签收"),
}

HANDOVER_TRANSITIONS = (
    Transition(
        name="hand_over",
        label=msg("交班"),
        from_=("draft",),
        to="handed_over",
        permission=may.HAND_OVER,
        conditions=(list_is_mine,),
        emits=told.HandoverGiven,
    ),
    Transition(
        name="sign",
        label=msg("签收接班"),
        from_=("handed_over",),
        to="signed",
        permission=may.HAND_OVER,
        conditions=(actor_takes_over,),
        emits=told.HandoverSigned,
    ),
    Transition(
        name="take_back",
        label=msg("撤回修改"),
        from_=("handed_over",),
        to="draft",
        permission=may.HAND_OVER,
        conditions=(list_is_mine,),
        emits=told.HandoverTakenBack,
    ),
    Transition(
        name="assign",
        label=msg("指定接班人"),
        from_=("handed_over",),
        to="handed_over",
        permission=may.HAND_OVER,
        conditions=(actor_heads_unit,),
        emits=told.HandoverAssigned,
    ),
)

HANDOVER_WORKFLOW = Workflow(
    kind=HANDOVER_KIND,
    states=HANDOVER_STATES,
    initial="draft",
    transitions=HANDOVER_TRANSITIONS,
    final=frozenset({"signed"}),
)
