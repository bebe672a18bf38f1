"""After commit: make the notices of an event and ring the pages of those who got one."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.dialects.postgresql import insert

from app.accounts import queries as accounts
from app.clocks import queries as clocks
from app.confirmation import queries as confirmation
from app.core import clock
from app.core.db import db
from app.core.events import StoredEvent
from app.core.ids import new_id
from app.core.permissions import Role
from app.dispatch import queries as dispatch
from app.guidance import queries as guidance
from app.intake import queries as intake
from app.intake.policies import seen_by
from app.intake.types import RiskLevel
from app.mediation import queries as mediations
from app.notifications import services
from app.notifications.commands import Occasion, Told
from app.notifications.models import Notice
from app.notifications.rules import PLANS, Plan, ringing
from app.notifications.types import LIVE_CHANNEL, Audience
from app.organisations import queries as organisations
from app.rosters import queries as rosters

MOST_IN_ONE_RING = 100

#: A reader: the person and the unit in whose work the notice reaches them.
Reader = tuple[UUID, UUID]


def _members(unit_id: UUID | None, role: Role | None = None) -> list[Reader]:
    if unit_id is None:
        return []
    return [(one.user_id, one.unit_id) for one in accounts.colleagues(unit_id=unit_id, role=role)]


def _center(event: StoredEvent) -> UUID | None:
    return intake.matter(event.matter_id).center_id if event.matter_id else None


def _desk(event: StoredEvent) -> list[Reader]:
    return _members(_center(event), Role.DISPATCHER)


def _director(event: StoredEvent) -> list[Reader]:
    return _members(_center(event), Role.DIRECTOR)


def _reporter(event: StoredEvent) -> list[Reader]:
    if event.matter_id is None:
        return []
    matter = intake.matter(event.matter_id)
    return [(matter.reported_by_id, matter.reporter_unit_id)] if matter.reported_by_id else []


def _studio(event: StoredEvent) -> list[Reader]:
    studio_id = UUID(event.payload["studio_id"])
    on_duty = [(duty.user_id, studio_id) for duty in rosters.judges_on_duty(clock.now(), studio_id=studio_id)]
    return on_duty or _members(studio_id)


def _asker(event: StoredEvent) -> list[Reader]:
    row = guidance.find_request(event.subject_id)
    return [(row.asked_by_id, row.asking_unit_id)] if row and row.asked_by_id and row.asking_unit_id else []


def _judge(event: StoredEvent) -> list[Reader]:
    row = guidance.find_request(event.subject_id)
    return [(row.judge_id, row.studio_id)] if row and row.judge_id else []


def _mediator(event: StoredEvent) -> list[Reader]:
    row = mediations.latest_mediation(event.matter_id) if event.matter_id else None
    return [(row.mediator_id, row.org_id)] if row and row.mediator_id else []


def _unit_named(field: str, role: Role | None = None) -> Callable[[StoredEvent], list[Reader]]:
    def members(event: StoredEvent) -> list[Reader]:
        named = event.payload.get(field)
        return _members(UUID(named), role) if named else []

    return members


def _signer(event: StoredEvent) -> list[Reader]:
    """Who is asked to countersign: the named officer, or anybody of the unit."""
    unit_id, named = UUID(event.payload["unit_id"]), event.payload.get("user_id")
    return [(UUID(named), unit_id)] if named else _members(unit_id)


def _heads_of_unit(event: StoredEvent) -> list[Reader]:
    named = event.payload.get("unit_id")
    return _heads(UUID(named)) if named else []


def _heads(unit_id: UUID) -> list[Reader]:
    return [(one.user_id, one.unit_id) for one in accounts.heads_of(unit_id)]


def _heads_of_court(event: StoredEvent) -> list[Reader]:
    court_id = confirmation.court_of_application(event.subject_id)
    return _heads(court_id) if court_id is not None else []


def _desk_of_unit(event: StoredEvent) -> list[Reader]:
    """The dispatchers of the centre to which the named unit belongs."""
    return _members(organisations.center_of(UUID(event.payload["unit_id"])).id, Role.DISPATCHER)


def _people_named(*fields: str) -> Callable[[StoredEvent], list[Reader]]:
    """The people a fact about a roster names, in the unit whose roster it is."""

    def people(event: StoredEvent) -> list[Reader]:
        named = [event.payload[field] for field in fields if event.payload.get(field)]
        return [(UUID(one), UUID(event.payload["unit_id"])) for one in named]

    return people


def _colleagues_of_giver(event: StoredEvent) -> list[Reader]:
    """Where nobody is planned next: the others of the unit in the giver's role, any of whom may take over."""
    if event.payload.get("taker_id"):
        return []
    giver_id, unit_id = UUID(event.payload["giver_id"]), UUID(event.payload["unit_id"])
    unit = accounts.colleagues(unit_id=unit_id)
    roles = {one.role for one in unit if one.user_id == giver_id}
    return [(one.user_id, one.unit_id) for one in unit if one.role in roles and one.user_id != giver_id]


