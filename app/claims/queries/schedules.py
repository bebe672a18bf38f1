"""Reads of schedules, rows, uploads and what an import would change, through the visibility filter."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ScalarSelect, func, select
from sqlalchemy.orm import selectinload, undefer

from app.claims.models import ClaimRow, ClaimSchedule, ScheduleImport, ScheduleUpload
from app.claims.queries.facts import schedule_facts
from app.claims.rules.roster import RowChange, TermChange, roster_changes, term_changes
from app.claims.workbook import CheckedSpreadsheet, check_spreadsheet, write_schedule
from app.claims.workflow import SCHEDULE_WORKFLOW
from app.clocks import queries as clocks
from app.core.db import db
from app.core.errors import NotFound
from app.core.money import capitals
from app.core.pagination import Page, count_of, keyset
from app.core.permissions import Actor
from app.core.workflow import Offer, offers
from app.intake.policies import visible_among_few, visible_to

COUNT_CAP = 10_000


@dataclass(frozen=True, slots=True)
class ImportPreview:
    """What importing an upload would do: the file as read and verified, and the change to each row."""

    upload: ScheduleUpload
    checked: CheckedSpreadsheet
    changes: tuple[RowChange, ...]
    terms: tuple[TermChange, ...] = ()


def list_schedules(
    actor: Actor,
    *,
    matter_id: UUID | None = None,
    state: str = "",
    updated_since: datetime | None = None,
    cursor: str | None = None,
    limit: int = 20,
) -> Page[ClaimSchedule]:
    """One page of schedules of visible matters, newest first."""
    statement = select(ClaimSchedule).where(visible_to(actor, ClaimSchedule.matter_id))
    if matter_id is not None:
        statement = statement.where(ClaimSchedule.matter_id == matter_id)
    if state:
        statement = statement.where(ClaimSchedule.state == state)
    if updated_since is not None:
        statement = statement.where(ClaimSchedule.updated_at >= updated_since)
    return keyset(statement, [ClaimSchedule.id], cursor=cursor, limit=limit, descending=True)


def state_counts(actor: Actor) -> dict[str, int]:
    """How many schedules of visible matters stand in each state."""
    visible = select(ClaimSchedule.state, func.count()).where(visible_to(actor, ClaimSchedule.matter_id))
    rows = db.session.execute(visible.group_by(ClaimSchedule.state))
    return {state: int(count) for state, count in rows}


def waiting(actor: Actor) -> ScalarSelect[int]:
    """How many schedules wait for a verification or the second check, as part of a larger statement."""
    entered = ClaimSchedule.state.in_(("entered", "verified"))
    visible = visible_among_few(actor, ClaimSchedule.matter_id)
    return count_of(select(ClaimSchedule.id).where(entered, visible), COUNT_CAP)


def as_spreadsheet(schedule: ClaimSchedule) -> bytes:
    """The schedule in the shape of the template, with full particulars."""
    return write_schedule(schedule.terms, [row.as_claim for row in schedule.rows])


def schedules_of(matter_id: UUID) -> Sequence[ClaimSchedule]:
    """All schedules of a matter, oldest first; the caller has checked the grant."""
    statement = select(ClaimSchedule).where(ClaimSchedule.matter_id == matter_id).order_by(ClaimSchedule.id)
    return db.session.execute(statement).scalars().all()


def get_schedule(schedule_id: UUID, *, actor: Actor) -> ClaimSchedule:
    """One schedule with rows and months; raises ``NotFound`` when its matter is not granted to the actor."""
    statement = (
        select(ClaimSchedule)
        .where(ClaimSchedule.id == schedule_id, visible_to(actor, ClaimSchedule.matter_id))
        .options(selectinload(ClaimSchedule.rows).selectinload(ClaimRow.flow))
    )
    schedule = db.session.execute(statement).scalar_one_or_none()
    if schedule is None:
        raise NotFound()
    return schedule


def get_row(row_id: UUID, *, schedule_id: UUID | None = None, actor: Actor) -> ClaimRow:
    """One worker's row (of a named schedule) with its months; raises ``NotFound`` when it is not the actor's to see."""
    statement = (
        select(ClaimRow)
        .where(ClaimRow.id == row_id, visible_to(actor, ClaimRow.matter_id))
        .options(selectinload(ClaimRow.flow), selectinload(ClaimRow.schedule))
    )
    if schedule_id is not None:
        statement = statement.where(ClaimRow.schedule_id == schedule_id)
    row = db.session.execute(statement).scalar_one_or_none()
    if row is None:
        raise NotFound()
    return row


def offers_on(schedule: ClaimSchedule, actor: Actor) -> list[Offer]:
    """The acts on a schedule that belong to the actor's role, possible ones and held ones with the reason."""
    return offers(SCHEDULE_WORKFLOW, schedule, actor, schedule_facts(schedule, actor))


def get_upload(upload_id: UUID, *, actor: Actor) -> ScheduleUpload:
    """A spreadsheet handed in, content included; raises ``NotFound`` when its matter is not granted to the actor."""
    statement = (
        select(ScheduleUpload)
        .join(ClaimSchedule, ClaimSchedule.id == ScheduleUpload.schedule_id)
        .where(ScheduleUpload.id == upload_id, visible_to(actor, ClaimSchedule.matter_id))
        .options(undefer(ScheduleUpload.content))
    )
    upload = db.session.execute(statement).scalar_one_or_none()
    if upload is None:
        raise NotFound()
    return upload


def check_for(schedule_id: UUID, content: bytes, on: date, *, actor: Actor) -> CheckedSpreadsheet:
    """Read and verify a spreadsheet as of a day for a schedule one may see; nothing is kept."""
    get_schedule(schedule_id, actor=actor)
    return check_spreadsheet(content, on, clocks.calendar())


def capitals_of(schedule: ClaimSchedule) -> str:
    """The verified total in capitals."""
    return capitals(schedule.verified_fen)


def preview_upload(upload_id: UUID, on: date, *, actor: Actor) -> ImportPreview:
    """Dry run: read and verify the upload as of a day and compare it with the rows that stand there now."""
    upload = get_upload(upload_id, actor=actor)
    schedule = get_schedule(upload.schedule_id, actor=actor)
    checked = check_spreadsheet(base64.b64decode(upload.content), on, clocks.calendar())
    changes = roster_changes([row.as_claim for row in schedule.rows], checked.read.workers) if checked.ok else ()
    terms = term_changes(schedule.terms, checked.read.terms) if checked.read.terms else ()
    return ImportPreview(upload, checked, changes, terms)


def imports_of(schedule_id: UUID) -> Sequence[ScheduleImport]:
    """The imports of a schedule, latest first; the caller has checked the grant."""
    statement = select(ScheduleImport).where(ScheduleImport.schedule_id == schedule_id)
    return db.session.execute(statement.order_by(ScheduleImport.id.desc())).scalars().all()
