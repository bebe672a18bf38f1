"""Sittings: who was there, what was said, deadlock and going on."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import func, select

from app.core import canonical_json, clock
from app.core.db import db
from app.core.errors import Conflict, InvalidInput
from app.core.ids import new_id
from app.core.permissions import Actor, authorise
from app.core.text import Message, msg
from app.core.unit_of_work import lock, unit_of_work
from app.core.workflow import fire
from app.intake import services as matters
from app.intake.types import Stage
from app.mediation import events as told
from app.mediation import permissions as may
from app.mediation.commands import PresentParty, SessionDetails
from app.mediation.models import Attendance, Session
from app.mediation.queries import mediation_facts
from app.mediation.services.loading import locked_mediation
from app.mediation.types import SessionMode, SessionResult, StallCause
from app.mediation.workflow import MEDIATION_WORKFLOW


def _check(details: SessionDetails) -> None:
    found: dict[str, list[Message]] = {}
    if details.mode not in set(SessionMode):
        found["mode"] = [msg("请选择调解方式。")]
    if not details.place.strip():
        found["place"] = [msg("请填写调解地点。")]
    if details.started_at > clock.now():
        found["started_at"] = [msg("开始时间不能晚于现在。")]
    if details.ended_at is not None and details.ended_at <= details.started_at:
        found["ended_at"] = [msg("结束时间应晚于开始时间。")]
    if details.result and details.result not in set(SessionResult):
        found["result"] = [msg("请选择调解结果。")]
    found |= _left_outside(details)
    if found:
        raise InvalidInput(found)


def _left_outside(details: SessionDetails) -> dict[str, list[Message]]:
    """Who is said to have left before the sitting began or after it ended, by the field of the form."""
    end = details.ended_at or clock.now()
    return {
        f"attendance.{index}.left_at": [msg("离场时间应在开始和结束之间。")]
        for index, seat in enumerate(details.attendance)
        if seat.left_at is not None and not details.started_at <= seat.left_at <= end
    }


def hold_session(mediation_id: UUID, details: SessionDetails, *, version: int | None = None, actor: Actor) -> UUID:
    """Record a sitting; the first one needs rights read to every party. Returns the sitting's id."""
    authorise(actor, may.CONDUCT)
    _check(details)
    with unit_of_work(actor) as uow:
        row = locked_mediation(mediation_id, version, actor)
        if row.state == "assigned":
            fire(MEDIATION_WORKFLOW, row, "open_session", actor, facts=mediation_facts(row))
        if row.state != "in_session":
            raise Conflict(msg("当前状态不能记录调解，请先恢复调解。"), code="not_in_session")
        last = select(func.coalesce(func.max(Session.position), 0)).where(Session.mediation_id == row.id)
        session = Session(
            id=new_id(),
            matter_id=row.matter_id,
            mediation_id=row.id,
            position=db.session.execute(last).scalar_one() + 1,
            mode=details.mode,
            place=details.place.strip(),
            started_at=details.started_at,
            recorder_name=details.recorder_name.strip() or actor.name,
        )
        db.session.add(session)
        db.session.flush()
        _fill(session, details)
        row.touch()
        db.session.flush()
        uow.record(told.SessionHeld(matter_id=row.matter_id, subject_kind="session", subject_id=session.id))
        return session.id


def complete_session(session_id: UUID, details: SessionDetails, *, version: int | None = None, actor: Actor) -> None:
    """Write the record of a sitting and, with an end and a result, freeze it under a digest."""
    authorise(actor, may.CONDUCT)
    _check(details)
    with unit_of_work(actor) as uow:
        session = lock(Session, session_id, version)
        locked_mediation(session.mediation_id, None, actor)
        if session.digest is not None:
            raise Conflict(msg("笔录已确认，不能更改；补充内容请另记一次。"), code="record_frozen")
        _fill(session, details)
        session.touch()
        uow.audit(
            "mediation.complete_session",
            "session",
            session.id,
            session.matter_id,
            {"digest": session.digest, "result": session.result},
        )


def _fill(session: Session, details: SessionDetails) -> None:
    session.record, session.result = details.record.strip(), details.result or None
    session.ended_at = details.ended_at
    existing = {row.party_id: row for row in session.attendance}
    for present in details.attendance:
        row = existing.get(present.party_id) or Attendance(
            id=new_id(), session_id=session.id, party_id=present.party_id
        )
        row.present, row.spoken_for_by, row.left_at = present.present, present.spoken_for_by, present.left_at
        db.session.add(row)
    if session.ended_at is not None and session.result and session.record:
        session.digest = canonical_json.digest(_frozen(session, details.attendance))


def _frozen(session: Session, attendance: tuple[PresentParty, ...]) -> dict[str, object]:
    return {
        "mediation": session.mediation_id,
        "position": session.position,
        "mode": session.mode,
        "place": session.place,
        "started_at": session.started_at,
        "ended_at": session.ended_at,
        "record": session.record,
        "result": session.result,
        "attendance": [[one.party_id, one.present, one.spoken_for_by, one.left_at] for one in attendance],
    }


def stall(mediation_id: UUID, cause: str, note: str, *, version: int | None = None, actor: Actor) -> None:
    """Record a deadlock with its cause; a party that left raises the risk."""
    if cause not in set(StallCause):
        raise InvalidInput({"cause": [msg("请选择僵局原因。")]})
    with unit_of_work(actor):
        row = locked_mediation(mediation_id, version, actor)
        row.stall_cause = cause
        fire(MEDIATION_WORKFLOW, row, "stall", actor, facts=mediation_facts(row), reason=note, cause=cause)
        if cause == StallCause.PARTY_LEFT:
            matters.add_risk_signal(row.matter_id, "party_left", note, actor=actor)


def resume(mediation_id: UUID, *, version: int | None = None, actor: Actor) -> None:
    """Go on after a deadlock, once the judge's opinion is decided, whichever way."""
    with unit_of_work(actor):
        row = locked_mediation(mediation_id, version, actor)
        fire(MEDIATION_WORKFLOW, row, "resume", actor, facts=mediation_facts(row))
        row.stall_cause = None
        matters.set_stage(row.matter_id, Stage.MEDIATING, actor=actor)


def begin_drafting(mediation_id: UUID, *, version: int | None = None, actor: Actor) -> None:
    """The parties agree in substance; the text is drafted."""
    with unit_of_work(actor):
        row = locked_mediation(mediation_id, version, actor)
        fire(MEDIATION_WORKFLOW, row, "begin_drafting", actor, facts=mediation_facts(row))
        matters.set_stage(row.matter_id, Stage.DRAFTING, actor=actor)


def return_to_session(mediation_id: UUID, reason: str, *, version: int | None = None, actor: Actor) -> None:
    """Somebody will not sign; the parties talk again."""
    with unit_of_work(actor):
        row = locked_mediation(mediation_id, version, actor)
        fire(MEDIATION_WORKFLOW, row, "return_to_session", actor, facts=mediation_facts(row), reason=reason)
        matters.set_stage(row.matter_id, Stage.MEDIATING, actor=actor)
