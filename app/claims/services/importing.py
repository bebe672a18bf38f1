"""From a spreadsheet to rows: hand in, look at what would happen, import, take back."""

from __future__ import annotations

import base64
import hashlib
from datetime import timedelta
from uuid import UUID

from sqlalchemy import delete, select

from app.claims import events as facts_of
from app.claims import permissions as may
from app.claims.errors import NothingToUndo, SpreadsheetRefused
from app.claims.models import ClaimSchedule, ScheduleImport, ScheduleUpload
from app.claims.services.loading import open_schedule_row
from app.claims.services.rosters import replace_roster
from app.claims.services.working_out import work_out
from app.claims.types import WageTerms
from app.claims.workbook import read_schedule, write_schedule
from app.claims.workbook.package import MAX_BYTES
from app.core import clock
from app.core.db import db
from app.core.errors import InvalidInput, NotFound
from app.core.ids import new_id
from app.core.permissions import Actor, authorise
from app.core.text import msg
from app.core.unit_of_work import unit_of_work

KEPT = timedelta(days=1)


def upload_spreadsheet(schedule_id: UUID, file_name: str, content: bytes, *, actor: Actor) -> UUID:
    """Hand in a spreadsheet for a schedule being entered; nothing is imported yet. Returns the upload's id.

    Raises InvalidInput for a file above 5 MB.
    """
    authorise(actor, may.SCHEDULE_ENTER)
    if len(content) > MAX_BYTES:
        raise InvalidInput({"file": [msg("文件超过{limit}MB。", limit=MAX_BYTES // 1_000_000)]})
    with unit_of_work(actor) as uow:
        schedule = open_schedule_row(schedule_id, None, actor)
        upload = ScheduleUpload(
            id=new_id(),
            schedule_id=schedule.id,
            uploaded_by_id=actor.user_id,
            file_name=file_name[:200],
            sha256=hashlib.sha256(content).hexdigest(),
            content=base64.b64encode(content).decode(),
        )
        db.session.add(upload)
        uow.audit(
            "claims.upload_spreadsheet",
            facts_of.SCHEDULE,
            schedule.id,
            schedule.matter_id,
            {"file": upload.file_name, "sha256": upload.sha256},
        )
        return upload.id


def import_upload(upload_id: UUID, *, version: int | None = None, actor: Actor) -> None:
    """Let the handed-in spreadsheet take the place of terms and rows; all or nothing.

    Raises SpreadsheetRefused with every wrong cell, ScheduleNotOpen, RowHasReceipts.
    """
    authorise(actor, may.SCHEDULE_ENTER)
    with unit_of_work(actor) as uow:
        upload = db.session.get(ScheduleUpload, upload_id, with_for_update=True)
        if upload is None:
            raise NotFound()
        schedule = open_schedule_row(upload.schedule_id, version, actor)
        read = read_schedule(upload_content(upload), clock.today())
        if not read.ok or read.terms is None:
            raise SpreadsheetRefused(read.errors)
        _remember(schedule, upload, len(read.workers), read.flow_rows, actor)
        _put_terms(schedule, read.terms)
        replace_roster(schedule, read.workers)
        work_out(schedule, clock.today())
        schedule.touch()
        db.session.delete(upload)
        uow.record(
            facts_of.ScheduleImported(
                matter_id=schedule.matter_id,
                subject_kind=facts_of.SCHEDULE,
                subject_id=schedule.id,
                workers=len(schedule.rows),
                claimed_fen=schedule.claimed_fen,
            )
        )


def undo_import(schedule_id: UUID, *, version: int | None = None, actor: Actor) -> None:
    """Take the last import back: the rows and terms of before stand again. Raises NothingToUndo."""
    authorise(actor, may.SCHEDULE_ENTER)
    with unit_of_work(actor) as uow:
        schedule = open_schedule_row(schedule_id, version, actor)
        last = _last_import(schedule.id)
        if last is None:
            raise NothingToUndo()
        before = read_schedule(base64.b64decode(last.before), clock.today())
        if before.terms is not None:
            _put_terms(schedule, before.terms)
        replace_roster(schedule, before.workers)
        work_out(schedule, clock.today())
        schedule.touch()
        last.undone_at, last.undone_by = clock.now(), actor.name
        uow.record(
            facts_of.ImportUndone(
                matter_id=schedule.matter_id,
                subject_kind=facts_of.SCHEDULE,
                subject_id=schedule.id,
                workers=len(schedule.rows),
            )
        )


def forget_uploads() -> int:
    """Remove spreadsheets nobody imported within a day; returns how many."""
    with unit_of_work(Actor.system()):
        gone = db.session.execute(delete(ScheduleUpload).where(ScheduleUpload.created_at < clock.now() - KEPT))
        return int(getattr(gone, "rowcount", 0))


def upload_content(upload: ScheduleUpload) -> bytes:
    """The spreadsheet as it was handed in."""
    return base64.b64decode(upload.content)


def _last_import(schedule_id: UUID) -> ScheduleImport | None:
    statement = select(ScheduleImport).where(
        ScheduleImport.schedule_id == schedule_id, ScheduleImport.undone_at.is_(None)
    )
    return db.session.execute(statement.order_by(ScheduleImport.id.desc()).limit(1)).scalar_one_or_none()


def _remember(schedule: ClaimSchedule, upload: ScheduleUpload, workers: int, flow_rows: int, actor: Actor) -> None:
    before = write_schedule(schedule.terms, [row.as_claim for row in schedule.rows])
    db.session.add(
        ScheduleImport(
            id=new_id(),
            schedule_id=schedule.id,
            file_name=upload.file_name,
            sha256=upload.sha256,
            workers=workers,
            flow_rows=flow_rows,
            before=base64.b64encode(before).decode(),
            imported_by=actor.name,
        )
    )


def _put_terms(schedule: ClaimSchedule, terms: WageTerms) -> None:
    schedule.employer, schedule.employer_uscc = terms.employer, terms.employer_uscc
    schedule.first_month, schedule.last_month = terms.first_month.first_day, terms.last_month.first_day
    schedule.pay_day, schedule.pay_offset = terms.pay_day, terms.pay_offset
