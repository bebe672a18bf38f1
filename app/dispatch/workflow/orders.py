"""The dispatch order's states and transitions (domain.md §4.2 with the rulings of §0.1)."""

from __future__ import annotations

from typing import Any

from app.core.text import Message, msg
from app.core.workflow import Condition, Transition, Workflow
from app.dispatch import events as told
from app.dispatch import permissions as may
from app.dispatch.workflow import order_conditions as that

ORDER_KIND = "dispatch_order"

#: An order in one of these states no longer counts as the matter's lead.
LEAVES_NO_LEAD = ("returned", "withdrawn")

STATES = {
    "issued": msg("待签收"),
    "signed": msg("已签收"),
    "return_pending": msg("退回待裁"),
    "returned": msg("已退回"),
    "in_progress": msg("办理中"),
    "suspended": msg("已中止"),
    "feedback": msg("已反馈"),
    "completed": msg("已办结"),
    "withdrawn": msg("已撤回"),
}

LIVING = ("issued", "signed", "return_pending", "in_progress", "suspended", "feedback")
RETURNABLE = ("issued", "signed")


def _staying(
    states: tuple[str, ...], name: str, label: Message, permission: str, *conditions: Condition, **more: Any
) -> tuple[Transition, ...]:
    """One row for each state: an act that is recorded but leaves the order where it is."""
    return tuple(
        Transition(
            name=name, label=label, from_=(state,), to=state, permission=permission, conditions=conditions, **more
        )
        for state in states
    )


SIGNING = (
    Transition(
        name="sign",
        label=msg("签收"),
        from_=("issued",),
        to="signed",
        permission=may.SIGN,
        conditions=(that.unit_is_mine, that.no_return_awaits_the_head),
        stops=("P03",),
        arms=("P06", "P09"),
        emits=told.DispatchOrderSigned,
    ),
    Transition(
        name="withdraw",
        label=msg("撤回派单"),
        from_=("issued",),
        to="withdrawn",
        permission=may.WITHDRAW,
        conditions=(that.center_is_mine,),
        reason=10,
        stops=("P03",),
        emits=told.DispatchOrderWithdrawn,
    ),
)

RETURNING = (
    *_staying(
        RETURNABLE,
        "request_return",
        msg("申请退回"),
        may.RETURN,
        that.unit_is_mine,
        that.order_may_be_returned_at_all,
        that.no_return_awaits_the_head,
        that.return_window_is_open,
        reason=20,
        emits=told.DispatchOrderReturnAsked,
    ),
    *_staying(
        RETURNABLE,
        "decline_return",
        msg("不同意退回申请"),
        may.APPROVE_RETURN,
        that.unit_is_mine,
        that.a_return_awaits_the_head,
        reason=4,
        emits=told.DispatchOrderReturnDropped,
    ),
    Transition(
        name="approve_return",
        label=msg("同意退回申请"),
        from_=RETURNABLE,
        to="return_pending",
        permission=may.APPROVE_RETURN,
        conditions=(that.unit_is_mine, that.a_return_awaits_the_head, that.return_window_is_open),
        stops=("P03",),
        arms=("P05",),
        emits=told.DispatchOrderReturnSubmitted,
    ),
    Transition(
        name="accept_return",
        label=msg("裁定同意退回"),
        from_=("return_pending",),
        to="returned",
        permission=may.RULE,
        conditions=(
            that.center_is_mine,
            that.second_return_goes_to_the_director,
            that.dispatcher_does_not_rule_twice,
        ),
        reason=10,
        stops=("P05",),
        emits=told.DispatchOrderReturned,
    ),
    Transition(
        name="refuse_return",
        label=msg("裁定不同意退回"),
        from_=("return_pending",),
        to="signed",
        permission=may.RULE,
        conditions=(
            that.center_is_mine,
            that.second_return_goes_to_the_director,
            that.dispatcher_does_not_rule_twice,
        ),
        reason=10,
        stops=("P05",),
        emits=told.DispatchOrderReturnRefused,
    ),
)

PASSING = (
    *_staying(
        ("issued", "signed", "in_progress"),
        "urge",
        msg("催办"),
        may.URGE,
        that.center_is_mine,
        that.not_just_urged,
        reason=4,
        emits=told.DispatchOrderUrged,
    ),
    *_staying(
        ("signed", "return_pending", "in_progress", "suspended"),
        "hand_on",
        msg("转办"),
        may.HAND_ON,
        that.unit_is_mine,
        that.the_handler_or_the_head_acts,
        reason=4,
        emits=told.DispatchOrderHandedOn,
    ),
)

