"""The countersign's states and acts (会签, 或签, 加签, 减签, 撤回). While one holds, its order is not finished."""

from __future__ import annotations

from typing import Any

from app.core.permissions import Actor, Role
from app.core.text import msg
from app.core.workflow import Refusal, Transition, Workflow
from app.dispatch import events as told
from app.dispatch import permissions as may
from app.dispatch.types import CountersignFacts, SignerStanding

COUNTERSIGN_KIND = "countersign"
#: States in which it holds the order: asked, or refused and back with who asked.
HOLDING = ("open", "refused")
#: States of an order in which its own unit, and its centre, may ask.
UNIT_ASKS_IN = ("in_progress",)
CENTRE_ASKS_IN = ("in_progress", "feedback")


def the_lead_or_the_centre_asks(row: Any, actor: Actor, facts: CountersignFacts) -> Refusal | None:
    """The unit that has the order asks while it works on it; its centre also when it checks the result."""
    if actor.role is Role.SYSTEM:
        return None
    if actor.unit_id not in (facts.order_unit_id, row.center_id):
        return Refusal("not_lead_nor_centre", msg("会签由派遣单的承办单位或者派单的中心提出。"))
    states = CENTRE_ASKS_IN if actor.unit_id == row.center_id else UNIT_ASKS_IN
    if facts.order_state not in states:
        return Refusal("order_not_handled", msg("派遣单办理中才能请会签。"))
    return None


def no_other_countersign_is_open(row: Any, actor: Actor, facts: CountersignFacts) -> Refusal | None:
    """An order has one countersign at a time."""
    if facts.another:
        return Refusal("countersign_open", msg("这张派遣单已有一次会签没有结束。"))
    return None


def asked_by_my_unit(row: Any, actor: Actor, facts: CountersignFacts) -> Refusal | None:
    """The actor's own unit asked for the countersign."""
    if actor.role is not Role.SYSTEM and row.unit_id != actor.unit_id:
        return Refusal("not_my_unit", msg("这次会签不是您所在单位提出的。"))
    return None


def the_line_is_mine(row: Any, actor: Actor, facts: CountersignFacts) -> Refusal | None:
    """The actor, or the actor's unit, was asked."""
    if not facts.mine:
        return Refusal("not_my_line", msg("这一项会签请的不是您。"))
    return None


def the_line_waits(row: Any, actor: Actor, facts: CountersignFacts) -> Refusal | None:
    """The line has no answer yet, was not removed, and it is its turn."""
    if facts.standing is SignerStanding.DUE:
        return None
    if facts.standing is SignerStanding.LATER:
        return Refusal("not_your_turn", msg("按顺序会签，还没有轮到这一项。"))
    return Refusal("line_over", msg("这一项会签已有答复或者已不需要，不能再改。"))


def the_line_has_no_answer(row: Any, actor: Actor, facts: CountersignFacts) -> Refusal | None:
    """Only who has not answered is removed."""
    if facts.standing not in (SignerStanding.DUE, SignerStanding.LATER):
        return Refusal("line_over", msg("已有答复或者已不需要的，不能减签。"))
    return None


STATES = {
    "draft": msg("草稿"),
    "open": msg("会签中"),
    "refused": msg("未获同意"),
    "agreed": msg("已同意"),
    "withdrawn": msg("已撤回"),
}

TRANSITIONS = (
    Transition(
        name="ask",
        label=msg("请会签"),
        from_=("draft",),
        to="open",
        permission=may.COUNTERSIGN_ASK,
        conditions=(the_lead_or_the_centre_asks, no_other_countersign_is_open),
        emits=told.CountersignAsked,
    ),
    Transition(
        name="agree",
        label=msg("会签同意"),
        from_=("open",),
        to="open",
        permission=may.COUNTERSIGN_ANSWER,
        conditions=(the_line_is_mine, the_line_waits),
        emits=told.CountersignAnswered,
    ),
    Transition(
        name="refuse",
        label=msg("会签不同意"),
        from_=("open",),
        to="refused",
        permission=may.COUNTERSIGN_ANSWER,
        conditions=(the_line_is_mine, the_line_waits),
        reason=4,
        emits=told.CountersignRefused,
    ),
    Transition(
        name="add_signer",
        label=msg("加签"),
        from_=("open",),
        to="open",
        permission=may.COUNTERSIGN_ASK,
        conditions=(asked_by_my_unit,),
        reason=4,
        emits=told.CountersignersChanged,
    ),
    Transition(
        name="remove_signer",
        label=msg("减签"),
        from_=("open",),
        to="open",
        permission=may.COUNTERSIGN_ASK,
        conditions=(asked_by_my_unit, the_line_has_no_answer),
        reason=4,
        emits=told.CountersignersChanged,
    ),
    Transition(
        name="settle",
        label=msg("会签完成"),
        from_=("open",),
        to="agreed",
        permission=may.COUNTERSIGN_ASK,
        emits=told.CountersignAgreed,
        system_only=True,
    ),
    Transition(
        name="ask_again",
        label=msg("修改后再次会签"),
        from_=("refused",),
        to="open",
        permission=may.COUNTERSIGN_ASK,
        conditions=(asked_by_my_unit,),
        emits=told.CountersignAsked,
    ),
    Transition(
        name="withdraw",
        label=msg("撤回会签"),
        from_=HOLDING,
        to="withdrawn",
        permission=may.COUNTERSIGN_ASK,
        conditions=(asked_by_my_unit,),
        reason=6,
        emits=told.CountersignWithdrawn,
    ),
    Transition(
        name="end_with_order",
        label=msg("随派遣单终止"),
        from_=HOLDING,
        to="withdrawn",
        permission=may.COUNTERSIGN_ASK,
        emits=told.CountersignWithdrawn,
        system_only=True,
    ),
)

COUNTERSIGN_WORKFLOW = Workflow(
    kind=COUNTERSIGN_KIND,
    states=STATES,
    initial="draft",
    transitions=TRANSITIONS,
    final=frozenset({"agreed", "withdrawn"}),
)
