"""The guidance request's states and transitions (domain.md §4.5)."""

from __future__ import annotations

from typing import Any

from app.core.permissions import Actor, Position
from app.core.text import msg
from app.core.workflow import Refusal, Transition, Workflow
from app.guidance import events as told
from app.guidance import permissions as may

KIND = "guidance"


def judge_is_on_roster(request: Any, actor: Actor, facts: dict[str, Any]) -> Refusal | None:
    """The judge is on duty in the studio now."""
    if not facts["on_duty"]:
        return Refusal("not_on_duty", msg("您现在不在值班表上，不能接收指导请求。{instead}", instead=facts["instead"]))
    return None


def judge_is_not_recused(request: Any, actor: Actor, facts: dict[str, Any]) -> Refusal | None:
    """The judge has not stepped aside from this matter."""
    if facts["recused"]:
        return Refusal("recused", msg("您已就本事项申请回避。"))
    return None


def request_is_mine(request: Any, actor: Actor, facts: dict[str, Any]) -> Refusal | None:
    """The judge who took the request answers it."""
    if request.judge_id not in actor.people:
        return Refusal("not_the_judge", msg("只有接收该请求的法官可以办理。"))
    return None


def asked_by_my_unit(request: Any, actor: Actor, facts: dict[str, Any]) -> Refusal | None:
    """The unit that asked, or the mediator of the file, decides about the opinion."""
    if request.asked_by_id not in actor.people and request.asking_unit_id != actor.unit_id:
        return Refusal("not_the_asker", msg("应由提出请求的调解员或者其单位办理。"))
    return None


def written_by_clerk_or_answered_by_judge(request: Any, actor: Actor, facts: dict[str, Any]) -> Refusal | None:
    """A clerk may write down what the judge said on the phone; the judge confirms it."""
    if request.judge_id in actor.people or actor.position is Position.JUDGE_ASSISTANT:
        return None
    return Refusal("not_the_judge", msg("只有接收该请求的法官可以办理。"))


STATES = {
    "draft": msg("草稿"),
    "queued": msg("等待法官接收"),
    "taken": msg("法官已接收"),
    "info_requested": msg("等待补充事实"),
    "answered": msg("已答复，待决定是否采纳"),
    "adopted": msg("采纳"),
    "partly_adopted": msg("部分采纳"),
    "not_adopted": msg("不采纳"),
    "closed": msg("已反馈结果"),
}
DECIDED = ("adopted", "partly_adopted", "not_adopted")

TRANSITIONS = (
    Transition(
        name="submit",
        label=msg("提交请求"),
        from_=("draft",),
        to="queued",
        permission=may.ASK,
        arms=("P07", "P08"),
        emits=told.GuidanceAsked,
    ),
    Transition(
        name="take",
        label=msg("接收"),
        from_=("queued",),
        to="taken",
        permission=may.ANSWER,
        conditions=(judge_is_on_roster, judge_is_not_recused),
        stops=("P07",),
        emits=told.GuidanceTaken,
    ),
    Transition(
        name="recuse",
        label=msg("回避"),
        from_=("queued", "taken"),
        to="queued",
        permission=may.ANSWER,
        reason=4,
        arms=("P07",),
        emits=told.GuidanceRequeued,
    ),
    Transition(
        name="requeue",
        label=msg("转给下一位法官"),
        from_=("queued", "taken"),
        to="queued",
        permission=may.REQUEUE,
        arms=("P07",),
        emits=told.GuidanceRequeued,
    ),
    Transition(
        name="ask_facts",
        label=msg("要求补充事实"),
        from_=("taken",),
        to="info_requested",
        permission=may.ANSWER,
        conditions=(request_is_mine,),
        reason=6,
        emits=told.FactsAsked,
    ),
    Transition(
        name="supply_facts",
        label=msg("补充事实"),
        from_=("info_requested",),
        to="taken",
        permission=may.ASK,
        conditions=(asked_by_my_unit,),
        reason=6,
        emits=told.FactsSupplied,
    ),
    Transition(
        name="answer",
        label=msg("答复"),
        from_=("taken",),
        to="answered",
        permission=may.ANSWER,
        conditions=(written_by_clerk_or_answered_by_judge,),
        stops=("P08",),
        arms=("P11",),
        emits=told.GuidanceAnswered,
    ),
    Transition(
        name="adopt",
        label=msg("采纳"),
        from_=("answered",),
        to="adopted",
        permission=may.DECIDE,
        conditions=(asked_by_my_unit,),
        stops=("P11",),
        emits=told.OpinionDecided,
    ),
    Transition(
        name="partly_adopt",
        label=msg("部分采纳"),
        from_=("answered",),
        to="partly_adopted",
        permission=may.DECIDE,
        conditions=(asked_by_my_unit,),
        reason=15,
        stops=("P11",),
        emits=told.OpinionDecided,
    ),
    Transition(
        name="not_adopt",
        label=msg("不采纳"),
        from_=("answered",),
        to="not_adopted",
        permission=may.DECIDE,
        conditions=(asked_by_my_unit,),
        reason=15,
        stops=("P11",),
        emits=told.OpinionDecided,
    ),
    Transition(
        name="report",
        label=msg("反馈结果"),
        from_=DECIDED,
        to="closed",
        permission=may.REPORT,
        reason=6,
        emits=told.GuidanceReported,
    ),
)

GUIDANCE_WORKFLOW = Workflow(
    kind=KIND, states=STATES, initial="draft", transitions=TRANSITIONS, final=frozenset({"closed"})
)
