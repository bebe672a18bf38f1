"""Whistles (吹哨报到): a unit calls others to the spot, ends the call with a result for each, or takes it back.

A whistle imposes no lead and changes no order and no clock of one. Called units read the matter while it stands.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select

from app.clocks import queries as clocks
from app.clocks.types import Risk, Terms
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
from app.dispatch.commands import UnitResult, WhistleDetails
from app.dispatch.models import Whistle, WhistleCall
from app.dispatch.queries.callings import still_called
from app.dispatch.queries.facts import risk_of
from app.dispatch.queries.whistles import whistle_facts
from app.dispatch.rules.calling import HANDLED, MOST_UNITS, faults_of_results, faults_of_whistle
from app.dispatch.services.acting import refuse_faults
from app.dispatch.workflow import WHISTLE_KIND, WHISTLE_WORKFLOW
from app.dispatch.workflow.whistles import ORDINARY_CLOCK, URGENT_CLOCK
from app.intake import services as matters
from app.intake.commands import GrantRequest
from app.intake.policies import require_may_act
from app.intake.types import Ground
from app.organisations import queries as organisations


def blow_whistle(matter_id: UUID, details: WhistleDetails, *, actor: Actor) -> UUID:
    """Call units to the spot on a matter that the actor's unit handles; they are told and read the matter meanwhile.

    Raises ``InvalidInput`` by field, ``Conflict`` while nobody handles the matter, ``Forbidden`` who only reads.
    """
    authorise(actor, may.WHISTLE_CALL)
    with unit_of_work(actor) as uow:
        require_may_act(actor, matter_id)
        event = matters.lock_matter(matter_id)
        if event.state not in HANDLED:
            raise Conflict(msg("事项分流后、办结前才能吹哨。"), code="wrong_state")
        now, due = clock.now(), arrival_due(matter_id, urgent=details.urgent)
        refuse_faults(
            {**faults_of_whistle(details, now, due), **faults_at_units([one.unit_id for one in details.units], actor)}
        )
        assert details.meet_at is not None
        row = Whistle(
            id=new_id(), matter_id=matter_id, center_id=event.center_id, unit_id=actor.unit_id,
            number=allot("whistle", clock.today().year), urgent=details.urgent, place=details.place.strip(),
            meet_at=details.meet_at, needs=details.needs.strip(), arrive_by=due,
            called_by_name=actor.name, called_at=now,
        )  # fmt: skip
        start(WHISTLE_WORKFLOW, row)
        db.session.add(row)
        db.session.flush()
        _add_calls(row, details)
        act_on_whistle(row, "call_urgently" if details.urgent else "call", actor, number=row.number)
        _tell_each(uow, row, told.UnitWhistledUrgently if row.urgent else told.UnitWhistled)
        return row.id


def arrival_due(matter_id: UUID, *, urgent: bool) -> datetime:
    """Until when units called now have to be there: two hours, or the next working day (settings of ours)."""
    risk = risk_of(matter_id)
    terms = Terms(risk=Risk(risk) if risk else Risk.YELLOW)
    return clocks.deadline_for(URGENT_CLOCK if urgent else ORDINARY_CLOCK, clock.now(), terms).due_at


def faults_at_units(unit_ids: Sequence[UUID], actor: Actor, field: str = "units") -> dict[str, list[Message]]:
    """What is wrong with the choice of units: unknown, closed, one's own, or too many."""
    known = organisations.units_by_id(unit_ids)
    found: dict[str, list[Message]] = {}
    if len(unit_ids) > MOST_UNITS:
        found[field] = [msg("一次最多选{most}个单位。", most=MOST_UNITS)]
    for row, unit_id in enumerate(unit_ids):
        unit = known.get(unit_id)
        if unit is None:
            found[f"{field}.{row}.unit_id"] = [msg("没有这个单位。")]
        elif not unit.is_active:
            found[f"{field}.{row}.unit_id"] = [msg("{units}现在不接单，请改选其他单位。", units=unit.name)]
        elif unit_id == actor.unit_id:
            found[f"{field}.{row}.unit_id"] = [msg("不用选择本单位。")]
    return found


def _add_calls(row: Whistle, details: WhistleDetails) -> None:
    for position, one in enumerate(details.units, start=1):
        row.calls.append(
            WhistleCall(
                id=new_id(),
                matter_id=row.matter_id,
                position=position,
                unit_id=one.unit_id,
                reason=one.reason.strip(),
                corrections=[],
            )
        )
        let_read(row.matter_id, one.unit_id)
    db.session.flush()


def let_read(matter_id: UUID, unit_id: UUID) -> None:
    """Let a called unit read the matter, as a copy would, until its call is over."""
    matters.grant(GrantRequest(matter_id=matter_id, ground=Ground.CALLED.value, unit_id=unit_id), actor=Actor.system())


