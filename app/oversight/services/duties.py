"""Duties arise with a confirmed level, are done by their owners, and end with their reason."""

from __future__ import annotations

from uuid import UUID

from app.clocks import services as clocks
from app.clocks.commands import Subject
from app.core import clock
from app.core.db import db
from app.core.errors import InvalidInput, Refused
from app.core.ids import new_id
from app.core.permissions import Actor, authorise
from app.core.text import msg
from app.core.unit_of_work import lock, unit_of_work
from app.core.workflow import fire, start
from app.dispatch import queries as dispatch
from app.guidance import queries as guidance
from app.intake import queries as intake
from app.intake import services as matters
from app.intake.models import Event
from app.intake.policies import require_may_act
from app.oversight import permissions as may
from app.oversight.events import RiskDutiesArose
from app.oversight.models import RiskDuty
from app.oversight.queries import duties_of, get_duty, open_duties_of, present_lead, standing_level
from app.oversight.rules import MEASURES_CLOCK, TICKED, TIMED, asked_for
from app.oversight.types import DutyKind
from app.oversight.workflow import DUTY_WORKFLOW

#: What the clock of a level's measures runs for: the matter itself.
MEASURES_KIND = "risk_measures"
LEAST_NOTE, MOST_NOTE = 4, 1000
#: Why duties end when their matter leaves.
ENDED_WITH_MATTER = ("redirected", "closed")


def take_on_duties(matter_id: UUID, level: str, *, actor: Actor) -> None:
    """After a level was confirmed: end what it no longer asks for, and take on what it asks for anew.

    A level confirmed once more changes nothing.
    """
    standing = standing_level(matter_id)
    if standing is None or not (standing.changed or _cut_off(matter_id)):
        return
    with unit_of_work(actor) as uow:
        wanted = asked_for(level)
        waiting = open_duties_of(matter_id)
        for row in waiting:
            if row.kind not in wanted:
                _end(row, f"level:{level}")
        kept = {row.kind for row in waiting if row.kind in wanted}
        if not wanted:
            _end_lead(matter_id, f"level:{level}")
        event = intake.matter(matter_id)
        fresh = [_begin(event, kind, level) for kind in wanted if kind not in kept and _needed(event, kind)]
        for row in waiting:
            if row.kind in kept:
                row.level = level
        db.session.flush()
        _run_clock(matter_id, level, actor)
        _tie_guidance(fresh, matter_id)
        if fresh:
            uow.record(
                RiskDutiesArose(
                    matter_id=matter_id,
                    subject_kind="event",
                    subject_id=matter_id,
                    level=level,
                    unit_id=event.center_id,
                )
            )


def _cut_off(matter_id: UUID) -> bool:
    """Whether the measures ended because the matter went elsewhere, and it has come back."""
    newest = max(duties_of(matter_id), key=lambda row: row.id, default=None)
    return newest is not None and newest.ended_why in ENDED_WITH_MATTER


def _needed(event: Event, kind: DutyKind) -> bool:
    """Daily notes have rows of their own; a district lead is there where somebody leads already."""
    if kind is DutyKind.DAILY_NOTE or (kind is DutyKind.GUIDANCE and event.guidance_waived):
        return False
    return kind is not DutyKind.DISTRICT_LEAD or present_lead(event.id) is None


def _begin(event: Event, kind: DutyKind, level: str) -> RiskDuty:
    lead = dispatch.leads_of([event.id]).get(event.id) if kind is DutyKind.GUIDANCE else None
    row = RiskDuty(id=new_id(), matter_id=event.id, kind=kind.value, level=level, owner_unit_id=lead or event.center_id)
    start(DUTY_WORKFLOW, row)
    db.session.add(row)
    return row


def _run_clock(matter_id: UUID, level: str, actor: Actor) -> None:
    """One clock for all timed measures of the level, which copy its due instant; it stops when none is open."""
    timed = [row for row in open_duties_of(matter_id) if row.kind in TIMED]
    subject = Subject(MEASURES_KIND, matter_id, matter_id)
    if not timed:
        clocks.stop(subject, MEASURES_CLOCK, actor=actor)
        return
    due_at = clocks.arm(subject, MEASURES_CLOCK, clock.now(), risk=level, actor=actor).due_at
    for row in timed:
        row.due_at = row.due_at or due_at


