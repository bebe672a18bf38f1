"""From the first report to the ledger: draft, submit, register, reject."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import select, text

from app.core import clock
from app.core.db import db
from app.core.errors import InvalidInput
from app.core.ids import new_id, public_code
from app.core.numbers import next_number
from app.core.permissions import Actor, authorise
from app.core.text import Message, msg
from app.core.unit_of_work import lock, unit_of_work
from app.core.workflow import fire, start
from app.intake import permissions as may
from app.intake.commands import EventDetails, GrantRequest
from app.intake.errors import OutsideNumberTaken
from app.intake.models import Event
from app.intake.policies import require_may_act
from app.intake.queries.facts import event_facts
from app.intake.services.access import grant
from app.intake.services.parties import new_party, parties_faults
from app.intake.services.risk import suggest_risk
from app.intake.types import Ground, Scale, Stage
from app.intake.workflow import EVENT_WORKFLOW, FREES_NUMBER
from app.organisations import queries as organisations

#: People from which an event counts as a group event, then as a major one; a setting of the installation.
GROUP_FROM, MAJOR_FROM = 5, 100
NUMBER_PREFIX = "FS"
EARLIEST = timedelta(days=365 * 20)
_ONE_AT_A_TIME = text("SELECT pg_advisory_xact_lock(hashtextextended(:key, 0))")


def _scale(details: EventDetails) -> str:
    if details.scale:
        return details.scale
    if details.involved_count >= MAJOR_FROM:
        return Scale.MAJOR_GROUP.value
    return (Scale.GROUP if details.involved_count >= GROUP_FROM else Scale.INDIVIDUAL).value


def _time_faults(occurred_at: datetime) -> list[Message]:
    if occurred_at > clock.now() + timedelta(minutes=5):
        return [msg("发生时间不能晚于现在。")]
    if occurred_at < clock.now() - EARLIEST:
        return [msg("发生时间过早，请核对年份。")]
    return []


def details_faults(details: EventDetails) -> dict[str, list[Message]]:
    """What cannot be right in an event as it is filed, by field; empty when all is well."""
    found: dict[str, list[Message]] = {}
    if faults := _time_faults(details.occurred_at):
        found["occurred_at"] = faults
    if not 1 <= details.involved_count <= 100_000:
        found["involved_count"] = [msg("涉及人数应在1至100000之间。")]
    for row, by_field in parties_faults(details.parties).items():
        for name, messages in by_field.items():
            found[f"parties.{row}.{name}"] = messages
    return found


def _check(details: EventDetails) -> None:
    found = details_faults(details)
    if found:
        raise InvalidInput(found)


def _fill(event: Event, details: EventDetails) -> None:
    event.source, event.outside_number = details.source, details.outside_number or None
    event.title, event.summary, event.demand = details.title.strip(), details.summary.strip(), details.demand.strip()
    event.occurred_at, event.region_code, event.place = details.occurred_at, details.region_code, details.place.strip()
    event.involved_count, event.involved_units = details.involved_count, details.involved_units
    event.scale, event.type_hint = _scale(details), details.type_hint or None
    event.parties_unknown, event.risk_inputs = details.parties_unknown, dict(details.risk_inputs)


def claim_outside_number(source: str, number: str) -> None:
    """Let whoever hands in the same number of the same source wait until this transaction has ended."""
    db.session.execute(_ONE_AT_A_TIME, {"key": f"{source}:{number}"})


def _refuse_taken_number(event: Event) -> None:
    same = select(Event.id).where(
        Event.source == event.source,
        Event.outside_number == event.outside_number,
        Event.state.not_in(FREES_NUMBER),
        Event.id != event.id,
    )
    if db.session.execute(select(same.exists())).scalar():
        raise OutsideNumberTaken(str(event.outside_number))


def draft_event(details: EventDetails, *, actor: Actor) -> UUID:
    """Start an event in the actor's unit; it is visible to that unit until it is submitted. Returns the matter's id."""
    authorise(actor, may.EVENT_FILE)
    _check(details)
    assert actor.unit_id is not None
    with unit_of_work(actor):
        center_id = organisations.center_of(actor.unit_id).id
        return begin_event(details, actor.unit_id, center_id, reported_by_id=actor.user_id, actor=actor).id


def begin_event(
    details: EventDetails, unit_id: UUID, center_id: UUID, *, reported_by_id: UUID | None, actor: Actor
) -> Event:
    """A draft with its parties that a unit of a centre sees; the caller has checked right and details."""
    with unit_of_work(actor):
        event = Event(
            id=new_id(),
            public_code=public_code(),
            reporter_unit_id=unit_id,
            reported_by_id=reported_by_id,
            reporter_name=actor.name,
            center_id=center_id,
            collective=None,
        )
        start(EVENT_WORKFLOW, event)
        event.stage = Stage.RECEIVED.value
        _fill(event, details)
        db.session.add(event)
        db.session.flush()
        for position, party in enumerate(details.parties):
            new_party(event, party, position)
        grant(GrantRequest(matter_id=event.id, ground=Ground.REPORTED.value, unit_id=unit_id), actor=actor)
        return event


def edit_event(matter_id: UUID, details: EventDetails, *, version: int | None = None, actor: Actor) -> None:
    """Change what was filed, as long as the centre has not registered it."""
    authorise(actor, may.EVENT_EDIT)
    _check(details)
    with unit_of_work(actor) as uow:
        require_may_act(actor, matter_id)
        event = lock(Event, matter_id, version)
        if event.state not in ("draft", "submitted"):
            raise InvalidInput({"state": [msg("事件已登记，更正须由中心办理并保留原版本。")]})
        _fill(event, details)
        event.touch()
        uow.audit("intake.edit_event", "event", event.id, event.id, {"version": event.version})


def submit_event(matter_id: UUID, *, version: int | None = None, actor: Actor) -> None:
    """Send the event to the centre: it gets its number, the centre's unit sees it, and the triage clock starts."""
    with unit_of_work(actor):
        require_may_act(actor, matter_id)
        event = lock(Event, matter_id, version)
        if event.outside_number:
            claim_outside_number(event.source, event.outside_number)
            _refuse_taken_number(event)
        hand_to_center(event, actor=actor)
        suggestion = suggest_risk(event)
        fire(EVENT_WORKFLOW, event, "submit", actor, facts=event_facts(event), risk=suggestion.suggested_level)


