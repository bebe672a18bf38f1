"""A draft asked over matters of the past: nothing of theirs changes, only the result is kept beside the draft."""

from __future__ import annotations

from datetime import date

from app.core.db import db
from app.core.errors import InvalidInput
from app.core.ids import new_id
from app.core.permissions import Actor, authorise
from app.core.text import msg
from app.core.unit_of_work import unit_of_work
from app.dispatch import permissions as may
from app.dispatch.models import RoutingTrial
from app.dispatch.queries.routing_rules import digest_of
from app.dispatch.queries.routing_trials import try_out
from app.dispatch.services.drafting import lock_draft

LONGEST_DAYS = 92


def try_draft(code: str, first: date, last: date, *, version: int | None = None, actor: Actor) -> RoutingTrial:
    """Ask the draft over the matters of its kind triaged between two days, both included, that the actor may see.

    Raises ``InvalidInput`` for a span that is none or longer than 92 days, ``StaleVersion`` when the draft was changed.
    """
    authorise(actor, may.ROUTING_DRAFT)
    if not first <= last or (last - first).days >= LONGEST_DAYS:
        raise InvalidInput({"last": [msg("结束日期应在开始日期之后，且不超过{n}天。", n=LONGEST_DAYS)]})
    with unit_of_work(actor) as uow:
        row = lock_draft(code, version)
        found = try_out(row, first, last, actor=actor)
        trial = RoutingTrial(
            id=new_id(),
            rule_id=row.id,
            draft_hash=digest_of(row),
            first_on=first,
            last_on=last,
            tried_by_name=actor.name,
            **found,
        )
        db.session.add(trial)
        details = {"code": code, **{name: found[name] for name in ("asked", "same", "elsewhere", "nobody")}}
        uow.audit("dispatch.routing_draft_tried", "routing_rule", row.id, None, details)
        return trial
