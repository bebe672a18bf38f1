"""Lists and details of events, always through the visibility filter and in a stable order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, ScalarSelect, Select, func, or_, select
from sqlalchemy.orm import joinedload, selectinload

from app.core import clock
from app.core.db import db
from app.core.errors import NotFound
from app.core.models import RecordedEvent, TransitionRow
from app.core.pagination import Page, batches, capped_count, count_of, keyset
from app.core.permissions import Actor
from app.core.workflow import Refusal, obstacle
from app.intake.events import EventClosed, EventDispatched, EventImported, EventResolved, EventSubmitted
from app.intake.models import Dispute, Event, Evidence, MatterParty, RiskAssessment, RiskSignal
from app.intake.policies import grant_of, visible_among_few, visible_to
from app.intake.queries.notes import event_with_notes
from app.intake.workflow import CLAIMANT_KIND, EVENT_WORKFLOW

QUEUE_COUNT_CAP = 10_000

#: Tabs of the desk and the states behind each.
TABS: dict[str, tuple[str, ...]] = {
    "to_register": ("submitted",),
    "to_triage": ("registered",),
    "to_dispatch": ("triaged",),
    "to_sign": ("dispatched",),
    "handling": ("handling",),
    "redirected": ("redirected",),
    "resolved": ("resolved",),
    "over": ("closed", "archived", "rejected", "merged", "closed_redirected"),
}


#: What may have happened to a matter in a span of days, and the event that tells it.
HAPPENED = {
    "submitted": (EventSubmitted.__name__, EventImported.__name__),
    "resolved": (EventResolved.__name__,),
    "closed": (EventClosed.__name__,),
}
#: A risk that nobody has confirmed yet, as a list is asked for it.
UNCONFIRMED = "none"

#: States in which somebody still has to act.
OPEN_STATES = tuple(state for tab, states in TABS.items() if tab != "over" for state in states)


@dataclass(frozen=True, slots=True, kw_only=True)
class EventFilter:
    """What a list is narrowed by; every field comes from the URL. Of several values of a field one is enough.

    ``happened`` is a key of ``HAPPENED``; ``since`` and ``until`` are its first and last day.
    """

    tab: str = ""
    risk: tuple[str, ...] = ()
    dispute_type: tuple[str, ...] = ()
    region: tuple[str, ...] = ()
    source: tuple[str, ...] = ()
    mine: bool = False
    updated_since: datetime | None = None
    stage: str = ""
    late: bool = False
    happened: str = ""
    since: date | None = None
    until: date | None = None


def _visible(actor: Actor) -> Select[Event]:
    return select(Event).where(visible_to(actor, Event.id))


def filtered(actor: Actor, wanted: EventFilter) -> Select[Event]:
    """The statement of a list: visible, narrowed, not yet ordered or cut."""
    statement = _visible(actor)
    if wanted.tab == "open":
        statement = statement.where(Event.state.in_(OPEN_STATES))
    elif wanted.tab in TABS:
        statement = statement.where(Event.state.in_(TABS[wanted.tab]))
    elif wanted.tab != "all":
        statement = statement.where(Event.state != "draft")
    if wanted.risk:
        statement = statement.where(_of_risks(wanted.risk))
    if wanted.source:
        statement = statement.where(Event.source.in_(wanted.source))
    if wanted.stage:
        statement = statement.where(Event.stage == wanted.stage)
    if wanted.region:
        inside = [Event.region_code.startswith(code, autoescape=True) for code in wanted.region]
        statement = statement.where(or_(*inside))
    if wanted.dispute_type:
        of_kinds = select(Dispute.id).where(Dispute.dispute_type.in_(wanted.dispute_type))
        statement = statement.where(Event.id.in_(of_kinds))
    if wanted.mine:
        statement = statement.where(Event.reported_by_id.in_(actor.people))
    return _timed(statement, wanted)


def _of_risks(levels: tuple[str, ...]) -> ColumnElement[bool]:
    confirmed = Event.risk_level.in_([level for level in levels if level != UNCONFIRMED])
    return or_(confirmed, Event.risk_level.is_(None)) if UNCONFIRMED in levels else confirmed


def _timed(statement: Select[Event], wanted: EventFilter) -> Select[Event]:
    if wanted.late:
        statement = statement.where(Event.due_at < clock.now())
    if wanted.updated_since is not None:
        statement = statement.where(Event.updated_at >= wanted.updated_since)
    if wanted.happened in HAPPENED:
        statement = statement.where(Event.id.in_(_to_which_it_happened(wanted)))
    return statement


def _to_which_it_happened(wanted: EventFilter) -> Select[Any]:
    found = select(RecordedEvent.matter_id).where(RecordedEvent.name.in_(HAPPENED[wanted.happened]))
    if wanted.since is not None:
        found = found.where(RecordedEvent.recorded_at >= clock.at(wanted.since))
    if wanted.until is not None:
        found = found.where(RecordedEvent.recorded_at < clock.at(wanted.until + timedelta(days=1)))
    return found


def arrivals(actor: Actor, day: date) -> list[datetime]:
    """When each matter that came in on a day came in first that day; the rows of the list ``happened=submitted``."""
    wanted = EventFilter(tab="all", happened="submitted", since=day, until=day)
    first = (
        select(func.min(RecordedEvent.recorded_at))
        .where(
            RecordedEvent.name.in_(HAPPENED["submitted"]),
            RecordedEvent.recorded_at >= clock.at(day),
            RecordedEvent.recorded_at < clock.at(day + timedelta(days=1)),
            RecordedEvent.matter_id.in_(event_ids(actor, wanted)),
        )
        .group_by(RecordedEvent.matter_id)
    )
    return list(db.session.execute(first).scalars())


def first_dispatches(actor: Actor, since: datetime) -> list[tuple[UUID, str, datetime, datetime]]:
    """Matters first dispatched after a moment: id, number, when they came in and when the first order went out.

    The latest first. Matters that an import brought in, or that were dispatched before, are left out.
    """
    names, seen = (EventSubmitted.__name__, EventDispatched.__name__), visible_to(actor, RecordedEvent.matter_id)
    lately = select(RecordedEvent.matter_id).where(RecordedEvent.name == names[1], RecordedEvent.recorded_at >= since)
    came, went = (func.min(RecordedEvent.recorded_at).filter(RecordedEvent.name == name) for name in names)
    statement = (
        select(Event.id, Event.number, came, went)
        .join(Event, Event.id == RecordedEvent.matter_id)
        .where(RecordedEvent.name.in_(names), RecordedEvent.matter_id.in_(lately), seen)
        .group_by(Event.id, Event.number)
        .having(came.is_not(None), went >= since)
        .order_by(went.desc(), Event.id)
    )
    return [(row[0], row[1] or "", row[2], row[3]) for row in db.session.execute(statement)]


def list_events(actor: Actor, wanted: EventFilter, *, cursor: str | None = None, limit: int = 20) -> Page[Event]:
    """One page of events, newest first, with its dispute loaded."""
    statement = filtered(actor, wanted).options(joinedload(Event.dispute))
    return keyset(statement, [Event.created_at, Event.id], cursor=cursor, limit=limit, descending=True)


def list_desk(actor: Actor, wanted: EventFilter, *, cursor: str | None = None, limit: int = 20) -> Page[Event]:
    """One page of open events, the one whose clock runs out first on top; those without a clock come last."""
    statement = filtered(actor, wanted).options(joinedload(Event.dispute))
    return keyset(statement, [Event.queue_at, Event.id], cursor=cursor, limit=limit)


def all_events(actor: Actor, wanted: EventFilter) -> Iterator[Sequence[Event]]:
    """Every event of the list, newest first, in batches."""
    statement = filtered(actor, wanted).options(joinedload(Event.dispute))
    return batches(statement, [Event.created_at, Event.id], descending=True)


def all_on_desk(actor: Actor, wanted: EventFilter) -> Iterator[Sequence[Event]]:
    """Every event of the desk, the earliest clock first, in batches."""
    return batches(filtered(actor, wanted).options(joinedload(Event.dispute)), [Event.queue_at, Event.id])


def event_ids(actor: Actor, wanted: EventFilter) -> Select[Any]:
    """The ids of a list's events, not yet ordered or cut: what it is counted by."""
    return filtered(actor, wanted).with_only_columns(Event.id)


