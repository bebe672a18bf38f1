"""What must hold before an act on a dispatch order, as sentences; each answers with a refusal or nothing."""

from __future__ import annotations

from typing import Any

from app.core.permissions import Actor, Role
from app.core.text import msg
from app.core.workflow import Refusal
from app.dispatch import permissions as may
from app.dispatch.rules.chasing import URGE_REST
from app.dispatch.types import OrderFacts

MOST_EXTENSIONS = 2


def unit_is_mine(order: Any, actor: Actor, facts: OrderFacts) -> Refusal | None:
    """The order went to the actor's own unit."""
    if actor.role is not Role.SYSTEM and order.unit_id != actor.unit_id:
        return Refusal("not_my_unit", msg("这张派遣单不是派给您所在单位的。"))
    return None


def the_head_of_the_unit_acts(order: Any, actor: Actor, facts: OrderFacts) -> Refusal | None:
    """Only the head of the unit asks for more time."""
    if actor.role is not Role.SYSTEM and not actor.is_head:
        return Refusal("head_only", msg("须由本单位负责人办理。"))
    return None


def center_is_mine(order: Any, actor: Actor, facts: OrderFacts) -> Refusal | None:
    """The order was sent by the actor's own centre."""
    if actor.role is not Role.SYSTEM and order.center_id != actor.unit_id:
        return Refusal("not_my_center", msg("这张派遣单不是您所在的中心发出的。"))
    return None


def no_return_awaits_the_head(order: Any, actor: Actor, facts: OrderFacts) -> Refusal | None:
    """No return of this order waits for the head of the unit."""
    if facts.return_asked_at is not None:
        return Refusal("return_awaits_head", msg("已有退回申请等待本单位负责人审核。"))
    return None


def a_return_awaits_the_head(order: Any, actor: Actor, facts: OrderFacts) -> Refusal | None:
    """An officer of the unit asked to return the order."""
    if facts.return_asked_at is None:
        return Refusal("no_return_awaits", msg("没有等待审核的退回申请。"))
    return None


def order_may_be_returned_at_all(order: Any, actor: Actor, facts: OrderFacts) -> Refusal | None:
    """The order is not one of last resort (兜底)."""
    if order.catch_all:
        return Refusal("catch_all", msg("本单为兜底派遣，不得退回。"))
    return None


def return_window_is_open(order: Any, actor: Actor, facts: OrderFacts) -> Refusal | None:
    """The return is asked for within P04 of the issue (a setting), or within K19 for a petition (信访工作条例23)."""
    asked = facts.return_asked_at or facts.now
    if facts.return_by is not None and asked > facts.return_by:
        return Refusal("return_window_over", msg("退回期限已过，应当继续办理。"))
    return None


def second_return_goes_to_the_director(order: Any, actor: Actor, facts: OrderFacts) -> Refusal | None:
    """The director rules from the second return on (domain.md §4.2)."""
    if facts.return_round >= 2 and not actor.may(may.RULE_SECOND):
        return Refusal("second_ruling", msg("再次退回须由中心主任裁定。"))
    return None


def dispatcher_does_not_rule_twice(order: Any, actor: Actor, facts: OrderFacts) -> Refusal | None:
    """Who issued the order does not rule on its second return (domain.md §5.1)."""
    if facts.return_round >= 2 and order.issued_by_id in actor.people:
        return Refusal("own_order", msg("派单人不能对自己派出的单再次裁定。"))
    return None


def no_extension_awaits(order: Any, actor: Actor, facts: OrderFacts) -> Refusal | None:
    """No wish for more time is undecided."""
    if facts.extension_awaits:
        return Refusal("extension_awaits", msg("已有延期申请等待审批。"))
    return None


def an_extension_awaits(order: Any, actor: Actor, facts: OrderFacts) -> Refusal | None:
    """The unit asked for more time."""
    if not facts.extension_awaits:
        return Refusal("no_extension_awaits", msg("没有等待审批的延期申请。"))
    return None


def term_is_not_over(order: Any, actor: Actor, facts: OrderFacts) -> Refusal | None:
    """More time is asked for before the term ends."""
    if facts.finish_due_at is None or facts.now > facts.finish_due_at:
        return Refusal("term_over", msg("延期应当在办理期限届满前申请。"))
    return None


def fewer_than_two_extensions(order: Any, actor: Actor, facts: OrderFacts) -> Refusal | None:
    """An order is prolonged twice at most."""
    if facts.extensions_granted >= MOST_EXTENSIONS:
        return Refusal("extended_twice", msg("已延期{count}次，不能再延期。", count=facts.extensions_granted))
    return None


def second_extension_goes_to_the_director(order: Any, actor: Actor, facts: OrderFacts) -> Refusal | None:
    """The director decides from the second extension on."""
    if facts.extensions_granted >= 1 and not actor.may(may.APPROVE_EXTENSION_AGAIN):
        return Refusal("second_extension", msg("再次延期须由中心主任审批。"))
    return None


def not_just_urged(order: Any, actor: Actor, facts: OrderFacts) -> Refusal | None:
    """The unit was not reminded in the last hours."""
    if order.urged_at is not None and facts.now < order.urged_at + URGE_REST:
        hours = int(URGE_REST.total_seconds() // 3600)
        return Refusal("just_urged", msg("刚催办过，{hours}小时内不重复催办。", hours=hours))
    return None


def the_handler_or_the_head_acts(order: Any, actor: Actor, facts: OrderFacts) -> Refusal | None:
    """Who has the order passes it on, or the head of the unit does; an order nobody has yet is passed on by anyone."""
    if order.handler_id is not None and order.handler_id not in actor.people and not actor.is_head:
        return Refusal("not_my_work", msg("须由现在的经办人或者本单位负责人转办。"))
    return None


def no_feedback_awaits_the_head(order: Any, actor: Actor, facts: OrderFacts) -> Refusal | None:
    """No result waits for the head of the unit."""
    if facts.feedback_awaits:
        return Refusal("feedback_awaits_head", msg("已有办理反馈等待本单位负责人审核。"))
    return None


def a_feedback_awaits_the_head(order: Any, actor: Actor, facts: OrderFacts) -> Refusal | None:
    """An officer of the unit handed in the result."""
    if not facts.feedback_awaits:
        return Refusal("no_feedback_awaits", msg("没有等待审核的办理反馈。"))
    return None


def no_countersign_is_open(order: Any, actor: Actor, facts: OrderFacts) -> Refusal | None:
    """No countersign that the result waits for is open, or refused and not yet withdrawn."""
    if facts.countersign_open:
        return Refusal("countersign_open", msg("会签没有结束，须全部同意或者撤回后才能办理。"))
    return None
