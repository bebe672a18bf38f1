"""Signing in and out at a desk."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select

from app.accounts import services as account_services
from app.core import clock
from app.core.db import db
from app.core.errors import Forbidden
from app.core.permissions import Actor, authorise
from app.core.unit_of_work import unit_of_work
from app.rosters.models import Presence
from app.rosters.permissions import SIGN_AT_DESK


def sign_in_at_desk(*, actor: Actor, seat: str = "") -> Presence:
    """Sign in at a desk of one's own unit; an open sign-in elsewhere ends."""
    authorise(actor, SIGN_AT_DESK)
    if actor.user_id is None or actor.unit_id is None:
        raise Forbidden()
    with unit_of_work(actor) as uow:
        account_services.take_turn(actor.user_id)
        _close_open(actor.user_id)
        row = Presence(user_id=actor.user_id, unit_id=actor.unit_id, seat=seat[:40], arrived_at=clock.now())
        db.session.add(row)
        db.session.flush()
        uow.audit("rosters.signed_in_at_desk", "user", actor.user_id, None, {"seat": row.seat})
    return row


def sign_out_from_desk(*, actor: Actor) -> None:
    """Sign out from the desk; nothing happens when the person is not signed in."""
    authorise(actor, SIGN_AT_DESK)
    if actor.user_id is None:
        raise Forbidden()
    with unit_of_work(actor) as uow:
        account_services.take_turn(actor.user_id)
        if _close_open(actor.user_id):
            uow.audit("rosters.signed_out_from_desk", "user", actor.user_id, None, {})


def _close_open(user_id: UUID) -> bool:
    row = db.session.execute(
        select(Presence).where(Presence.user_id == user_id, Presence.left_at.is_(None))
    ).scalar_one_or_none()
    if row is None:
        return False
    row.left_at = max(clock.now(), row.arrived_at)
    db.session.flush()
    return True
