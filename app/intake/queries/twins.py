"""Events that may be the same one, with the reasons."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import Select, and_, or_, select
from sqlalchemy.orm import joinedload, selectinload

from app.core.crypto import blind_index
from app.core.db import db
from app.core.identity import normal_id_number
from app.core.permissions import Actor
from app.core.text import Message
from app.intake.models import Event, MatterParty
from app.intake.policies import visible_to
from app.intake.rules.twins import SAME_PEOPLE_WITHIN, SAME_PLACE_WITHIN, TwinTraits, reasons_to_think_same
from app.intake.workflow import NO_TWIN

MOST = 20
#: Events compared with a stretch of a list.
MOST_FOR_MANY = 5_000


@dataclass(frozen=True, slots=True)
class Twin:
    """A possible twin and why it may be one."""

    event: Event
    reasons: list[Message]


def traits_of(event: Event) -> TwinTraits:
    """What is compared of a stored event."""
    parties = [party for party in event.parties if not party.withdrawn]
    return TwinTraits(
        occurred_at=event.occurred_at,
        region_code=event.region_code,
        place=event.place,
        dispute_type=event.type_hint,
        outside_number=event.outside_number,
        identities=frozenset(party.id_index for party in parties if party.id_index),
        names=frozenset(party.name for party in parties),
    )


def _candidates(traits: TwinTraits) -> Select[Event]:
    near_people = and_(
        Event.occurred_at.between(traits.occurred_at - SAME_PEOPLE_WITHIN, traits.occurred_at + SAME_PEOPLE_WITHIN),
        Event.id.in_(
            select(MatterParty.matter_id).where(
                or_(MatterParty.id_index.in_(traits.identities), MatterParty.name.in_(traits.names))
            )
        ),
    )
    near_place = and_(
        Event.region_code == traits.region_code,
        Event.occurred_at.between(traits.occurred_at - SAME_PLACE_WITHIN, traits.occurred_at + SAME_PLACE_WITHIN),
    )
    found = [near_people, near_place]
    if traits.outside_number:
        found.append(Event.outside_number == traits.outside_number)
    return (
        select(Event)
        .where(or_(*found), Event.state.not_in(NO_TWIN))
        .options(joinedload(Event.collective), selectinload(Event.parties))
        .order_by(Event.id.desc())
        .limit(MOST * 5)
    )


def twins_of(
    traits: TwinTraits, *, center_id: object, besides: object = None, seen_by: Actor | None = None
) -> list[Twin]:
    """Possible twins within one centre, most reasons first; with ``seen_by`` those that person may see."""
    statement = _candidates(traits).where(Event.center_id == center_id)
    if seen_by is not None:
        statement = statement.where(visible_to(seen_by, Event.id))
    if besides is not None:
        statement = statement.where(Event.id != besides)
    found = []
    for other in db.session.execute(statement).scalars():
        reasons = reasons_to_think_same(traits, traits_of(other))
        if reasons:
            found.append(Twin(other, reasons))
    return sorted(found, key=lambda twin: -len(twin.reasons))[:MOST]


def twins_of_many(traits: Sequence[TwinTraits], *, center_id: object, seen_by: Actor) -> list[UUID | None]:
    """For each of many events not stored yet the first likely twin that the person may see, in one look.

    Of places only those written alike are compared, so that the cost does not grow with the archive.
    """
    if not traits:
        return []
    first = min(one.occurred_at for one in traits) - SAME_PEOPLE_WITHIN
    last = max(one.occurred_at for one in traits) + SAME_PEOPLE_WITHIN
    identities = {index for one in traits for index in one.identities}
    names = {name for one in traits for name in one.names}
    people = select(MatterParty.matter_id).where(
        or_(MatterParty.id_index.in_(identities), MatterParty.name.in_(names)), MatterParty.withdrawn.is_(False)
    )
    place = and_(
        Event.region_code.in_({one.region_code for one in traits}), Event.place.in_({one.place for one in traits})
    )
    statement = (
        select(Event)
        .where(
            Event.center_id == center_id,
            Event.occurred_at.between(first, last),
            or_(Event.id.in_(people), place),
            Event.state.not_in(NO_TWIN),
            visible_to(seen_by, Event.id),
        )
        .options(selectinload(Event.parties))
        .order_by(Event.id.desc())
        .limit(MOST_FOR_MANY)
    )
    return _first_twins(traits, [(event.id, traits_of(event)) for event in db.session.execute(statement).scalars()])


def _first_twins(traits: Sequence[TwinTraits], there: Sequence[tuple[UUID, TwinTraits]]) -> list[UUID | None]:
    marked: dict[object, list[tuple[UUID, TwinTraits]]] = defaultdict(list)
    for one in there:
        for mark in _marks(one[1]):
            marked[mark].append(one)
    found: list[UUID | None] = []
    for own in traits:
        likely = (one for mark in _marks(own) for one in marked.get(mark, ()))
        found.append(next((event_id for event_id, other in likely if reasons_to_think_same(own, other)), None))
    return found


def _marks(traits: TwinTraits) -> list[object]:
    """By what two events may meet: a number of a person, a name, a place."""
    return [*sorted(traits.identities), *sorted(traits.names), (traits.region_code, traits.place)]


def find_twins(event: Event, *, seen_by: Actor | None = None) -> list[Twin]:
    """Possible twins of a stored event; with ``seen_by`` those that person may see."""
    return twins_of(traits_of(event), center_id=event.center_id, besides=event.id, seen_by=seen_by)


def typed_traits(
    occurred_at: datetime, region_code: str, place: str, *, type_hint: str | None, numbers: list[str], names: list[str]
) -> TwinTraits:
    """What is compared of a form still being typed."""
    return TwinTraits(
        occurred_at=occurred_at,
        region_code=region_code,
        place=place,
        dispute_type=type_hint,
        outside_number=None,
        identities=frozenset(blind_index(normal_id_number(number), "identity") for number in numbers if number),
        names=frozenset(name.strip() for name in names if name.strip()),
    )
