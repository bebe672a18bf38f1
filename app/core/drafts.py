"""What somebody is typing, kept on the server until the form is sent. Encrypted: people type personal data."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.dialects.postgresql import insert

from app.core import clock, crypto
from app.core.db import db
from app.core.ids import new_id
from app.core.models import Draft
from app.core.permissions import Actor
from app.core.unit_of_work import unit_of_work

LONGEST_KEY = 200


@dataclass(frozen=True, slots=True)
class KeptDraft:
    """A draft: the typed texts by field name, and when they were saved."""

    fields: dict[str, list[str]]
    saved_at: datetime


def save(key: str, fields: Mapping[str, Sequence[str]], *, actor: Actor) -> datetime:
    """Keep what is typed under the key, for this person alone; the last one wins. Returns the instant of saving."""
    saved_at = clock.now()
    sealed = {"sealed": crypto.encrypt(json.dumps({name: list(texts) for name, texts in fields.items()}))}
    with unit_of_work(actor):
        row = {"user_id": actor.user_id, "key": key[:LONGEST_KEY], "fields": sealed, "saved_at": saved_at}
        statement = insert(Draft).values(id=new_id(), **row)
        db.session.execute(
            statement.on_conflict_do_update(
                index_elements=[Draft.user_id, Draft.key], set_={"fields": sealed, "saved_at": saved_at}
            )
        )
    return saved_at


def read(key: str, *, actor: Actor) -> KeptDraft | None:
    """The person's own draft under the key, or None."""
    statement = select(Draft.fields, Draft.saved_at).where(Draft.user_id == actor.user_id, Draft.key == key)
    row = db.session.execute(statement).one_or_none()
    if row is None:
        return None
    return KeptDraft(json.loads(crypto.decrypt(row.fields["sealed"])), row.saved_at)


def drop(key: str, *, actor: Actor) -> None:
    """Forget a draft, because it was sent or is not wanted."""
    with unit_of_work(actor):
        db.session.execute(delete(Draft).where(Draft.user_id == actor.user_id, Draft.key == key))