def _lowering_deciders(event: StoredEvent) -> list[Reader]:
    """Who may be the second person: from red the director, otherwise the desk too; never who proposed."""
    found = _director(event) if event.payload["from_level"] == RiskLevel.RED else [*_desk(event), *_director(event)]
    return [one for one in found if str(one[0]) != event.payload["proposer_id"]]


def _heads_of_studio(event: StoredEvent) -> list[Reader]:
    row = guidance.find_request(event.subject_id)
    return _heads(row.studio_id) if row else []


def _heads_of_mediation(event: StoredEvent) -> list[Reader]:
    row = mediations.latest_mediation(event.matter_id) if event.matter_id else None
    return _heads(row.org_id) if row else []


def _unit_of_subject(event: StoredEvent) -> UUID | None:
    return dispatch.units_of([event.subject_id]).get(event.subject_id)


def _heads_of_subject(event: StoredEvent) -> list[Reader]:
    unit_id = _unit_of_subject(event)
    return _heads(unit_id) if unit_id is not None else []


def _studio_of_request(event: StoredEvent) -> list[Reader]:
    """The judge who has taken the request, else who is on duty in its studio."""
    row = guidance.find_request(event.subject_id)
    if row is None:
        return []
    on_duty = [(duty.user_id, row.studio_id) for duty in rosters.judges_on_duty(clock.now(), studio_id=row.studio_id)]
    return _judge(event) or on_duty or _members(row.studio_id)


#: The posts of clocks, found by the clock's subject and matter.
POSTS_OF_CLOCKS: dict[Audience, Callable[[StoredEvent], list[Reader]]] = {
    Audience.CENTER_DESK: _desk,
    Audience.DIRECTOR: _director,
    Audience.ORDER_UNIT: lambda event: _members(_unit_of_subject(event)),
    Audience.ORDER_HEADS: _heads_of_subject,
    Audience.SUPERVISED_UNIT: lambda event: _members(_unit_of_subject(event)),
    Audience.STUDIO_ON_DUTY: _studio_of_request,
    Audience.GUIDING_JUDGE: _studio_of_request,
    Audience.STUDIO_HEADS: _heads_of_studio,
    Audience.MEDIATOR: _mediator,
    Audience.MEDIATION_HEADS: _heads_of_mediation,
    Audience.COURT: lambda event: _members(confirmation.court_of_application(event.subject_id)),
    Audience.COURT_HEADS: _heads_of_court,
}


def _of_clock(choose: Callable[[StoredEvent], Audience | None]) -> Callable[[StoredEvent], list[Reader]]:
    """The people of the post a rung is told to, unless the clock has ended or told more since."""

    def people(event: StoredEvent) -> list[Reader]:
        post = choose(event)
        if post is None or not clocks.stands_at(UUID(event.payload["deadline_id"]), event.payload["rung"]):
            return []
        return POSTS_OF_CLOCKS[post](event)

    return people


AUDIENCES: dict[Audience, Callable[[StoredEvent], list[Reader]]] = {
    Audience.CLOCK_OWNER: _of_clock(
        lambda event: ringing.owner_soon(event.payload["rule_id"], event.payload["rung"], event.payload["risk"])
    ),
    Audience.LATE_OWNER: _of_clock(lambda event: ringing.owner_late(event.payload["rule_id"], event.payload["rung"])),
    Audience.LATE_CHIEF: _of_clock(lambda event: ringing.chief_late(event.payload["rule_id"], event.payload["rung"])),
    Audience.CENTER_DESK: _desk,
    Audience.DIRECTOR: _director,
    Audience.LOWERING_DECIDERS: _lowering_deciders,
    Audience.PROPOSER: _people_named("proposer_id"),
    Audience.LEAD_OFFICIAL: _people_named("official_id"),
    Audience.NAMED: _people_named("user_id"),
    Audience.REMINDED: _people_named("user_id"),
    Audience.REPORTER: _reporter,
    Audience.IMPORTER: _people_named("importer_id"),
    Audience.STUDIO_ON_DUTY: _studio,
    Audience.ASKER: _asker,
    Audience.GUIDING_JUDGE: _judge,
    Audience.MEDIATOR: _mediator,
    Audience.MEDIATION_ORG: _unit_named("org_id"),
    Audience.ORDER_UNIT: _unit_named("unit_id"),
    Audience.ORDER_HEADS: _heads_of_unit,
    Audience.HANDLER: _people_named("handler_id"),
    Audience.COPIED_UNIT: _unit_named("unit_id"),
    Audience.CALLED_UNIT: _unit_named("unit_id"),
    Audience.CALLING_UNIT: _unit_named("caller_id"),
    Audience.SIGNER: _signer,
    Audience.SUPERVISED_UNIT: _unit_named("unit_id"),
    Audience.COURT: _unit_named("court_id"),
    Audience.COURT_HEADS: _heads_of_court,
    Audience.ROSTER_ANSWERER: _people_named("answerer_id"),
    Audience.ROSTER_CENTER: _desk_of_unit,
    Audience.ROSTER_PAIR: _people_named("holder_id", "taker_id"),
    Audience.SUBSTITUTE: _people_named("substitute_id"),
    Audience.REPRESENTED: _people_named("holder_id"),
    Audience.HANDOVER_GIVER: _people_named("giver_id"),
    Audience.HANDOVER_TAKER: _people_named("taker_id"),
    Audience.HANDOVER_COLLEAGUES: _colleagues_of_giver,
}


