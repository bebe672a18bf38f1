"""What the conditions of an order need to know, and the open pieces that hang on it."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Exists, exists, select

from app.clocks import queries as clocks
from app.core import clock
from app.core.db import db
from app.dispatch.models import Countersign, DispatchOrder, Extension, Feedback, OrderReturn
from app.dispatch.models.orders import NO_CLOCK
from app.dispatch.rules.chasing import TERM_CLOCKS
from app.dispatch.types import OrderFacts
from app.dispatch.workflow import ORDER_KIND
from app.dispatch.workflow.countersigns import HOLDING
from app.intake import queries as intake


def open_return(order_id: UUID) -> OrderReturn | None:
    """The return nobody has ruled on yet, whether or not the unit's head has agreed."""
    statement = select(OrderReturn).where(
        OrderReturn.order_id == order_id,
        OrderReturn.ruling.is_(None),
        OrderReturn.head_agrees.is_distinct_from(False),
    )
    return db.session.execute(statement).scalar_one_or_none()


def open_extension(order_id: UUID) -> Extension | None:
    """The wish for more time the centre has not decided."""
    statement = select(Extension).where(Extension.order_id == order_id, Extension.granted.is_(None))
    return db.session.execute(statement).scalar_one_or_none()


def open_feedback(order_id: UUID) -> Feedback | None:
    """The result that waits for the unit's head or for the centre."""
    statement = select(Feedback).where(
        Feedback.order_id == order_id,
        Feedback.accepted.is_(None),
        Feedback.head_agrees.is_distinct_from(False),
    )
    return db.session.execute(statement).scalar_one_or_none()


def last_feedback(order_id: UUID) -> Feedback | None:
    """The newest result of an order."""
    statement = select(Feedback).where(Feedback.order_id == order_id).order_by(Feedback.position.desc()).limit(1)
    return db.session.execute(statement).scalar_one_or_none()


def term_due_at(order_id: UUID) -> datetime | None:
    """When the term in which the unit must finish ends, or None when no such clock runs."""
    running = clocks.clocks_of_subject(ORDER_KIND, order_id)
    return min((view.due_at for view in running if view.rule_id in TERM_CLOCKS), default=None)


def order_facts(order: DispatchOrder) -> OrderFacts:
    """The facts of an order as they stand now."""
    waits = _waiting(order.id)
    return OrderFacts(
        now=clock.now(),
        return_asked_at=waits.return_asked_at,
        return_round=order.return_rounds,
        return_by=order.return_by,
        extension_awaits=waits.extension,
        extensions_granted=order.extensions_granted,
        finish_due_at=term_due_at(order.id),
        feedback_awaits=waits.feedback,
        countersign_open=waits.countersign,
    )


def _waiting(order_id: UUID) -> Any:
    """What waits for the unit's head or for the centre, in one statement."""
    asked = select(OrderReturn.asked_at).where(
        OrderReturn.order_id == order_id, OrderReturn.ruling.is_(None), OrderReturn.head_agrees.is_(None)
    )
    wished = exists().where(Extension.order_id == order_id, Extension.granted.is_(None))
    told = exists().where(Feedback.order_id == order_id, Feedback.accepted.is_(None), Feedback.head_agrees.is_(None))
    columns = (
        asked.scalar_subquery().label("return_asked_at"),
        wished.label("extension"),
        told.label("feedback"),
        open_countersign(order_id).label("countersign"),
    )
    return db.session.execute(select(*columns)).one()


def open_countersign(order_id: UUID) -> Exists:
    """EXISTS a countersign that holds the order: asked, or refused and back with who asked."""
    return exists().where(Countersign.order_id == order_id, Countersign.state.in_(HOLDING))


def earliest_due(kind: str, subject_id: UUID) -> datetime:
    """The earliest instant at which a running clock of the subject is due, or ``NO_CLOCK``."""
    running = clocks.clocks_of_subject(kind, subject_id)
    return min((view.due_at for view in running if view.suspended_at is None), default=NO_CLOCK)


def risk_of(matter_id: UUID) -> str | None:
    """The confirmed colour of the matter, which chooses the length of its product clocks."""
    return intake.risk_of(matter_id)
