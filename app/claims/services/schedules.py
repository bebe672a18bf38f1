"""Begin a schedule, hand it on, verify it, check it again, freeze it, open it again."""

from __future__ import annotations

from uuid import UUID

from app.claims import events as facts_of
from app.claims import permissions as may
from app.claims.commands import ScheduleDetails
from app.claims.models import ClaimSchedule, ScheduleEdition
from app.claims.queries.editions import edition_content
from app.claims.queries.facts import same_figures, schedule_facts
from app.claims.services.loading import locked_schedule, open_schedule_row
from app.claims.services.working_out import work_out
from app.claims.types import WINDOW_MONTHS
from app.claims.workflow import SCHEDULE_WORKFLOW
from app.core import clock, identity
from app.core.canonical_json import digest, dumps
from app.core.db import db
from app.core.errors import InvalidInput
from app.core.ids import new_id
from app.core.permissions import Actor, authorise
from app.core.text import Message, msg
from app.core.unit_of_work import unit_of_work
from app.core.workflow import fire, start
from app.intake.policies import require_may_act


def open_schedule(matter_id: UUID, details: ScheduleDetails, *, actor: Actor) -> UUID:
    """Begin an empty schedule for one employer of a visible matter; raises InvalidInput by field. Returns its id."""
    authorise(actor, may.SCHEDULE_ENTER)
    _check(details)
    with unit_of_work(actor) as uow:
        require_may_act(actor, matter_id)
        schedule = ClaimSchedule(id=new_id(), matter_id=matter_id)
        put_terms(schedule, details)
        start(SCHEDULE_WORKFLOW, schedule)
        db.session.add(schedule)
        db.session.flush()
        uow.record(facts_of.ScheduleOpened(matter_id=matter_id, subject_kind=facts_of.SCHEDULE, subject_id=schedule.id))
        return schedule.id


def change_terms(schedule_id: UUID, details: ScheduleDetails, *, version: int | None = None, actor: Actor) -> None:
    """Correct employer, pay day or months of a schedule being entered, and work it out again."""
    authorise(actor, may.SCHEDULE_ENTER)
    _check(details)
    with unit_of_work(actor) as uow:
        schedule = open_schedule_row(schedule_id, version, actor)
        put_terms(schedule, details)
        work_out(schedule, clock.today())
        schedule.touch()
        uow.audit(
            "claims.change_terms", facts_of.SCHEDULE, schedule.id, schedule.matter_id, {"pay_day": schedule.pay_day}
        )


def enter_schedule(schedule_id: UUID, *, version: int | None = None, actor: Actor) -> None:
    """Hand the entered schedule to human resources; whoever does so stands for the entry."""
    with unit_of_work(actor):
        schedule = locked_schedule(schedule_id, version, actor)
        fire(
            SCHEDULE_WORKFLOW,
            schedule,
            "enter",
            actor,
            facts=schedule_facts(schedule, actor),
            workers=len(schedule.rows),
            claimed_fen=schedule.claimed_fen,
        )
        schedule.entered_by_id, schedule.entered_by, schedule.entered_at = actor.user_id, actor.name, clock.now()


def verify_schedule(schedule_id: UUID, *, version: int | None = None, actor: Actor) -> None:
    """An officer of human resources works the schedule out as of today and stands for its figures, in fen.

    Raises Refused when the officer mediates or entered the file, or when a finding stops the figures.
    """
    authorise(actor, may.SCHEDULE_VERIFY)
    with unit_of_work(actor):
        schedule = locked_schedule(schedule_id, version, actor)
        work_out(schedule, clock.today())
        fire(
            SCHEDULE_WORKFLOW,
            schedule,
            "verify",
            actor,
            facts=schedule_facts(schedule, actor),
            workers=len(schedule.rows),
            claimed_fen=schedule.claimed_fen,
            verified_fen=schedule.verified_fen,
        )
        schedule.verified_by_id, schedule.verified_by, schedule.verified_at = actor.user_id, actor.name, clock.now()