def notify(event: StoredEvent) -> None:
    """Make one notice per person the event concerns and who may see its matter, and ring once for all of them.

    What of it also leaves the house by message is decided in the same transaction.
    """
    rung: dict[UUID, None] = {}
    for plan in PLANS.get(event.name, ()):
        readers = _readers(event, plan)
        told = _make(event, plan, readers if plan.personal else _with_stand_ins(readers))
        services.decide_messages(told, _occasion(event, plan))
        rung.update(dict.fromkeys(one.user_id for one in told))
    _ring(list(rung), event)


def _occasion(event: StoredEvent, plan: Plan) -> Occasion:
    matter = intake.matter(event.matter_id) if event.matter_id else None
    red = plan.urgent and matter is not None and matter.risk_level == RiskLevel.RED
    return Occasion(event.name, matter.number if matter else None, plan.urgent, red)


def _with_stand_ins(readers: list[Reader]) -> list[Reader]:
    """The readers, and who acts today for those of them who are absent; both are told."""
    acting = rosters.acting_for(readers)
    return list(dict.fromkeys([*readers, *((user_id, unit_id) for (_, unit_id), user_id in acting.items())]))


def _readers(event: StoredEvent, plan: Plan) -> list[Reader]:
    """The plan's audience without those to whom the matter is not granted; who just lost it is told that much."""
    finder = AUDIENCES.get(plan.audience)
    found = list(dict.fromkeys(finder(event))) if finder else []
    if event.matter_id is None or not found:
        return found
    posts = {(one.user_id, one.unit_id, one.role) for one in accounts.colleagues(user_ids={one[0] for one in found})}
    seeing = seen_by(event.matter_id, [one for one in posts if (one[0], one[1]) in found], ended_too=plan.leaving)
    return [one for one in found if one in seeing]


def _make(event: StoredEvent, plan: Plan, readers: Sequence[Reader]) -> list[Told]:
    """Store a notice for each reader who has none yet of this event; returns those who got one, in order."""
    if not readers:
        return []
    number = intake.matter(event.matter_id).number if event.matter_id else None
    common: dict[str, Any] = {
        "event_id": event.id,
        "kind": event.name,
        "matter_id": event.matter_id,
        "subject_kind": event.subject_kind,
        "subject_id": event.subject_id,
        "sentence": {"text": plan.sentence.text, "params": {"number": number or "", **_values(event, plan)}},
        "urgent": plan.urgent,
        "created_at": clock.now(),
    }
    rows = [{"id": new_id(), "user_id": user_id, "unit_id": unit_id, **common} for user_id, unit_id in readers]
    made = insert(Notice).values(rows).on_conflict_do_nothing().returning(Notice.user_id, Notice.id)
    notices = {row.user_id: row.id for row in db.session.execute(made)}
    return [Told(notices[user_id], user_id, unit_id) for user_id, unit_id in readers if user_id in notices]


def _values(event: StoredEvent, plan: Plan) -> dict[str, str]:
    return {name: str(event.payload.get(name, "")) for name in plan.fields}


def _ring(users: Sequence[UUID], event: StoredEvent) -> None:
    """Ids only travel in the database notification; pages fetch what they may see."""
    for start in range(0, len(users), MOST_IN_ONE_RING):
        body = json.dumps({"users": [str(one) for one in users[start : start + MOST_IN_ONE_RING]], "kind": event.name})
        db.session.execute(text("SELECT pg_notify(:channel, :body)"), {"channel": LIVE_CHANNEL, "body": body})