WORKING = (
    Transition(
        name="start",
        label=msg("开始办理"),
        from_=("signed",),
        to="in_progress",
        permission=may.START,
        conditions=(that.unit_is_mine, that.no_return_awaits_the_head),
        stops=("P06",),
        emits=told.DispatchOrderStarted,
    ),
    *_staying(
        ("in_progress",),
        "ask_assistance",
        msg("请求协办"),
        may.ASK_ASSISTANCE,
        that.unit_is_mine,
        emits=told.AssistanceAsked,
    ),
    *_staying(
        ("in_progress",),
        "request_extension",
        msg("申请延期"),
        may.EXTEND,
        that.unit_is_mine,
        that.the_head_of_the_unit_acts,
        that.no_extension_awaits,
        that.term_is_not_over,
        that.fewer_than_two_extensions,
        reason=10,
        emits=told.ExtensionAsked,
    ),
    *_staying(
        ("in_progress",),
        "approve_extension",
        msg("同意延期"),
        may.APPROVE_EXTENSION,
        that.center_is_mine,
        that.an_extension_awaits,
        that.second_extension_goes_to_the_director,
        that.term_is_not_over,
        emits=told.DispatchOrderExtended,
    ),
    *_staying(
        ("in_progress",),
        "decline_extension",
        msg("不同意延期"),
        may.APPROVE_EXTENSION,
        that.center_is_mine,
        that.an_extension_awaits,
        reason=4,
        emits=told.ExtensionDeclined,
    ),
    Transition(
        name="suspend",
        label=msg("中止办理"),
        from_=("in_progress",),
        to="suspended",
        permission=may.SUSPEND,
        conditions=(that.center_is_mine,),
        reason=10,
        arms=("P22",),
        emits=told.DispatchOrderSuspended,
    ),
    Transition(
        name="resume",
        label=msg("恢复办理"),
        from_=("suspended",),
        to="in_progress",
        permission=may.SUSPEND,
        conditions=(that.center_is_mine,),
        stops=("P22",),
        emits=told.DispatchOrderResumed,
    ),
)

REPORTING = (
    *_staying(
        ("in_progress",),
        "submit_feedback",
        msg("提交反馈"),
        may.FEEDBACK,
        that.unit_is_mine,
        that.no_feedback_awaits_the_head,
        that.no_countersign_is_open,
        emits=told.FeedbackDrafted,
    ),
    *_staying(
        ("in_progress",),
        "decline_feedback",
        msg("退给经办人修改"),
        may.APPROVE_FEEDBACK,
        that.unit_is_mine,
        that.a_feedback_awaits_the_head,
        reason=4,
        emits=told.FeedbackDropped,
    ),
    Transition(
        name="approve_feedback",
        label=msg("同意反馈"),
        from_=("in_progress",),
        to="feedback",
        permission=may.APPROVE_FEEDBACK,
        conditions=(
            that.unit_is_mine,
            that.a_feedback_awaits_the_head,
            that.no_extension_awaits,
            that.no_countersign_is_open,
        ),
        stops=("P09", "P21"),
        arms=("P14",),
        emits=told.DispatchOrderFedBack,
    ),
    Transition(
        name="accept_feedback",
        label=msg("同意办结"),
        from_=("feedback",),
        to="completed",
        permission=may.CHECK_FEEDBACK,
        conditions=(that.center_is_mine, that.no_countersign_is_open),
        stops=("P14",),
        emits=told.DispatchOrderCompleted,
    ),
    Transition(
        name="send_back",
        label=msg("退回重办"),
        from_=("feedback",),
        to="in_progress",
        permission=may.CHECK_FEEDBACK,
        conditions=(that.center_is_mine,),
        reason=10,
        stops=("P14",),
        arms=("P21",),
        emits=told.DispatchOrderSentBack,
    ),
)

BY_THE_PLATFORM = (
    Transition(
        name="reopen",
        label=msg("回访未化解，继续办理"),
        from_=("completed",),
        to="in_progress",
        permission=may.CHECK_FEEDBACK,
        arms=("P21",),
        emits=told.DispatchOrderReopened,
        system_only=True,
    ),
    Transition(
        name="end_with_matter",
        label=msg("随事项终止"),
        from_=LIVING,
        to="withdrawn",
        permission=may.WITHDRAW,
        emits=told.DispatchOrderWithdrawn,
        system_only=True,
    ),
)

ORDER_WORKFLOW = Workflow(
    kind=ORDER_KIND,
    states=STATES,
    initial="issued",
    transitions=(*SIGNING, *RETURNING, *PASSING, *WORKING, *REPORTING, *BY_THE_PLATFORM),
    final=frozenset({"returned", "withdrawn", "completed"}),
)