def end_sight(matter_id: UUID, unit_ids: Iterable[UUID]) -> None:
    """Those of the units that nothing calls any more do not read the matter any longer on this ground."""
    wanted = list(unit_ids)
    db.session.flush()
    tied = still_called(matter_id, wanted)
    for unit_id in wanted:
        if unit_id not in tied:
            matters.end_grant(matter_id, Ground.CALLED.value, unit_id=unit_id, actor=Actor.system())


def act_on_whistle(row: Whistle, name: str, actor: Actor, *, reason: str | None = None, **more: Any) -> None:
    """Fire one transition of a whistle with its present facts."""
    fire(
        WHISTLE_WORKFLOW, row, name, actor, facts=whistle_facts(row), reason=reason, risk=risk_of(row.matter_id),
        caller_id=row.unit_id, center_id=row.center_id, **more,
    )  # fmt: skip


def _tell_each(uow: UnitOfWork, row: Whistle, kind: type[told.UnitWhistled]) -> None:
    for call in row.calls:
        uow.record(about_unit(row, call.unit_id, kind))


def about_unit(row: Whistle, unit_id: UUID, kind: type[told.UnitWhistled]) -> told.UnitWhistled:
    """What happened to one called unit, as an event."""
    return kind(
        matter_id=row.matter_id, subject_kind=WHISTLE_KIND, subject_id=row.id, caller_id=row.unit_id,
        center_id=row.center_id, unit_id=unit_id,
    )  # fmt: skip


def locked_whistle(whistle_id: UUID, version: int | None, actor: Actor) -> Whistle:
    """The whistle of one's own unit, locked after its matter; raises ``NotFound`` or ``StaleVersion``."""
    found = db.session.get(Whistle, whistle_id)
    if found is None:
        raise NotFound()
    require_may_act(actor, found.matter_id)
    matters.lock_matter(found.matter_id)
    return lock(Whistle, whistle_id, version)


def end_whistle(
    whistle_id: UUID, results: Sequence[UnitResult], note: str = "", *, version: int | None = None, actor: Actor
) -> None:
    """End the whistle with a short result for each unit; their sight of the matter ends with it.

    Raises ``InvalidInput`` at ``results.N.words`` in the order in which the units were called.
    """
    with unit_of_work(actor):
        row = locked_whistle(whistle_id, version, actor)
        refuse_faults(faults_of_results(results, [call.unit_id for call in row.calls]))
        act_on_whistle(row, "end", actor, reason=note)
        said = {one.unit_id: one.words.strip() for one in results}
        for call in row.calls:
            call.result = said[call.unit_id]
        _close(row, note, actor)


def withdraw_whistle(whistle_id: UUID, reason: str, *, version: int | None = None, actor: Actor) -> None:
    """Take the whistle back with a reason before anybody came; the units are told that they need not come."""
    with unit_of_work(actor) as uow:
        row = locked_whistle(whistle_id, version, actor)
        act_on_whistle(row, "withdraw", actor, reason=reason)
        _tell_each(uow, row, told.UnitReleased)
        _close(row, reason, actor)


def end_whistles_of(matter_id: UUID) -> None:
    """A matter that goes another lawful way leaves no whistle standing."""
    actor = Actor.system()
    with unit_of_work(actor) as uow:
        for whistle_id in open_whistle_ids(matter_id):
            row = locked_whistle(whistle_id, None, actor)
            act_on_whistle(row, "end_with_matter", actor)
            _tell_each(uow, row, told.UnitReleased)
            _close(row, "", actor)


def open_whistle_ids(matter_id: UUID) -> list[UUID]:
    """The whistles of a matter that stand."""
    statement = select(Whistle.id).where(Whistle.matter_id == matter_id, Whistle.state == "called")
    return list(db.session.execute(statement.order_by(Whistle.id)).scalars())


def _close(row: Whistle, note: str, actor: Actor) -> None:
    row.ended_at, row.ended_by_name, row.end_note = clock.now(), actor.name, note.strip() or None
    end_sight(row.matter_id, [call.unit_id for call in row.calls])


def tell_missing(row: Whistle, *, actor: Actor) -> None:
    """The time to arrive is over and somebody is missing: the centre and the whistling unit are told, once."""
    if row.state != "called" or row.overdue_at is not None:
        return
    with unit_of_work(actor) as uow:
        row.overdue_at = clock.now()
        uow.record(
            told.WhistleOverdue(
                matter_id=row.matter_id,
                subject_kind=WHISTLE_KIND,
                subject_id=row.id,
                caller_id=row.unit_id,
                center_id=row.center_id,
            )
        )
