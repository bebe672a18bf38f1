"""What every act on an order or a supervision shares: locked row, facts, the event's fields, the due instant."""

from __future__ import annotations

from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID

from app.core.db import db
from app.core.errors import InvalidInput, NotFound
from app.core.models import TransitionRow
from app.core.permissions import Actor
from app.core.text import Message
from app.core.unit_of_work import lock
from app.core.workflow import fire
from app.dispatch.models import DispatchOrder, Supervision
from app.dispatch.queries.facts import earliest_due, order_facts, risk_of
from app.dispatch.queries.supervisions import supervision_facts
from app.dispatch.workflow import ORDER_KIND, ORDER_WORKFLOW, SUPERVISION_KIND, SUPERVISION_WORKFLOW
from app.intake import services as matters
from app.intake.policies import require_may_act

Row = TypeVar("Row", DispatchOrder, Supervision)


def _locked(model: type[Row], row_id: UUID, version: int | None, actor: Actor) -> Row:
    found = db.session.get(model, row_id)
    if found is None:
        raise NotFound()
    require_may_act(actor, found.matter_id)
    matters.lock_matter(found.matter_id)
    return lock(model, row_id, version)


def locked_order(order_id: UUID, version: int | None, actor: Actor) -> DispatchOrder:
    """The order, locked after its matter; raises ``NotFound`` when not granted, ``StaleVersion`` for an old version."""
    return _locked(DispatchOrder, order_id, version, actor)


def locked_supervision(supervision_id: UUID, version: int | None, actor: Actor) -> Supervision:
    """The supervision, locked after its matter; raises ``NotFound`` or ``StaleVersion``."""
    return _locked(Supervision, supervision_id, version, actor)


def refuse_faults(faults: dict[str, list[Message]]) -> None:
    """Raise ``InvalidInput`` when anything is lacking."""
    if faults:
        raise InvalidInput(faults)


def about(order: DispatchOrder) -> dict[str, Any]:
    """The fields every event of an order carries."""
    return {"unit_id": order.unit_id, "center_id": order.center_id, "role": order.role}


def act_on_order(
    order: DispatchOrder,
    name: str,
    actor: Actor,
    *,
    reason: str | None = None,
    started_at: datetime | None = None,
    **told: Any,
) -> TransitionRow:
    """Fire one transition of the order with its present facts, and keep its due instant for the lists."""
    trace = fire(
        ORDER_WORKFLOW,
        order,
        name,
        actor,
        facts=order_facts(order),
        reason=reason,
        risk=risk_of(order.matter_id),
        started_at=started_at,
        **about(order),
        **told,
    )
    db.session.flush()
    order.due_at = earliest_due(ORDER_KIND, order.id)
    return trace


def act_on_supervision(
    row: Supervision, name: str, actor: Actor, *, reason: str | None = None, **told: Any
) -> TransitionRow:
    """Fire one transition of the supervision, and keep its due instant for the lists."""
    trace = fire(
        SUPERVISION_WORKFLOW,
        row,
        name,
        actor,
        facts=supervision_facts(row),
        reason=reason,
        risk=risk_of(row.matter_id),
        unit_id=row.unit_id,
        center_id=row.center_id,
        level=row.level,
        **told,
    )
    db.session.flush()
    row.due_at = earliest_due(SUPERVISION_KIND, row.id)
    return trace
