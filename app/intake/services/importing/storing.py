"""Storing what was checked: some rows in a transaction, each exactly once whoever is killed when.

An import is quiet: its matters are recorded each by itself, but watchers follow ``MattersImported``, one for some rows,
and people hear once, when all is done. Ten thousand rows would else ring ten thousand bells.
"""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select, text

from app.accounts import services as accounts
from app.core import clock, jobs
from app.core.db import db
from app.core.permissions import Actor
from app.core.unit_of_work import UnitOfWork, lock, unit_of_work
from app.core.workflow import fire
from app.intake.events import MattersImported
from app.intake.models import EventImport, ImportRow
from app.intake.queries.imports import get_import, import_facts, outcome_counts, reading_of
from app.intake.rules.importing import ReadRow
from app.intake.services.filing import begin_event, hand_to_center
from app.intake.services.importing.checking import events_under, read_whole, settle
from app.intake.services.risk import suggest_risk
from app.intake.types import RowOutcome, Stage
from app.intake.workflow import EVENT_WORKFLOW, IMPORT_KIND, IMPORT_WORKFLOW

#: Rows of one transaction: the series of numbers stays locked that long. Rows of one job: other work is let in between.
AT_ONCE, IN_ONE_JOB = 25, 200
_ONE_AT_A_TIME = text(
    "SELECT pg_advisory_xact_lock(hashtextextended(key, 0))"
    " FROM (SELECT unnest(CAST(:keys AS text[])) AS key ORDER BY 1) AS wanted"
)


def begin_import(import_id: UUID, *, version: int | None = None, actor: Actor) -> None:
    """Confirm what the check showed: its fresh rows are stored by a job."""
    with unit_of_work(actor):
        get_import(actor, import_id)
        found = lock(EventImport, import_id, version)
        facts = import_facts(outcome_counts([import_id])[import_id])
        fire(IMPORT_WORKFLOW, found, "begin", actor, facts=facts)
        found.membership_id, found.begun_by_id = actor.membership_id or found.membership_id, actor.user_id
        found.done = found.total - facts["fresh"]
        jobs.defer("intake.store_import", import_id=str(import_id))


def store_import(import_id: UUID, *, whole: bool = False) -> None:
    """Store some of the rows and let another job go on, or all of them; a row that is stored is never stored again."""
    left = IN_ONE_JOB
    while _store_some(import_id):
        left -= AT_ONCE
        if left <= 0 and not whole:
            with unit_of_work(Actor.system()):
                jobs.defer("intake.store_import", import_id=str(import_id))
            return


def _store_some(import_id: UUID) -> bool:
    """One transaction of rows; returns whether there may be more."""
    found = db.session.get_one(EventImport, import_id)
    actor = accounts.actor_in_post(found.membership_id, found.begun_by_id)
    with unit_of_work(actor) as uow:
        found = lock(EventImport, import_id)
        if found.state != "importing":
            return False
        fresh = select(ImportRow).where(ImportRow.import_id == import_id, ImportRow.outcome == RowOutcome.FRESH.value)
        rows = db.session.execute(fresh.order_by(ImportRow.position).limit(AT_ONCE)).scalars().all()
        if not rows:
            _finish(found, actor)
            return False
        made = _store_rows(found, rows, uow)
        if made:
            told = MattersImported(
                matter_id=None,
                subject_kind=IMPORT_KIND,
                subject_id=found.id,
                center_id=found.center_id,
                matter_ids=tuple(made),
            )
            uow.record(told)
        found.done = min(found.done + len(rows), found.total)
        return True


def _store_rows(found: EventImport, rows: Sequence[ImportRow], uow: UnitOfWork) -> list[UUID]:
    how = reading_of(found)
    read = [(row, read_whole(row, how)) for row in rows]
    numbers = [one.details.outside_number for _, one in read if one.details and one.details.outside_number]
    if numbers:
        db.session.execute(_ONE_AT_A_TIME, {"keys": [f"{found.source}:{number}" for number in numbers]})
    taken = events_under(found, numbers)
    made = []
    for row, one in read:
        settle(row, one, found, how, taken.get((one.details.outside_number or "") if one.details else ""))
        if row.outcome == RowOutcome.FRESH and one.details is not None:
            made.append(_store(found, row, one, uow))
    return made


def _store(found: EventImport, row: ImportRow, one: ReadRow, uow: UnitOfWork) -> UUID:
    """One row as a matter: an open one waits for registration, one that was over is closed. Its cells are forgotten."""
    actor = uow.actor
    assert one.details is not None
    event = begin_event(one.details, found.unit_id, found.center_id, reported_by_id=None, actor=actor)
    hand_to_center(event, actor=actor)
    facts = {"party_count": len(one.details.parties) + bool(one.details.involved_units)}
    if one.finished:
        fire(EVENT_WORKFLOW, event, "import_finished", actor, facts=facts)
        event.stage, event.closed_on = Stage.CLOSED.value, one.closed_on
    else:
        risk = suggest_risk(event).suggested_level
        fire(EVENT_WORKFLOW, event, "import", actor, facts=facts, risk=risk)
    row.outcome, row.matter_id, row.cells = RowOutcome.STORED.value, event.id, None
    row.trail = sum(note.matter_id == event.id for note in uow.notes)
    return event.id


def _finish(found: EventImport, actor: Actor) -> None:
    counts = outcome_counts([found.id])[found.id]
    found.finished_at, found.done = clock.now(), found.total
    fire(
        IMPORT_WORKFLOW,
        found,
        "finish",
        Actor.system(),
        importer_id=actor.user_id,
        unit_id=actor.unit_id,
        stored=counts.get(RowOutcome.STORED, 0),
        known=counts.get(RowOutcome.KNOWN, 0),
        bad=counts.get(RowOutcome.BAD, 0),
    )
