"""Reads of money that moved."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import func, or_, select

from app.claims.models import Receipt
from app.core.db import db
from app.core.errors import NotFound
from app.core.pagination import Page, keyset
from app.core.permissions import Actor
from app.intake.policies import visible_to


def receipts_of(matter_id: UUID, *, voided: bool = False) -> Sequence[Receipt]:
    """Receipts of a matter by day; struck-out ones only when asked for. The caller has checked the grant."""
    statement = select(Receipt).where(Receipt.matter_id == matter_id)
    if not voided:
        statement = statement.where(Receipt.voided_at.is_(None))
    return db.session.execute(statement.order_by(Receipt.paid_on, Receipt.id)).scalars().all()


def get_receipt(receipt_id: UUID, *, actor: Actor) -> Receipt:
    """One receipt; raises ``NotFound`` when its matter is not granted to the actor."""
    statement = select(Receipt).where(Receipt.id == receipt_id, visible_to(actor, Receipt.matter_id))
    found = db.session.execute(statement).scalar_one_or_none()
    if found is None:
        raise NotFound()
    return found


def list_receipts(
    actor: Actor,
    *,
    matter_id: UUID,
    updated_since: datetime | None = None,
    cursor: str | None = None,
    limit: int = 50,
) -> Page[Receipt]:
    """One page of a visible matter's receipts, in the order they were recorded, struck-out ones marked."""
    statement = select(Receipt).where(Receipt.matter_id == matter_id, visible_to(actor, Receipt.matter_id))
    if updated_since is not None:
        changed = or_(Receipt.created_at >= updated_since, Receipt.voided_at >= updated_since)
        statement = statement.where(changed)
    return keyset(statement, [Receipt.id], cursor=cursor, limit=limit)


def received_by_row(matter_id: UUID) -> dict[UUID, int]:
    """What each worker's row has received so far, in fen."""
    statement = (
        select(Receipt.row_id, func.sum(Receipt.amount_fen))
        .where(Receipt.matter_id == matter_id, Receipt.row_id.is_not(None), Receipt.voided_at.is_(None))
        .group_by(Receipt.row_id)
    )
    return {row_id: int(total) for row_id, total in db.session.execute(statement) if row_id is not None}


def received_total(matter_id: UUID, *, until: date | None = None) -> int:
    """What moved in the matter so far, in fen; up to a day when one is given."""
    statement = select(func.coalesce(func.sum(Receipt.amount_fen), 0)).where(
        Receipt.matter_id == matter_id, Receipt.voided_at.is_(None)
    )
    if until is not None:
        statement = statement.where(Receipt.paid_on <= until)
    return int(db.session.execute(statement).scalar_one())