def count_events(actor: Actor, wanted: EventFilter) -> tuple[int, bool]:
    """How many events the list has, exact to 10,000."""
    return capped_count(event_ids(actor, wanted), QUEUE_COUNT_CAP)


def tab_counts(actor: Actor) -> dict[str, int]:
    """Open events by tab, and those that are over, counted to the cap."""
    return {**open_counts(actor), "over": count_events(actor, EventFilter(tab="over"))[0]}


def open_counts(actor: Actor) -> dict[str, int]:
    """Open events by tab in one statement; ``overdue`` counts those whose clock has run out."""
    late = func.count().filter(Event.queue_at < clock.now())
    rows = db.session.execute(
        select(Event.state, func.count(), late)
        .where(visible_among_few(actor, Event.id), Event.state.in_(OPEN_STATES))
        .group_by(Event.state)
    ).all()
    by_state: dict[str, int] = {row[0]: row[1] for row in rows}
    counts = {tab: sum(by_state.get(state, 0) for state in states) for tab, states in TABS.items() if tab != "over"}
    return {**counts, "overdue": sum(row[2] for row in rows)}


def waiting(actor: Actor, *tabs: str) -> ScalarSelect[int]:
    """How many events stand in some tabs, as part of a larger statement."""
    states = [state for tab in tabs for state in TABS[tab]]
    found = select(Event.id).where(Event.state.in_(states), visible_among_few(actor, Event.id))
    return count_of(found, QUEUE_COUNT_CAP)