def stop_clock_when_done(matter_id: UUID, *, actor: Actor) -> None:
    """Stop the clock of the measures when the last timed one is done."""
    if not any(row.kind in TIMED for row in open_duties_of(matter_id)):
        clocks.stop(Subject(MEASURES_KIND, matter_id, matter_id), MEASURES_CLOCK, actor=actor)


def _tie_guidance(fresh: list[RiskDuty], matter_id: UUID) -> None:
    """A new guidance duty points to the request that is there already; one that was answered is done."""
    duty = next((row for row in fresh if row.kind == DutyKind.GUIDANCE), None)
    asked = next((one for one in guidance.requests_of(matter_id) if one.state != "draft"), None)
    if duty is None or asked is None:
        return
    duty.request_id = asked.id
    if asked.answered_at is not None:
        _guided(duty, asked.judge_name or "", None)


def _guided(row: RiskDuty, name: str, user_id: UUID | None) -> None:
    row.done_by_id, row.done_by_name, row.done_at = user_id, name, clock.now()
    fire(DUTY_WORKFLOW, row, "guided", Actor.system())


def _end(row: RiskDuty, why: str) -> None:
    row.ended_why = why
    fire(DUTY_WORKFLOW, row, "end", Actor.system())


def _end_lead(matter_id: UUID, why: str) -> None:
    lead = present_lead(matter_id)
    if lead is not None:
        lead.ended_on, lead.ended_why = clock.today(), why
        lead.touch()


def end_duties(matter_id: UUID, why: str, *, actor: Actor) -> None:
    """End every open duty and the lead with the reason: the matter closed or goes another way."""
    with unit_of_work(actor):
        for row in open_duties_of(matter_id):
            _end(row, why)
        _end_lead(matter_id, why)
        db.session.flush()
        stop_clock_when_done(matter_id, actor=actor)


def mark_done(duty_id: UUID, note: str, *, version: int | None = None, actor: Actor) -> None:
    """Say that a measure is done, and what was done; the others are done by their own acts.

    Raises ``InvalidInput`` at ``note``, ``Refused`` for a measure that is not ticked off.
    """
    authorise(actor, may.DUTY_DONE)
    if not LEAST_NOTE <= len(note.strip()) <= MOST_NOTE:
        raise InvalidInput({"note": [msg("请写明做了什么，{least}至{most}个字。", least=LEAST_NOTE, most=MOST_NOTE)]})
    with unit_of_work(actor):
        matter_id = get_duty(actor, duty_id).matter_id
        require_may_act(actor, matter_id)
        matters.lock_matter(matter_id)
        row = lock(RiskDuty, duty_id, version)
        if row.kind not in TICKED:
            raise Refused(msg("这项措施不用登记，由对应的办理自动完成。"), code="done_elsewhere")
        do(row, note.strip(), actor)
        db.session.flush()
        stop_clock_when_done(matter_id, actor=actor)


def do(row: RiskDuty, note: str, actor: Actor) -> None:
    """Write who did what and when, and move the duty on."""
    row.note, row.done_by_id, row.done_by_name, row.done_at = note, actor.user_id, actor.name, clock.now()
    fire(DUTY_WORKFLOW, row, "done", actor)


def _guidance_duty(matter_id: UUID) -> RiskDuty | None:
    found = next((row for row in open_duties_of(matter_id) if row.kind == DutyKind.GUIDANCE), None)
    if found is None:
        return None
    matters.lock_matter(matter_id)
    return lock(RiskDuty, found.id)


def follow_guidance(matter_id: UUID, request_id: UUID) -> None:
    """A request went to the studio: the duty points to it, and its clock is the request's own."""
    row = _guidance_duty(matter_id)
    if row is not None:
        row.request_id = request_id


def guidance_was_given(matter_id: UUID, request_id: UUID, *, actor: Actor) -> None:
    """The judge answered: the guidance duty is done."""
    row = _guidance_duty(matter_id)
    if row is not None:
        row.request_id = request_id
        _guided(row, actor.name, actor.user_id)


def waive_guidance_duty(matter_id: UUID) -> None:
    """The director let the matter go on without guidance."""
    row = _guidance_duty(matter_id)
    if row is not None:
        _end(row, "waived")


def give_guidance_duty_to(matter_id: UUID, unit_id: UUID) -> None:
    """Who handles the matter asks for guidance: the lead unit, then the organisation that mediates."""
    row = _guidance_duty(matter_id)
    if row is not None:
        row.owner_unit_id = unit_id
