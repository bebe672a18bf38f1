"""A person chooses which kinds of events reach them by which channel."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy.dialects.postgresql import insert

from app.core.db import db
from app.core.errors import Forbidden
from app.core.permissions import Actor, authorise
from app.core.unit_of_work import unit_of_work
from app.notifications import permissions as may
from app.notifications.models import MessageChoice
from app.notifications.queries.choices import own_choices
from app.notifications.types import Channel, Topic


def choose(wanted: Mapping[tuple[Topic, Channel], bool], *, actor: Actor) -> None:
    """Keep what a person chose; what is not named stays as it was.

    Choices hold for the person, in whichever post they act. In a red matter people on duty are reached all the same.
    """
    authorise(actor, may.CHOOSE_OWN)
    if actor.user_id is None:
        raise Forbidden()
    with unit_of_work(actor) as uow:
        before = own_choices(actor.user_id)
        changed = {pair: value for pair, value in wanted.items() if before[pair] != value}
        if not changed:
            return
        rows = [
            {"user_id": actor.user_id, "topic": topic.value, "channel": channel.value, "wanted": value}
            for (topic, channel), value in changed.items()
        ]
        new = insert(MessageChoice).values(rows)
        db.session.execute(
            new.on_conflict_do_update(
                index_elements=["user_id", "topic", "channel"], set_={"wanted": new.excluded.wanted}
            )
        )
        told = {f"{topic.value}.{channel.value}": value for (topic, channel), value in sorted(changed.items())}
        uow.audit("messages.chosen", "user", actor.user_id, None, told)