def get_event(actor: Actor, matter_id: UUID) -> Event:
    """One event with dispute, parties and agents; raises ``NotFound`` when it is not granted to the actor."""
    event = db.session.execute(_whole(actor, matter_id)).unique().scalar_one_or_none()
    if event is None:
        raise NotFound()
    return event


def event_and_notes(actor: Actor, matter_id: UUID) -> tuple[Event, int | None]:
    """The same event with how many internal notes stand on it; None for who does not read them."""
    found = event_with_notes(actor, _whole(actor, matter_id), matter_id)
    if found is None:
        raise NotFound()
    return found


def _whole(actor: Actor, matter_id: UUID) -> Select[Event]:
    return (
        _visible(actor)
        .where(Event.id == matter_id)
        .options(
            joinedload(Event.dispute),
            joinedload(Event.collective),
            selectinload(Event.parties).joinedload(MatterParty.agents),
        )
    )


def chosen_events(actor: Actor, matter_ids: Sequence[UUID]) -> dict[UUID, tuple[Event, bool]]:
    """Of some events those granted to the actor, by id, each with its dispute and whether the actor may act on it."""
    statement = select(Event, grant_of(actor, Event.id, to_act=True)).options(joinedload(Event.dispute))
    rows = db.session.execute(statement.where(Event.id.in_(matter_ids), visible_to(actor, Event.id)))
    return {event.id: (event, acts) for event, acts in rows}


def obstacle_on(event: Event, name: str, actor: Actor, facts: dict[str, Any]) -> Refusal | None:
    """What would refuse an act on an event now, or None."""
    return obstacle(EVENT_WORKFLOW, event, name, actor, facts)


def event_by_number(actor: Actor, number: str) -> Event | None:
    """The visible event of that number, for the jump box."""
    return db.session.execute(_visible(actor).where(Event.number == number.strip().upper())).scalar_one_or_none()


def matter(matter_id: UUID) -> Event:
    """The event of a matter without a filter, for services of later contexts that have checked the grant already."""
    event = db.session.get(Event, matter_id)
    if event is None:
        raise NotFound()
    return event


def matter_names(matter_ids: Iterable[UUID]) -> dict[UUID, tuple[str, str]]:
    """Number (empty for a draft) and title of matters, for lists. The caller has checked the right."""
    rows = db.session.execute(select(Event.id, Event.number, Event.title).where(Event.id.in_(set(matter_ids))))
    return {matter_id: (number or "", title) for matter_id, number, title in rows}


