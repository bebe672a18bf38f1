"""Drafting a routing rule: one draft for each kind of dispute, begun from the revision in force, saved, given up."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from app.core.db import db
from app.core.errors import Conflict, NotFound
from app.core.ids import new_id
from app.core.permissions import Actor, authorise
from app.core.text import msg
from app.core.unit_of_work import lock, unit_of_work
from app.dispatch import permissions as may
from app.dispatch.models import DRAFT, RoutingRule
from app.dispatch.queries.routing import routing_rule
from app.dispatch.queries.routing_rules import kind_of, known_units
from app.dispatch.rules.routing import Content, faults_of_draft, write_line
from app.dispatch.services.acting import refuse_faults


def open_draft(code: str, *, actor: Actor) -> RoutingRule:
    """Begin a draft of a kind's rule from the text in force; raises ``Conflict`` when there is one already."""
    authorise(actor, may.ROUTING_DRAFT)
    kind_of(code)
    with unit_of_work(actor) as uow:
        now = routing_rule(code)
        if draft_of(code) is not None:
            raise _draft_exists()
        row = RoutingRule(
            id=new_id(),
            code=code,
            revision=DRAFT,
            dispute_type=code,
            leads=list(now.leads) if now else [],
            assists=list(now.assists) if now else [],
            lead_task=now.lead_task if now else "",
            basis=now.basis if now else "",
            based_on=now.revision if now else 0,
            drafted_by_name=actor.name,
        )
        db.session.add(row)
        try:
            with db.session.begin_nested():
                db.session.flush()
        except IntegrityError as twice:
            raise _draft_exists() from twice
        uow.audit("dispatch.routing_draft_opened", "routing_rule", row.id, None, {"code": code, "from": row.based_on})
        return row


def _draft_exists() -> Conflict:
    return Conflict(msg("这类纠纷已经有一份草稿，请在那份草稿上修改。"), code="draft_exists")


def save_draft(code: str, content: Content, *, version: int | None = None, actor: Actor) -> RoutingRule:
    """Store what was written. A draft whose foundation was replaced stands on the revision in force from now on.

    Raises ``InvalidInput`` by field, ``StaleVersion`` when somebody else saved meanwhile.
    """
    authorise(actor, may.ROUTING_DRAFT)
    with unit_of_work(actor) as uow:
        row = lock_draft(code, version)
        refuse_faults(faults_of_draft(content, known_units()))
        now = routing_rule(code)
        row.leads = [write_line(one) for one in content.leads]
        row.assists = [write_line(one) for one in content.assists]
        row.lead_task, row.basis = content.lead_task.strip(), content.basis.strip()
        row.based_on = now.revision if now else 0
        row.drafted_by_name = actor.name
        row.touch()
        uow.audit("dispatch.routing_draft_saved", "routing_rule", row.id, None, {"code": code, "version": row.version})
        return row


def drop_draft(code: str, *, version: int | None = None, actor: Actor) -> None:
    """Give a draft up, with its trials; the trail keeps that it was there."""
    authorise(actor, may.ROUTING_DRAFT)
    with unit_of_work(actor) as uow:
        row = lock_draft(code, version)
        uow.audit("dispatch.routing_draft_dropped", "routing_rule", row.id, None, {"code": code})
        db.session.delete(row)


def draft_of(code: str) -> UUID | None:
    """The id of the draft for a kind of dispute, or None."""
    statement = select(RoutingRule.id).where(RoutingRule.code == code, RoutingRule.revision == DRAFT)
    return db.session.execute(statement).scalar_one_or_none()


def lock_draft(code: str, version: int | None = None) -> RoutingRule:
    """The draft, locked; raises ``NotFound``, ``StaleVersion``, or ``Conflict`` when it was published meanwhile."""
    kind_of(code)
    found = draft_of(code)
    if found is None:
        raise NotFound()
    row = lock(RoutingRule, found, version)
    if row.revision != DRAFT:
        raise Conflict(msg("这份草稿已经发布。"), code="already_published")
    return row
