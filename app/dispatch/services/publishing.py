"""A draft becomes the rule, and a revision is undone: at most one rule in force for each kind of dispute."""

from __future__ import annotations

from sqlalchemy import select

from app.core import clock
from app.core.db import db
from app.core.errors import Conflict, InvalidInput, NotFound, Refused
from app.core.ids import new_id
from app.core.permissions import Actor, authorise
from app.core.text import msg
from app.core.unit_of_work import lock, unit_of_work
from app.dispatch import permissions as may
from app.dispatch.models import RoutingRule
from app.dispatch.queries.routing import routing_rule
from app.dispatch.queries.routing_rules import (
    content_of,
    digest_of,
    kind_of,
    known_units,
    latest_trial,
    revision_before,
)
from app.dispatch.rules.routing import REASON_LEAST, unsatisfied
from app.dispatch.services.acting import refuse_faults
from app.dispatch.services.drafting import lock_draft


def publish_rule(code: str, reason: str, *, version: int | None = None, actor: Actor) -> RoutingRule:
    """Put the draft in force in place of the present revision.

    Raises ``Refused`` when the foundation was replaced meanwhile or this very text was never tried, ``InvalidInput``
    for a reason too short or at the line nobody can satisfy, ``StaleVersion`` when the draft was changed.
    """
    authorise(actor, may.ROUTING_PUBLISH)
    _refuse_short(reason)
    with unit_of_work(actor) as uow:
        present = _lock_present(code)
        row = lock_draft(code, version)
        if row.based_on != (present.revision if present else 0):
            raise Refused(
                msg("起草以后生效的版本已经变了，请打开草稿核对、保存，再试算。"), code="draft_stands_on_old_revision"
            )
        trial = latest_trial(row.id)
        if trial is None or trial.draft_hash != digest_of(row):
            raise Refused(msg("这份草稿改动以后还没有试算，请先试算再发布。"), code="not_tried")
        refuse_faults(unsatisfied(content_of(row), known_units()))
        _put_in_force(row, present, code, reason, actor)
        details = {"code": code, "revision": row.revision, "reason": reason.strip()}
        uow.audit("dispatch.routing_rule_published", "routing_rule", row.id, None, details)
        return row


def undo_rule(code: str, reason: str, *, version: int | None = None, actor: Actor) -> RoutingRule:
    """Bring the revision before the present one back, as a new revision; nothing of the history is lost.

    Raises ``NotFound`` when no rule is in force, ``Refused`` when there is no earlier revision, ``InvalidInput`` for a
    reason too short or where no active unit can satisfy the earlier text, ``StaleVersion`` when another is in force.
    """
    authorise(actor, may.ROUTING_PUBLISH)
    _refuse_short(reason)
    with unit_of_work(actor) as uow:
        present = _lock_present(code, version)
        if present is None:
            raise NotFound()
        earlier = revision_before(present)
        if earlier is None:
            raise Refused(msg("这是第一版，没有更早的版本可以恢复。"), code="no_earlier_revision")
        faults = unsatisfied(content_of(earlier), known_units())
        if faults:
            named = next(iter(faults.values()))[0]
            raise Refused(msg("不能恢复第{n}版：{why}", n=earlier.revision, why=named), code="nobody_can_satisfy")
        row = _copy_of(earlier, present, actor)
        _put_in_force(row, present, code, reason, actor)
        details = {"code": code, "revision": row.revision, "restored": earlier.revision, "reason": reason.strip()}
        uow.audit("dispatch.routing_rule_undone", "routing_rule", row.id, None, details)
        return row


def _refuse_short(reason: str) -> None:
    if len(reason.strip()) < REASON_LEAST:
        raise InvalidInput({"reason": [msg("请写明理由，不少于{least}个字。", least=REASON_LEAST)]})


def _lock_present(code: str, version: int | None = None) -> RoutingRule | None:
    """The revision in force, locked before its draft: who publishes and who undoes wait for each other here."""
    found = routing_rule(kind_of(code).value)
    if found is None:
        return None
    row = lock(RoutingRule, found.id, version)
    if row.retired_at is not None:
        raise Conflict(msg("别人刚刚换了生效的版本，请核对后再办。"), code="revision_replaced")
    return row


def _copy_of(earlier: RoutingRule, present: RoutingRule, actor: Actor) -> RoutingRule:
    return RoutingRule(
        id=new_id(),
        code=earlier.code,
        dispute_type=earlier.dispute_type,
        leads=list(earlier.leads),
        assists=list(earlier.assists),
        lead_task=earlier.lead_task,
        basis=earlier.basis,
        based_on=present.revision,
        restored_from=earlier.revision,
        drafted_by_name=actor.name,
    )


def _put_in_force(row: RoutingRule, present: RoutingRule | None, code: str, reason: str, actor: Actor) -> None:
    """Retire the present revision first: two are never in force, not even inside the transaction."""
    now = clock.now()
    if present is not None:
        present.retired_at = now
        present.touch()
        db.session.flush()
    numbers = select(RoutingRule.revision).where(RoutingRule.code == code)
    row.revision = max(db.session.execute(numbers).scalars(), default=0) + 1
    row.published_at, row.published_by_name, row.publish_reason = now, actor.name, reason.strip()
    db.session.add(row)
    row.touch()
    db.session.flush()