def dispute_of(matter_id: UUID) -> Dispute | None:
    """The dispute of a matter, or None before triage."""
    return db.session.get(Dispute, matter_id)


def parties_of(matter_id: UUID) -> Sequence[MatterParty]:
    """Parties of a matter in their order, with agents."""
    statement = (
        select(MatterParty)
        .where(MatterParty.matter_id == matter_id, MatterParty.withdrawn.is_(False))
        .options(selectinload(MatterParty.agents))
        .order_by(MatterParty.position, MatterParty.id)
    )
    return db.session.execute(statement).scalars().all()


def party_names(party_ids: Iterable[UUID]) -> dict[UUID, str]:
    """The names of parties, by id; for rows the caller has filtered already."""
    rows = db.session.execute(select(MatterParty.id, MatterParty.name).where(MatterParty.id.in_(list(party_ids))))
    return {row.id: row.name for row in rows}


def get_party(actor: Actor, party_id: UUID) -> MatterParty:
    """One party of a visible matter; raises ``NotFound``."""
    party = db.session.execute(
        select(MatterParty).where(MatterParty.id == party_id, visible_to(actor, MatterParty.matter_id))
    ).scalar_one_or_none()
    if party is None:
        raise NotFound()
    return party


def list_parties(
    actor: Actor, *, matter_id: UUID | None = None, cursor: str | None = None, limit: int = 50
) -> Page[MatterParty]:
    """Parties of visible matters, oldest first."""
    statement = select(MatterParty).where(visible_to(actor, MatterParty.matter_id))
    if matter_id is not None:
        statement = statement.where(MatterParty.matter_id == matter_id)
    return keyset(statement, [MatterParty.id], cursor=cursor, limit=limit)


def latest_assessment(matter_id: UUID) -> RiskAssessment | None:
    """The newest risk score of a matter."""
    return db.session.execute(
        select(RiskAssessment).where(RiskAssessment.matter_id == matter_id).order_by(RiskAssessment.id.desc()).limit(1)
    ).scalar_one_or_none()


def assessments(matter_id: UUID) -> Sequence[RiskAssessment]:
    """All risk scores of a matter, oldest first."""
    return (
        db.session.execute(
            select(RiskAssessment).where(RiskAssessment.matter_id == matter_id).order_by(RiskAssessment.id)
        )
        .scalars()
        .all()
    )


def signals(matter_id: UUID) -> Sequence[RiskSignal]:
    """Risk signals of a matter, oldest first."""
    return (
        db.session.execute(select(RiskSignal).where(RiskSignal.matter_id == matter_id).order_by(RiskSignal.id))
        .scalars()
        .all()
    )


def evidence_of(matter_id: UUID) -> Sequence[Evidence]:
    """Material handed in, oldest first."""
    return (
        db.session.execute(select(Evidence).where(Evidence.matter_id == matter_id).order_by(Evidence.id))
        .scalars()
        .all()
    )


def transitions_of(matter_id: UUID, limit: int = 500) -> Sequence[TransitionRow]:
    """Every change of state in the matter, oldest first; the timeline is made of them.

    What became of each claimant of a collective matter stands with the claimant: five hundred would bury the rest.
    """
    statement = (
        select(TransitionRow)
        .where(TransitionRow.matter_id == matter_id, TransitionRow.subject_kind != CLAIMANT_KIND)
        .order_by(TransitionRow.id)
    )
    return db.session.execute(statement.limit(limit)).scalars().all()


def act_words(row: TransitionRow) -> str:
    """What was done to the event, in the Chinese of its workflow; for printed forms."""
    return EVENT_WORKFLOW.named(row.name).label.text


def labour_dispute(matter_id: UUID) -> bool:
    """Whether labour law applies to the matter's dispute."""
    dispute = dispute_of(matter_id)
    return dispute is not None and dispute.dispute_type in ("migrant_wage", "other_labor")


def risk_of(matter_id: UUID) -> str | None:
    """The confirmed risk level, which chooses the length of product clocks."""
    row: Any = db.session.execute(select(Event.risk_level).where(Event.id == matter_id)).scalar_one_or_none()
    return str(row) if row is not None else None
