"""The consultation's states and transitions (domain.md §5 row 16). It decides nothing about an order by itself."""

from __future__ import annotations

from typing import Any

from app.core.permissions import Actor, Role
from app.core.text import msg
from app.core.workflow import Refusal, Transition, Workflow
from app.dispatch import events as told
from app.dispatch import permissions as may
from app.dispatch.types import MeetingFacts

MEETING_KIND = "consultation"
MINUTES_CLOCK = "P25"


def the_centre_or_the_lead_calls(meeting: Any, actor: Actor, facts: MeetingFacts) -> Refusal | None:
    """A consultation is called by the matter's centre or by the unit that leads it."""
    if actor.role is Role.SYSTEM or meeting.center_id == actor.unit_id or facts.leads:
        return None
    return Refusal("not_lead_nor_centre", msg("会商由受理本事项的中心或者主办单位召集。"))


def called_by_my_unit(meeting: Any, actor: Actor, facts: MeetingFacts) -> Refusal | None:
    """The actor's own unit called the consultation."""
    if actor.role is not Role.SYSTEM and meeting.unit_id != actor.unit_id:
        return Refusal("not_my_unit", msg("这次会商不是您所在单位召集的。"))
    return None


def the_chair_acts(meeting: Any, actor: Actor, facts: MeetingFacts) -> Refusal | None:
    """Only the chair signs the minutes."""
    if actor.role is not Role.SYSTEM and meeting.chair_id not in actor.people:
        return Refusal("chair_only", msg("纪要须由主持人{name}签发。", name=meeting.chair_name))
    return None


def the_minutes_are_whole(meeting: Any, actor: Actor, facts: MeetingFacts) -> Refusal | None:
    """It is said of every unit whether it was there, and something was decided or left to do."""
    return Refusal("minutes_incomplete", facts.lacking) if facts.lacking is not None else None


STATES = {
    "draft": msg("草稿"),
    "called": msg("待召开"),
    "minuted": msg("纪要待签发"),
    "signed": msg("纪要待确认"),
    "settled": msg("已确认"),
    "cancelled": msg("已取消"),
}

TRANSITIONS = (
    Transition(
        name="call",
        label=msg("召集会商"),
        from_=("draft",),
        to="called",
        permission=may.MEETING_CALL,
        conditions=(the_centre_or_the_lead_calls,),
        emits=told.MeetingCalled,
    ),
    Transition(
        name="write_minutes",
        label=msg("写纪要"),
        from_=("called", "minuted"),
        to="minuted",
        permission=may.MEETING_CALL,
        conditions=(called_by_my_unit,),
        emits=told.MinutesWritten,
    ),
    Transition(
        name="sign",
        label=msg("签发纪要"),
        from_=("minuted",),
        to="signed",
        permission=may.MEETING_CALL,
        conditions=(called_by_my_unit, the_chair_acts, the_minutes_are_whole),
        arms=(MINUTES_CLOCK,),
        emits=told.MinutesSigned,
    ),
    Transition(
        name="settle",
        label=msg("各参会单位均已答复或者期满"),
        from_=("signed",),
        to="settled",
        permission=may.MEETING_CALL,
        emits=told.MinutesSettled,
        system_only=True,
    ),
    Transition(
        name="cancel",
        label=msg("取消会商"),
        from_=("called",),
        to="cancelled",
        permission=may.MEETING_CALL,
        conditions=(called_by_my_unit,),
        reason=6,
        emits=told.MeetingCancelled,
    ),
    Transition(
        name="end_with_matter",
        label=msg("随事项终止"),
        from_=("called", "minuted"),
        to="cancelled",
        permission=may.MEETING_CALL,
        emits=told.MeetingCancelled,
        system_only=True,
    ),
)

MEETING_WORKFLOW = Workflow(
    kind=MEETING_KIND,
    states=STATES,
    initial="draft",
    transitions=TRANSITIONS,
    final=frozenset({"settled", "cancelled"}),
)
