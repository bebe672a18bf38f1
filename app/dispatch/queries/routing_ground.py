"""The facts routing looks at, for one matter or for many of a kind, with a fixed number of statements."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import joinedload

from app.accounts import queries as accounts
from app.accounts.models import Membership
from app.accounts.services import post_may
from app.core.crypto import blind_index
from app.core.db import db
from app.dispatch import permissions as may
from app.dispatch.models import DispatchOrder
from app.dispatch.rules.routing import (
    CENTER,
    TOWN,
    Candidate,
    Duty,
    Line,
    Officer,
    PartyFacts,
    Traits,
    UnitFacts,
    conflict,
    load_weights,
    namesake,
)
from app.dispatch.workflow import LEAVES_NO_LEAD
from app.intake.models import Collective, Event, MatterParty
from app.intake.types import PartyKind
from app.organisations import queries as organisations
from app.organisations.models import Unit
from app.organisations.queries import Competence
from app.organisations.types import UnitKind, UnitStatus
from app.rosters import queries as rosters

NO_PARTIES = PartyFacts()


@dataclass
class Ground:
    """Everything that bears on the matters asked about: units, competence, presence, load, parties, orders."""

    kind: str
    units: dict[UUID, Unit]
    competent: list[Competence]
    named: frozenset[str]
    towns: dict[str, Unit]
    present: dict[UUID, Any]
    load: dict[UUID, tuple[int, int]]
    posts: dict[UUID, list[Membership]]
    parties: dict[UUID, PartyFacts]
    orders: dict[UUID, list[DispatchOrder]] = field(default_factory=dict)
    _known: dict[UUID, UnitFacts] = field(default_factory=dict)

    def town(self, event: Event) -> Unit | None:
        """The sub-centre of the town the matter lies in."""
        return self.towns.get(event.region_code[:9])

    def traits(self, event: Event) -> Traits:
        """What the rule reads of a matter; the amount is what the risk questions recorded as unpaid."""
        return Traits(
            dispute_type=self.kind,
            region_code=event.region_code,
            text=" ".join((event.title, event.summary, event.demand, event.place, event.involved_units)),
            involved_count=event.involved_count,
            risk=event.risk_level,
            amount_fen=int(event.risk_inputs.get("unpaid_total_fen") or 0) or None,
            source=event.source,
        )

    def candidates(self, event: Event) -> list[Candidate]:
        """Units with the duty, leads and those that cover the place first, then units the rule names, town, centre."""
        place, town = event.region_code, self.town(event)
        by_duty = sorted(self.competent, key=lambda one: (not one.is_lead, not place.startswith(one.unit.region_code)))
        duties = {one.unit.id: one for one in by_duty}
        named = [unit.id for unit in self.units.values() if unit.code in self.named]
        ids = dict.fromkeys([*duties, *named, *([town.id] if town else []), event.center_id])
        return [self._candidate(self.units[one], event, duties.get(one)) for one in ids]

    def _candidate(self, unit: Unit, event: Event, duty: Competence | None) -> Candidate:
        orders = [order for order in self.orders.get(event.id, ()) if order.unit_id == unit.id]
        parties, known = self.parties.get(event.id, NO_PARTIES), self.known(unit)
        count, weight = self.load.get(unit.id, (0, 0))
        return Candidate(
            unit_id=unit.id,
            code=CENTER if unit.id == event.center_id else unit.code,
            name=unit.name,
            active=unit.is_active,
            covers_place=event.region_code.startswith(unit.region_code),
            mediates=unit.kind == UnitKind.MEDIATION_ORG,
            reachable=self.present[unit.id].reachable,
            presence=self.present[unit.id].words,
            load=count,
            weight=weight,
            duty=_duty(duty),
            engaged=any(order.state not in LEAVES_NO_LEAD for order in orders),
            gave_back=any(order.state == "returned" for order in orders),
            conflict=conflict(known, parties),
            namesake=namesake(known.officers, parties),
            takes_orders=takes_orders(self.posts.get(unit.id, ())),
        )

    def known(self, unit: Unit) -> UnitFacts:
        """By what a unit may be met among parties; asked once for each unit."""
        if unit.id not in self._known:
            self._known[unit.id] = facts_of(unit, self.posts.get(unit.id, ()))
        return self._known[unit.id]


def ground_for(events: Sequence[Event], kind: str, lines: Iterable[Line], *, as_if_new: bool = False) -> Ground:
    """The ground for matters of one kind; ``as_if_new`` looks away from the orders they already have."""
    competent = organisations.competent_units(kind, "")
    named = frozenset(line.unit for line in lines) - {TOWN, CENTER}
    units = _units(events, named, [one.unit.id for one in competent])
    ids = list(units)
    return Ground(
        kind=kind,
        units=units,
        competent=competent,
        named=named,
        towns={
            unit.region_code: unit
            for unit in units.values()
            if unit.kind == UnitKind.SUB_CENTER.value and unit.is_active
        },
        present=rosters.stationings(units.values()),
        load=loads(ids),
        posts=accounts.posts_of(ids),
        parties=parties_facts([event.id for event in events]),
        orders={} if as_if_new else _orders([event.id for event in events]),
    )


def _units(events: Sequence[Event], codes: Iterable[str], ids: Sequence[UUID]) -> dict[UUID, Unit]:
    """The competent and the named units, the sub-centres of the places, the centres; each with what it is part of."""
    towns = {event.region_code[:9] for event in events}
    town = and_(
        Unit.kind == UnitKind.SUB_CENTER.value, Unit.region_code.in_(towns), Unit.status == UnitStatus.ACTIVE.value
    )
    wanted = or_(Unit.id.in_({*ids, *(event.center_id for event in events)}), Unit.code.in_(list(codes)), town)
    statement = select(Unit).where(wanted).options(joinedload(Unit.parent)).order_by(Unit.position, Unit.code)
    return {unit.id: unit for unit in db.session.execute(statement).scalars()}


def loads(unit_ids: Sequence[UUID]) -> dict[UUID, tuple[int, int]]:
    """How many living orders each unit has, and what they weigh by the colour and kind of their matters."""
    ended, weights = (*LEAVES_NO_LEAD, "completed"), load_weights()
    collective = Collective.id.is_not(None)
    statement = (
        select(DispatchOrder.unit_id, Event.risk_level, collective, func.count())
        .join(Event, Event.id == DispatchOrder.matter_id)
        .outerjoin(Collective, Collective.id == Event.id)
        .where(DispatchOrder.unit_id.in_(unit_ids), DispatchOrder.state.not_in(ended))
        .group_by(DispatchOrder.unit_id, Event.risk_level, collective)
    )
    found: dict[UUID, tuple[int, int]] = {}
    for unit_id, risk, together, n in db.session.execute(statement):
        count, weight = found.get(unit_id, (0, 0))
        found[unit_id] = (count + n, weight + n * weights.weight(risk, collective=together))
    return found


def parties_facts(matter_ids: Sequence[UUID]) -> dict[UUID, PartyFacts]:
    """The parties of several matters as a conflict of interest reads them."""
    statement = select(
        MatterParty.matter_id,
        MatterParty.kind,
        MatterParty.name,
        MatterParty.uscc,
        MatterParty.legal_representative,
        MatterParty.phone_index,
    ).where(MatterParty.matter_id.in_(matter_ids), MatterParty.withdrawn.is_(False))
    found: dict[UUID, PartyFacts] = {}
    for row in db.session.execute(statement):
        facts = found.setdefault(row.matter_id, PartyFacts())
        if row.kind == PartyKind.ORGANISATION:
            facts.add_organisation(row.name, row.uscc, row.legal_representative)
        else:
            facts.add_person(row.name, row.phone_index)
    return found


def _orders(matter_ids: Sequence[UUID]) -> dict[UUID, list[DispatchOrder]]:
    found: dict[UUID, list[DispatchOrder]] = {}
    statement = select(DispatchOrder).where(DispatchOrder.matter_id.in_(matter_ids))
    for order in db.session.execute(statement).scalars():
        found.setdefault(order.matter_id, []).append(order)
    return found


def takes_orders(posts: Iterable[Membership]) -> bool:
    """Whether somebody in the unit may sign an order."""
    return any(post_may(post.role_of, post.position_of, may.SIGN) for post in posts)


def facts_of(unit: Unit, posts: Sequence[Membership]) -> UnitFacts:
    """A unit by its names and those of the body it is part of, its number, its heads or its only officer."""
    above = unit.parent if unit.parent is not None and unit.parent.kind != UnitKind.CENTER.value else None
    names = [name for one in (unit, above) if one is not None for name in (one.name, one.short_name, one.seal_name)]
    signers = [post for post in posts if post_may(post.role_of, post.position_of, may.SIGN)]
    heads = [post for post in posts if post.position_of.value == "head"]
    only = signers if len({post.user_id for post in signers}) == 1 else []
    people = {post.user_id: post.user for post in (*heads, *only)}
    return UnitFacts(
        names=tuple(name for name in names if name),
        numbers=(unit.registration_no,) if unit.registration_no else (),
        officers=tuple(
            Officer(user.display_name, blind_index(user.phone, "phone") if user.phone else None)
            for user in people.values()
        ),
    )


def _duty(one: Competence | None) -> Duty | None:
    if one is None:
        return None
    entry = one.entry
    return Duty(entry.code, one.is_lead, entry.text, tuple(entry.keywords), entry.excluded, entry.legal_basis)