def hand_to_center(event: Event, *, actor: Actor) -> None:
    """Give a draft its number and let the centre's unit see it."""
    day = clock.today()
    serial = next_number(f"event:{day:%Y%m%d}", day.year)
    event.number = f"{NUMBER_PREFIX}-{day:%Y%m%d}-{serial:04d}"
    event.submitted_at = clock.now()
    grant(GrantRequest(matter_id=event.id, ground=Ground.CENTER.value, unit_id=event.center_id), actor=actor)


def file_event(details: EventDetails, *, actor: Actor) -> UUID:
    """Draft and submit in one act, as a form that is sent does."""
    with unit_of_work(actor):
        matter_id = draft_event(details, actor=actor)
        submit_event(matter_id, actor=actor)
        return matter_id


def register_event(matter_id: UUID, *, twins_seen: bool = False, version: int | None = None, actor: Actor) -> None:
    """Take the event into the ledger; the clerk has seen possible twins first, or is refused."""
    with unit_of_work(actor):
        require_may_act(actor, matter_id)
        event = lock(Event, matter_id, version)
        fire(EVENT_WORKFLOW, event, "register", actor, facts=event_facts(event, twins_seen=twins_seen))
        event.registered_at, event.stage = clock.now(), Stage.REGISTERED.value


def reject_event(matter_id: UUID, reason: str, *, version: int | None = None, actor: Actor) -> None:
    """Send back what cannot be used, with the reason the reporter is told."""
    with unit_of_work(actor):
        require_may_act(actor, matter_id)
        event = lock(Event, matter_id, version)
        fire(EVENT_WORKFLOW, event, "reject", actor, facts=event_facts(event), reason=reason)
        event.stage = Stage.ENDED.value
