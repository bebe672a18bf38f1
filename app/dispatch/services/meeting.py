"""Consultations (会商): called by the centre or the lead, minuted, signed by the chair, confirmed by who was there.

Nothing in a meeting redirects an order by itself. Opinions stand under the name of their unit; they are no decisions.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import select

from app.accounts import queries as accounts
from app.core import clock
from app.core.db import db
from app.core.errors import Conflict, NotFound
from app.core.ids import new_id
from app.core.numbers import allot
from app.core.permissions import Actor, authorise
from app.core.text import Message, msg
from app.core.unit_of_work import UnitOfWork, lock, unit_of_work
from app.core.workflow import fire, start
from app.dispatch import events as told
from app.dispatch import permissions as may
from app.dispatch.commands import Invitation, MeetingDetails
from app.dispatch.models import Attendee, Consultation
from app.dispatch.queries.consultations import meeting_facts, possible_chairs
from app.dispatch.queries.facts import risk_of
from app.dispatch.rules.calling import HANDLED
from app.dispatch.rules.meeting import (
    faults_of_meeting,
    lines,
)
from app.dispatch.services.acting import refuse_faults
from app.dispatch.services.whistling import end_sight, faults_at_units, let_read
from app.dispatch.workflow import MEETING_KIND, MEETING_WORKFLOW
from app.intake import services as matters
from app.intake.policies import require_may_act
from app.organisations import queries as organisations
from app.organisations.types import UnitKind

Faults = dict[str, list[Message]]


def call_meeting(matter_id: UUID, details: MeetingDetails, *, actor: Actor) -> UUID:
    """Call units together on a matter; they are told and read it until the meeting is settled.

    Raises ``InvalidInput`` by field, ``Conflict`` while nobody handles the matter, ``Refused`` to whom is neither its
    centre nor its lead.
    """
    authorise(actor, may.MEETING_CALL)
    with unit_of_work(actor) as uow:
        require_may_act(actor, matter_id)
        event = matters.lock_matter(matter_id)
        if event.state not in HANDLED:
            raise Conflict(msg("事项分流后、办结前才能召集会商。"), code="wrong_state")
        refuse_faults({**faults_of_meeting(details, clock.now()), **_faults_of_choice(details, actor)})
        assert details.chair_id is not None
        assert details.meet_at is not None
        row = Consultation(
            id=new_id(), matter_id=matter_id, center_id=event.center_id, unit_id=actor.unit_id,
            number=allot("consultation", clock.today().year), title=details.title.strip(), chair_id=details.chair_id,
            chair_name=accounts.names_of([details.chair_id])[details.chair_id], meet_at=details.meet_at,
            online=details.online, place=details.place.strip(), issues=lines(details.issues),
            called_by_name=actor.name, called_at=clock.now(), summary="", decisions=[],
        )  # fmt: skip
        start(MEETING_WORKFLOW, row)
        db.session.add(row)
        db.session.flush()
        _invite(row, details.attendees)
        act_on_meeting(row, "call", actor, number=row.number)
        for one in row.attendees:
            uow.record(about_attendee(row, one.unit_id, told.UnitInvited))
        return row.id


def _faults_of_choice(details: MeetingDetails, actor: Actor) -> Faults:
    found = faults_at_units([one.unit_id for one in details.attendees], actor, "attendees")
    if details.chair_id is not None and details.chair_id not in possible_chairs(actor):
        found["chair_id"] = [msg("主持人须是召集单位的人员。")]
    return found


def _invite(row: Consultation, invitations: Sequence[Invitation]) -> None:
    kinds = {unit.id: unit.kind for unit in organisations.units_by_id([one.unit_id for one in invitations]).values()}
    for position, one in enumerate(invitations, start=1):
        only_advises = one.adviser or kinds[one.unit_id] == UnitKind.JUDGE_STUDIO
        row.attendees.append(
            Attendee(
                id=new_id(),
                matter_id=row.matter_id,
                position=position,
                unit_id=one.unit_id,
                person=one.person.strip(),
                adviser=only_advises,
                names="",
                opinion="",
            )
        )
        let_read(row.matter_id, one.unit_id)
    db.session.flush()


def act_on_meeting(row: Consultation, name: str, actor: Actor, *, reason: str | None = None, **more: Any) -> None:
    """Fire one transition of a consultation with its present facts."""
    fire(
        MEETING_WORKFLOW, row, name, actor, facts=meeting_facts(row, actor), reason=reason,
        risk=risk_of(row.matter_id), caller_id=row.unit_id, center_id=row.center_id, **more,
    )  # fmt: skip


def about_attendee(row: Consultation, unit_id: UUID, kind: type[told.UnitInvited]) -> told.UnitInvited:
    """What a consultation means for one unit, as an event."""
    return kind(
        matter_id=row.matter_id, subject_kind=MEETING_KIND, subject_id=row.id, caller_id=row.unit_id,
        center_id=row.center_id, unit_id=unit_id,
    )  # fmt: skip


def locked_meeting(consultation_id: UUID, version: int | None, actor: Actor) -> Consultation:
    """The consultation, locked after its matter, for those who may act on it; ``NotFound``, ``StaleVersion``."""
    found = db.session.get(Consultation, consultation_id)
    if found is None:
        raise NotFound()
    require_may_act(actor, found.matter_id)
    matters.lock_matter(found.matter_id)
    return lock(Consultation, consultation_id, version)


def cancel_meeting(consultation_id: UUID, reason: str, *, version: int | None = None, actor: Actor) -> None:
    """Cancel a meeting before it is held; the units are told, their sight of the matter ends."""
    with unit_of_work(actor) as uow:
        row = locked_meeting(consultation_id, version, actor)
        act_on_meeting(row, "cancel", actor, reason=reason)
        _close(uow, row, reason, actor)


def end_meetings_of(matter_id: UUID) -> None:
    """A matter that goes another lawful way leaves no meeting to be held and no minutes to be signed."""
    actor = Actor.system()
    statement = select(Consultation.id).where(
        Consultation.matter_id == matter_id, Consultation.state.in_(("called", "minuted"))
    )
    with unit_of_work(actor) as uow:
        for consultation_id in list(db.session.execute(statement.order_by(Consultation.id)).scalars()):
            row = locked_meeting(consultation_id, None, actor)
            act_on_meeting(row, "end_with_matter", actor)
            _close(uow, row, "", actor)


def _close(uow: UnitOfWork, row: Consultation, note: str, actor: Actor) -> None:
    row.ended_at, row.ended_by_name, row.end_note = clock.now(), actor.name, note.strip() or None
    for one in row.attendees:
        uow.record(about_attendee(row, one.unit_id, told.UnitUninvited))
    end_sight(row.matter_id, [one.unit_id for one in row.attendees])
