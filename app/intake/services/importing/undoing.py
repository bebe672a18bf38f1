"""Taking an import back: every matter nobody has acted on; the others stay and are named."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select

from app.accounts import services as accounts
from app.audit import queries as audit
from app.core import jobs
from app.core.db import db
from app.core.permissions import Actor, authorise
from app.core.unit_of_work import UnitOfWork, lock, unit_of_work
from app.core.workflow import fire
from app.intake import permissions as may
from app.intake.events import ImportedMattersWithdrawn
from app.intake.models import Event, EventImport, ImportRow
from app.intake.queries.imports import get_import, import_facts, outcome_counts
from app.intake.services.access import end_all_grants
from app.intake.types import RowOutcome, Stage
from app.intake.workflow import EVENT_WORKFLOW, IMPORT_KIND, IMPORT_WORKFLOW

AT_ONCE, IN_ONE_JOB = 50, 400


def undo_import(import_id: UUID, reason: str, *, version: int | None = None, actor: Actor) -> None:
    """Begin to take back what an import stored, for a reason of ten signs; a job does it.

    Raises ``Refused`` when nothing was stored, ``InvalidInput`` at ``reason``.
    """
    authorise(actor, may.EVENT_IMPORT_UNDO)
    with unit_of_work(actor):
        get_import(actor, import_id)
        found = lock(EventImport, import_id, version)
        facts = import_facts(outcome_counts([import_id])[import_id])
        fire(IMPORT_WORKFLOW, found, "undo", actor, facts=facts, reason=reason)
        found.undone_membership_id, found.undone_by_id = actor.membership_id, actor.user_id
        found.undo_reason = reason.strip()[:500]
        found.done = found.total - facts["stored"]
        jobs.defer("intake.take_back_import", import_id=str(import_id))


def take_back_import(import_id: UUID, *, whole: bool = False) -> None:
    """Take some matters back and let another job go on, or all; a second run goes on where the first one stopped."""
    left = IN_ONE_JOB
    while _take_back_some(import_id):
        left -= AT_ONCE
        if left <= 0 and not whole:
            with unit_of_work(Actor.system()):
                jobs.defer("intake.take_back_import", import_id=str(import_id))
            return


def _take_back_some(import_id: UUID) -> bool:
    found = db.session.get_one(EventImport, import_id)
    if found.undone_membership_id is None:
        return False
    with unit_of_work(accounts.actor_in_post(found.undone_membership_id, found.undone_by_id)) as uow:
        found = lock(EventImport, import_id)
        if found.state != "undoing":
            return False
        stored = select(ImportRow).where(ImportRow.import_id == import_id, ImportRow.outcome == RowOutcome.STORED.value)
        rows = db.session.execute(stored.order_by(ImportRow.position).limit(AT_ONCE)).scalars().all()
        if not rows:
            fire(IMPORT_WORKFLOW, found, "finish_undo", Actor.system())
            return False
        taken = _take_back(rows, found.undo_reason or "", uow)
        if taken:
            told = ImportedMattersWithdrawn(
                matter_id=None,
                subject_kind=IMPORT_KIND,
                subject_id=found.id,
                center_id=found.center_id,
                matter_ids=tuple(taken),
            )
            uow.record(told)
        found.done = min(found.done + len(rows), found.total)
        return True


def _take_back(rows: Sequence[ImportRow], reason: str, uow: UnitOfWork) -> list[UUID]:
    """Withdraw the matters of some rows; locked first, so that nobody acts on them between the look and the act."""
    events = {row.position: lock(Event, row.matter_id) for row in rows if row.matter_id is not None}
    last_acts = audit.last_acts_of_people(event.id for event in events.values())
    taken = []
    for row in rows:
        event = events[row.position]
        acted_on = last_acts.get(event.id, 0) > (row.trail or 0)
        if acted_on or event.state not in ("submitted", "closed"):
            row.outcome = RowOutcome.KEPT.value
            continue
        facts = {"acted_on": acted_on}
        fire(EVENT_WORKFLOW, event, "withdraw_import", uow.actor, facts=facts, reason=reason)
        event.stage = Stage.ENDED.value
        end_all_grants(event.id, actor=uow.actor)
        row.outcome = RowOutcome.WITHDRAWN.value
        taken.append(event.id)
    return taken
