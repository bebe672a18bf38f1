"""The schedule's states and who may move it: entered by the mediator, verified and checked again by two officers.

The separation of duties (domain.md §0.1 "Two persons", §5.1) is made of conditions: never the mediator of the file,
never the person who did the step before.
"""

from __future__ import annotations

from typing import Any

from app.claims import events as facts_of
from app.claims import permissions as may
from app.claims.types import ScheduleFacts, ScheduleState
from app.core.permissions import Actor
from app.core.text import msg
from app.core.workflow import Refusal, Transition, Workflow

KIND = facts_of.SCHEDULE
MANY = 5
"""How many names a refusal lists."""


def somebody_is_on_the_roster(schedule: Any, actor: Actor, facts: ScheduleFacts) -> Refusal | None:
    """There is at least one worker with a claim."""
    return None if facts.rows else Refusal("roster_empty", msg("花名册是空的，请先导入。"))


def nothing_stops_the_figures(schedule: Any, actor: Actor, facts: ScheduleFacts) -> Refusal | None:
    """Every claimed month is due and has attendance, nobody stands twice, wages go to the worker (民法典545)."""
    if facts.blocks:
        first = facts.blocks[0]
        return Refusal("finding_blocks", msg("有{n}处须先解决，例如：{first}", n=len(facts.blocks), first=first))
    return None


def nobody_claims_the_same_months_elsewhere(schedule: Any, actor: Actor, facts: ScheduleFacts) -> Refusal | None:
    """No worker claims the same months from the same employer on another schedule."""
    if facts.claimed_elsewhere:
        names = "、".join(facts.claimed_elsewhere[:MANY])
        return Refusal("claimed_elsewhere", msg("已在其他核查表主张同一期间：{names}。", names=names))
    return None


def checker_is_of_human_resources(schedule: Any, actor: Actor, facts: ScheduleFacts) -> Refusal | None:
    """The figures are verified by an officer of the human-resources department."""
    if facts.in_human_resources:
        return None
    return Refusal("not_human_resources", msg("核查和复核由人社部门的工作人员办理。"))


def checker_is_not_the_mediator(schedule: Any, actor: Actor, facts: ScheduleFacts) -> Refusal | None:
    """Nobody verifies the file he mediates or the roster he entered (domain.md §5.1 no. 4)."""
    if any(one in facts.mediator_ids or one == schedule.entered_by_id for one in actor.people):
        return Refusal("same_person_entered", msg("录入人和本事项的调解员不能核查、复核自己的表。"))
    return None


def second_checker_is_another_officer(schedule: Any, actor: Actor, facts: ScheduleFacts) -> Refusal | None:
    """The second check is made by another person than the verification."""
    if schedule.verified_by_id in actor.people:
        return Refusal("same_person_verified", msg("复核人不能是核查人本人。"))
    return None


def figures_are_still_the_same(schedule: Any, actor: Actor, facts: ScheduleFacts) -> Refusal | None:
    """Working out the schedule again gives the figures that were verified."""
    if facts.agreed_figures:
        return None
    return Refusal("figures_changed", msg("重新计算的结果与核查时不同，请退回重新核查。"))


def every_difference_is_accepted(schedule: Any, actor: Actor, facts: ScheduleFacts) -> Refusal | None:
    """Each worker whose verified sum differs from the claimed one has accepted it."""
    if not facts.unaccepted:
        return None
    names = "、".join(facts.unaccepted[:MANY])
    text = msg("还有{n}人未认可差额：{names}。", n=len(facts.unaccepted), names=names)
    return Refusal("difference_not_accepted", text)


_CHECKS = (checker_is_of_human_resources, checker_is_not_the_mediator)
_FIGURES = (nothing_stops_the_figures, nobody_claims_the_same_months_elsewhere)
DRAFT, ENTERED, VERIFIED = ScheduleState.DRAFT.value, ScheduleState.ENTERED.value, ScheduleState.VERIFIED.value
CHECKED, FROZEN = ScheduleState.SECOND_CHECKED.value, ScheduleState.FROZEN.value

SCHEDULE_WORKFLOW = Workflow(
    kind=KIND,
    initial=DRAFT,
    states={
        DRAFT: msg("录入中"),
        ENTERED: msg("待核查"),
        VERIFIED: msg("待复核"),
        CHECKED: msg("已复核"),
        FROZEN: msg("已定稿"),
    },
    transitions=(
        Transition(
            name="enter",
            label=msg("提交核查"),
            from_=(DRAFT,),
            to=ENTERED,
            permission=may.SCHEDULE_ENTER,
            conditions=(somebody_is_on_the_roster,),
            emits=facts_of.ScheduleEntered,
        ),
        Transition(
            name="verify",
            label=msg("核查通过"),
            from_=(ENTERED,),
            to=VERIFIED,
            permission=may.SCHEDULE_VERIFY,
            conditions=(*_CHECKS, *_FIGURES),
            emits=facts_of.ScheduleVerified,
        ),
        Transition(
            name="second_check",
            label=msg("复核通过"),
            from_=(VERIFIED,),
            to=CHECKED,
            permission=may.SCHEDULE_VERIFY,
            conditions=(*_CHECKS, second_checker_is_another_officer, figures_are_still_the_same, *_FIGURES),
            emits=facts_of.ScheduleSecondChecked,
        ),
        Transition(
            name="send_back",
            label=msg("退回更正"),
            from_=(ENTERED, VERIFIED),
            to=DRAFT,
            permission=may.SCHEDULE_VERIFY,
            conditions=_CHECKS,
            reason=5,
            emits=facts_of.ScheduleSentBack,
        ),
        Transition(
            name="freeze",
            label=msg("定稿"),
            from_=(CHECKED,),
            to=FROZEN,
            permission=may.SCHEDULE_FREEZE,
            conditions=(every_difference_is_accepted, nothing_stops_the_figures),
            emits=facts_of.ScheduleFrozen,
        ),
        Transition(
            name="reopen",
            label=msg("重新打开"),
            from_=(ENTERED, VERIFIED, CHECKED, FROZEN),
            to=DRAFT,
            permission=may.SCHEDULE_ENTER,
            reason=5,
            emits=facts_of.ScheduleReopened,
        ),
    ),
)
