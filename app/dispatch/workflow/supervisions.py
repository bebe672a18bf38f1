"""The supervision's states and transitions (domain.md §4.7)."""

from __future__ import annotations

from typing import Any

from app.core.permissions import Actor, Role
from app.core.text import msg
from app.core.workflow import Refusal, Transition, Workflow
from app.dispatch import events as told
from app.dispatch import permissions as may
from app.dispatch.types import SupervisionFacts

SUPERVISION_KIND = "supervision"

#: Yellow to orange, orange to red, and at red once more, with a copy to the committee that leads the centre.
MOST_ESCALATIONS = 3


def addressed_to_my_unit(supervision: Any, actor: Actor, facts: SupervisionFacts) -> Refusal | None:
    """The supervision was sent to the actor's own unit."""
    if actor.role is not Role.SYSTEM and supervision.unit_id != actor.unit_id:
        return Refusal("not_my_unit", msg("这件督办不是发给您所在单位的。"))
    return None


def the_head_of_the_unit_acts(supervision: Any, actor: Actor, facts: SupervisionFacts) -> Refusal | None:
    """Only the head of the unit answers a supervision."""
    if actor.role is not Role.SYSTEM and not actor.is_head:
        return Refusal("head_only", msg("须由本单位负责人办理。"))
    return None


def issued_by_my_center(supervision: Any, actor: Actor, facts: SupervisionFacts) -> Refusal | None:
    """The supervision was issued by the actor's own centre."""
    if actor.role is not Role.SYSTEM and supervision.center_id != actor.unit_id:
        return Refusal("not_my_center", msg("这件督办不是您所在的中心发出的。"))
    return None


def a_level_is_left_above(supervision: Any, actor: Actor, facts: SupervisionFacts) -> Refusal | None:
    """The ladder of copies has not been climbed to its end."""
    if facts.escalations >= MOST_ESCALATIONS:
        return Refusal("ladder_climbed", msg("督办已升至最高一级，并已报区委政法委。"))
    return None


STATES = {
    "draft": msg("草稿"),
    "issued": msg("待签收"),
    "acknowledged": msg("待回复"),
    "replied": msg("待审核"),
    "closed": msg("已办结"),
}

TRANSITIONS = (
    Transition(
        name="issue",
        label=msg("发出督办"),
        from_=("draft",),
        to="issued",
        permission=may.SUPERVISION_ISSUE,
        conditions=(issued_by_my_center,),
        arms=("P12",),
        emits=told.SupervisionIssued,
    ),
    Transition(
        name="acknowledge",
        label=msg("签收督办"),
        from_=("issued",),
        to="acknowledged",
        permission=may.SUPERVISION_ACKNOWLEDGE,
        conditions=(addressed_to_my_unit,),
        stops=("P12",),
        arms=("P13",),
        emits=told.SupervisionAcknowledged,
    ),
    Transition(
        name="escalate",
        label=msg("逾期升级"),
        from_=("issued",),
        to="issued",
        permission=may.SUPERVISION_ISSUE,
        conditions=(a_level_is_left_above,),
        arms=("P12",),
        emits=told.SupervisionEscalated,
        system_only=True,
    ),
    Transition(
        name="escalate",
        label=msg("逾期升级"),
        from_=("acknowledged",),
        to="acknowledged",
        permission=may.SUPERVISION_ISSUE,
        conditions=(a_level_is_left_above,),
        arms=("P13",),
        emits=told.SupervisionEscalated,
        system_only=True,
    ),
    Transition(
        name="reply",
        label=msg("回复督办"),
        from_=("acknowledged",),
        to="replied",
        permission=may.SUPERVISION_REPLY,
        conditions=(addressed_to_my_unit, the_head_of_the_unit_acts),
        stops=("P13",),
        emits=told.SupervisionReplied,
    ),
    Transition(
        name="accept",
        label=msg("认可回复"),
        from_=("replied",),
        to="closed",
        permission=may.SUPERVISION_CHECK,
        conditions=(issued_by_my_center,),
        reason=4,
        emits=told.SupervisionClosed,
    ),
    Transition(
        name="find_insufficient",
        label=msg("回复不足，继续督办"),
        from_=("replied",),
        to="issued",
        permission=may.SUPERVISION_CHECK,
        conditions=(issued_by_my_center,),
        reason=10,
        arms=("P12",),
        emits=told.SupervisionReplyInsufficient,
    ),
)

SUPERVISION_WORKFLOW = Workflow(
    kind=SUPERVISION_KIND,
    states=STATES,
    initial="draft",
    transitions=TRANSITIONS,
    final=frozenset({"closed"}),
)
