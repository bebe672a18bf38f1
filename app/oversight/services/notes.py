"""The note of each day while a matter is red: written on its day, or shown as missed."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from app.clocks import queries as clocks
from app.core import clock
from app.core.calendar import ONE_DAY
from app.core.clock import local
from app.core.db import db
from app.core.errors import Conflict, InvalidInput, Refused
from app.core.ids import new_id
from app.core.permissions import Actor, authorise
from app.core.text import msg
from app.core.unit_of_work import current, unit_of_work
from app.core.workflow import fire, start
from app.intake import services as matters
from app.intake.models import Event
from app.intake.policies import require_may_act
from app.intake.queries import AT_WORK
from app.intake.types import RiskLevel
from app.oversight import permissions as may
from app.oversight.events import DailyNoteMissed
from app.oversight.models import RiskDuty
from app.oversight.queries import duties_of, present_lead, standing_level
from app.oversight.rules import first_note_day, note_days_missing
from app.oversight.services.duties import LEAST_NOTE, MOST_NOTE, do
from app.oversight.types import DutyKind
from app.oversight.workflow import DUTY_WORKFLOW


def keep_note_days(event: Event) -> None:
    """Give each day of a red matter its row up to today, and say of a day that passed without a note that it did.

    The caller holds the matter's lock; twice on a day changes nothing.
    """
    standing = standing_level(event.id)
    if standing is None or standing.level != RiskLevel.RED or event.state not in AT_WORK:
        return
    notes = [row for row in duties_of(event.id) if row.kind == DutyKind.DAILY_NOTE and row.state != "ended"]
    first, today = first_note_day(standing.since, clocks.duty_hours()), clock.today()
    lead = present_lead(event.id)
    for day in note_days_missing((row.day for row in notes if row.day), first, today):
        notes.append(_begin(event, day, lead.official_user_id if lead else None))
    db.session.flush()
    for row in notes:
        if row.state == "open" and row.day is not None and row.day < today:
            _miss(row)


def _begin(event: Event, day: date, owner_id: UUID | None) -> RiskDuty:
    row = RiskDuty(
        id=new_id(),
        matter_id=event.id,
        kind=DutyKind.DAILY_NOTE.value,
        level=RiskLevel.RED.value,
        day=day,
        due_at=clock.at(day + ONE_DAY),
        owner_unit_id=event.center_id,
        owner_user_id=owner_id,
    )
    start(DUTY_WORKFLOW, row)
    db.session.add(row)
    return row


def _miss(row: RiskDuty) -> None:
    assert row.day is not None
    fire(DUTY_WORKFLOW, row, "miss", Actor.system())
    current().record(
        DailyNoteMissed(
            matter_id=row.matter_id, subject_kind=DUTY_WORKFLOW.kind, subject_id=row.id, day=row.day.isoformat()
        )
    )


def write_note(matter_id: UUID, text: str, *, actor: Actor) -> UUID:
    """Write today's note of a red matter; a day that has passed cannot be written any more. Returns the duty's id.

    Raises ``InvalidInput`` at ``note``, ``Conflict`` when today's note is there, ``Refused`` when none is asked for.
    """
    authorise(actor, may.NOTE_WRITE)
    if not LEAST_NOTE <= len(text.strip()) <= MOST_NOTE:
        raise InvalidInput({"note": [msg("请写明当日情况，{least}至{most}个字。", least=LEAST_NOTE, most=MOST_NOTE)]})
    with unit_of_work(actor):
        require_may_act(actor, matter_id)
        event = matters.lock_matter(matter_id)
        keep_note_days(event)
        today = clock.today()
        row = next((one for one in duties_of(matter_id) if one.day == today and one.state != "ended"), None)
        if row is None:
            raise Refused(msg("本事项今天不需要每日记录。"), code="no_note_asked")
        if row.state == "done":
            at = f"{local(row.done_at):%H:%M}" if row.done_at else ""
            raise Conflict(msg("今天的记录已由{name}于{at}写好。", name=row.done_by_name, at=at), code="note_written")
        do(row, text.strip(), actor)
        return row.id
