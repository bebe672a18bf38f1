"""What waits for a person: the acts offered on a row, and the numbers of the menu."""

from __future__ import annotations

from sqlalchemy import ScalarSelect, select

from app.accounts import queries as accounts
from app.accounts.types import Colleague
from app.core.db import db
from app.core.permissions import Actor, Role
from app.core.workflow import Offer, offers
from app.dispatch.models import DispatchOrder, Supervision
from app.dispatch.permissions import COUNTERSIGN_ANSWER, MEETING_ATTEND, RULE, WHISTLE_ANSWER
from app.dispatch.queries.consultations import items_waiting, minutes_waiting
from app.dispatch.queries.countersigns import countersigns_waiting
from app.dispatch.queries.facts import order_facts
from app.dispatch.queries.orders import orders_waiting
from app.dispatch.queries.supervisions import supervision_facts, supervisions_waiting
from app.dispatch.queries.whistles import whistles_waiting
from app.dispatch.workflow import ORDER_WORKFLOW, SUPERVISION_WORKFLOW

#: Who in a unit may have an order.
HANDLERS = frozenset({Role.DEPT_OFFICER, Role.MEDIATOR})
#: Refusals that only say "this is another unit's act": such acts are not shown at all.
NOT_MINE = frozenset({"not_my_unit", "not_my_center"})
#: Refusals that only say "nothing waits": the act has no object, so it is not shown either.
NOTHING_WAITS = frozenset({"no_return_awaits", "no_extension_awaits", "no_feedback_awaits"})


def _shown(found: list[Offer]) -> list[Offer]:
    hidden = NOT_MINE | NOTHING_WAITS
    return [offer for offer in found if offer.refusal is None or offer.refusal.code not in hidden]


def order_offers(order: DispatchOrder, actor: Actor) -> list[Offer]:
    """Acts on the order for this actor, possible ones and held ones with the reason."""
    return _shown(offers(ORDER_WORKFLOW, order, actor, order_facts(order)))


def supervision_offers(row: Supervision, actor: Actor) -> list[Offer]:
    """Acts on the supervision for this actor."""
    return _shown(offers(SUPERVISION_WORKFLOW, row, actor, supervision_facts(row)))


def colleagues_for(order: DispatchOrder) -> list[Colleague]:
    """People of the order's unit who may have it, without the one who has it now."""
    found = accounts.colleagues(unit_id=order.unit_id)
    able = {one.user_id: one for one in found if one.role in HANDLERS}
    return [one for one in able.values() if one.user_id != order.handler_id]


def menu_counts(actor: Actor) -> dict[str, ScalarSelect[int]]:
    """How to count orders, supervisions and calls that wait for the actor's unit, and returns to rule on."""
    if actor.unit_id is None:
        return {}
    return {**_order_counts(actor), **_call_counts(actor)}


def _call_counts(actor: Actor) -> dict[str, ScalarSelect[int]]:
    found = {"whistles": whistles_waiting(actor)} if actor.may(WHISTLE_ANSWER) else {}
    if actor.may(MEETING_ATTEND):
        found |= {"meetings": minutes_waiting(actor), "items": items_waiting(actor)}
    if actor.may(COUNTERSIGN_ANSWER):
        found["countersigns"] = countersigns_waiting(actor)
    return found


def waiting_calls(actor: Actor) -> dict[str, int]:
    """How many whistles, meetings, items of meetings and countersigns wait for the actor, in one statement."""
    wanted = _call_counts(actor)
    if not wanted:
        return {}
    row = db.session.execute(select(*(count.label(name) for name, count in wanted.items()))).one()
    return dict(zip(wanted, row, strict=True))


def _order_counts(actor: Actor) -> dict[str, ScalarSelect[int]]:
    if actor.may(RULE):
        return {
            "orders": orders_waiting(actor, "feedback"),
            "returns": orders_waiting(actor, "return_pending"),
            "supervisions": supervisions_waiting(actor, "to_check"),
        }
    replies = supervisions_waiting(actor, "to_acknowledge", "to_reply")
    return {"orders": orders_waiting(actor, "to_sign"), "supervisions": replies}