def second_check_schedule(schedule_id: UUID, *, version: int | None = None, actor: Actor) -> None:
    """Another officer of human resources works the schedule out again; the figures must be the verified ones."""
    authorise(actor, may.SCHEDULE_VERIFY)
    with unit_of_work(actor):
        schedule = locked_schedule(schedule_id, version, actor)
        before = {row.id: row.verified_fen for row in schedule.rows}
        work_out(schedule, clock.today())
        facts = schedule_facts(schedule, actor, agreed_figures=same_figures(schedule, before))
        fire(SCHEDULE_WORKFLOW, schedule, "second_check", actor, facts=facts, verified_fen=schedule.verified_fen)
        schedule.second_checked_by_id, schedule.second_checked_by = actor.user_id, actor.name
        schedule.second_checked_at = clock.now()


def send_back_schedule(schedule_id: UUID, reason: str, *, version: int | None = None, actor: Actor) -> None:
    """Give the schedule back to be corrected, with the reason; both checks then start over."""
    _open_again(schedule_id, "send_back", reason, version, actor)


def reopen_schedule(schedule_id: UUID, reason: str, *, version: int | None = None, actor: Actor) -> None:
    """Open a schedule again to correct it, with the reason; frozen editions stay as they are."""
    _open_again(schedule_id, "reopen", reason, version, actor)


def freeze_schedule(schedule_id: UUID, *, version: int | None = None, actor: Actor) -> UUID:
    """Freeze the checked schedule under a digest, once every difference is accepted. Returns the edition's id."""
    authorise(actor, may.SCHEDULE_FREEZE)
    with unit_of_work(actor):
        schedule = locked_schedule(schedule_id, version, actor)
        schedule.edition += 1
        content = edition_content(schedule)
        edition = ScheduleEdition(
            id=new_id(),
            schedule_id=schedule.id,
            matter_id=schedule.matter_id,
            number=schedule.edition,
            digest=digest(content),
            content=dumps(content).decode(),
            claimed_fen=schedule.claimed_fen,
            verified_fen=schedule.verified_fen,
            frozen_by=actor.name,
        )
        fire(
            SCHEDULE_WORKFLOW,
            schedule,
            "freeze",
            actor,
            facts=schedule_facts(schedule, actor),
            edition=edition.number,
            digest=edition.digest,
            verified_fen=edition.verified_fen,
        )
        db.session.add(edition)
        return edition.id


def _open_again(schedule_id: UUID, act: str, reason: str, version: int | None, actor: Actor) -> None:
    with unit_of_work(actor):
        schedule = locked_schedule(schedule_id, version, actor)
        fire(SCHEDULE_WORKFLOW, schedule, act, actor, facts=schedule_facts(schedule, actor), reason=reason)
        schedule.verified_by_id = schedule.second_checked_by_id = None
        schedule.verified_by = schedule.second_checked_by = ""
        schedule.verified_at = schedule.second_checked_at = None


def put_terms(schedule: ClaimSchedule, details: ScheduleDetails) -> None:
    """Put the terms on the schedule; they were checked before."""
    schedule.employer = details.employer.strip()
    schedule.employer_uscc = identity.check_uscc(details.employer_uscc).code if details.employer_uscc else ""
    schedule.employer_party_id = details.employer_party_id
    schedule.first_month, schedule.last_month = details.first_month.first_day, details.last_month.first_day
    schedule.pay_day, schedule.pay_offset = details.pay_day, details.pay_offset
    schedule.sources = [source.strip() for source in details.sources if source.strip()]
    schedule.evidence_kinds = list(details.evidence_kinds)
    schedule.employer_present, schedule.attendance_by_both = details.employer_present, details.attendance_by_both


def _check(details: ScheduleDetails) -> None:
    found: dict[str, list[Message]] = {}
    if not details.employer.strip():
        found["employer"] = [msg("请填写用人单位。")]
    if details.employer_uscc:
        faults = identity.check_uscc(details.employer_uscc).faults
        if faults:
            found["employer_uscc"] = [fault.message for fault in faults]
    if details.last_month < details.first_month:
        found["last_month"] = [msg("主张截止月早于起始月。")]
    elif len(list(details.first_month.until(details.last_month))) > WINDOW_MONTHS:
        found["last_month"] = [msg("主张的期间超过12个月，请分表核查。")]
    if not 1 <= details.pay_day <= 31:
        found["pay_day"] = [msg("发薪日应是1至31。")]
    if details.pay_offset not in (0, 1):
        found["pay_offset"] = [msg("发薪月份应填“当月”或“次月”。")]
    if found:
        raise InvalidInput(found)
