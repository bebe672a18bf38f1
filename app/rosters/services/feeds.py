"""Calendars to subscribe to: one's own duties, or a desk's, under a secret address that can be revoked."""

from __future__ import annotations

import secrets
from uuid import UUID

from app.core import clock, crypto
from app.core.db import db
from app.core.errors import Forbidden, InvalidInput, NotFound
from app.core.permissions import Actor, authorise
from app.core.text import msg
from app.core.unit_of_work import lock, unit_of_work
from app.organisations import queries as organisations
from app.rosters.models import RosterFeed
from app.rosters.permissions import READ_ROSTER

PURPOSE = "rosters.feed"


def fingerprint(token: str) -> bytes:
    """What is kept of a secret address."""
    return crypto.blind_index(token, PURPOSE)


def make_feed(*, actor: Actor, unit_id: UUID | None = None, seat: str = "") -> str:
    """Make a secret address for one's own duties, or for a desk of a unit; it is told once and only its hash is kept.

    Raises ``InvalidInput`` at ``seat`` for a desk without a name.
    """
    authorise(actor, READ_ROSTER)
    if actor.user_id is None:
        raise Forbidden()
    if unit_id is not None and not seat.strip():
        raise InvalidInput({"seat": [msg("请填写窗口或房间。")]})
    if unit_id is not None:
        organisations.unit(unit_id)
    token = secrets.token_hex(32)
    with unit_of_work(actor) as uow:
        feed = RosterFeed(
            owner_id=actor.user_id, unit_id=unit_id, seat=seat.strip()[:40], token_hash=fingerprint(token)
        )
        db.session.add(feed)
        db.session.flush()
        uow.audit("rosters.feed_made", "user", actor.user_id, None, {"feed": str(feed.id), "seat": feed.seat})
    return token


def revoke_feed(feed_id: UUID, *, actor: Actor) -> None:
    """Close one's own secret address; subscribers get nothing from now on."""
    with unit_of_work(actor) as uow:
        feed = lock(RosterFeed, feed_id)
        if feed.owner_id != actor.user_id:
            raise NotFound()
        if feed.revoked_at is None:
            feed.revoked_at = clock.now()
            uow.audit("rosters.feed_revoked", "user", feed.owner_id, None, {"feed": str(feed.id)})
