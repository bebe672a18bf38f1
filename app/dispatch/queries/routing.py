"""The proposal for a matter: routing rule, authority list, stationing and load, judged by pure rules."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import select

from app.core.db import db
from app.core.errors import Refused
from app.core.text import msg
from app.dispatch.models import RoutingRule
from app.dispatch.queries.orders import loads, orders_of
from app.dispatch.rules.routing import CENTER, TOWN, Candidate, Duty, Proposal, Rule, Traits, propose
from app.dispatch.workflow import LEAVES_NO_LEAD
from app.intake import queries as intake
from app.intake.models import Event
from app.organisations import queries as organisations
from app.organisations.models import Unit
from app.organisations.queries import Competence
from app.organisations.types import UnitKind
from app.rosters import queries as rosters


class NoRoutingRule(Refused):
    """No routing rule is in force for this kind of dispute."""

    code = "no_routing_rule"

    def __init__(self) -> None:
        super().__init__(msg("该类纠纷没有生效的派单规则，请直接选择主办单位。"), code="no_routing_rule")


def routing_rule(dispute_type: str) -> RoutingRule | None:
    """The routing rule in force for a kind of dispute."""
    statement = select(RoutingRule).where(
        RoutingRule.dispute_type == dispute_type,
        RoutingRule.published_at.is_not(None),
        RoutingRule.retired_at.is_(None),
    )
    return db.session.execute(statement).scalar_one_or_none()


def proposal_for(matter_id: UUID) -> Proposal:
    """Who should act on a triaged matter, with reasons. The caller has checked the right.

    Raises ``NoRoutingRule`` when the kind of dispute has none.
    """
    event = intake.matter(matter_id)
    dispute = intake.dispute_of(matter_id)
    row = routing_rule(dispute.dispute_type) if dispute is not None else None
    if dispute is None or row is None:
        raise NoRoutingRule()
    town = organisations.sub_center_for(event.region_code)
    rule = Rule(row.code, row.revision, row.leads, row.assists, row.lead_task)
    traits = Traits(
        dispute_type=dispute.dispute_type,
        region_code=event.region_code,
        text=" ".join((event.title, event.summary, event.demand, event.place, event.involved_units)),
        involved_count=event.involved_count,
    )
    return propose(traits, rule, _candidates(event, rule, traits, town), town.code if town else None)


def _candidates(event: Event, rule: Rule, traits: Traits, town: Unit | None) -> list[Candidate]:
    competent = {one.unit.id: one for one in organisations.competent_units(traits.dispute_type, event.region_code)}
    units = {one.unit.id: one.unit for one in competent.values()}
    center = organisations.unit(event.center_id)
    for unit in (*_named_by(rule), *([town] if town else []), center):
        units.setdefault(unit.id, unit)
    present = rosters.stationings(units.values())
    load = loads(list(units))
    orders = orders_of(event.id)
    engaged = {order.unit_id for order in orders if order.state not in LEAVES_NO_LEAD}
    gave_back = {order.unit_id for order in orders if order.state == "returned"}
    return [
        Candidate(
            unit_id=unit.id,
            code=CENTER if unit.id == center.id else unit.code,
            name=unit.name,
            active=unit.is_active,
            covers_place=event.region_code.startswith(unit.region_code),
            mediates=unit.kind == UnitKind.MEDIATION_ORG,
            reachable=present[unit.id].reachable,
            presence=present[unit.id].words,
            load=load.get(unit.id, 0),
            duty=_duty(competent.get(unit.id)),
            engaged=unit.id in engaged,
            gave_back=unit.id in gave_back,
        )
        for unit in units.values()
    ]


def _named_by(rule: Rule) -> Iterable[Unit]:
    codes = {spec["unit"] for spec in (*rule.leads, *rule.assists)} - {TOWN, CENTER}
    return db.session.execute(select(Unit).where(Unit.code.in_(codes))).scalars()


def _duty(one: Competence | None) -> Duty | None:
    if one is None:
        return None
    entry = one.entry
    return Duty(entry.code, one.is_lead, entry.text, tuple(entry.keywords), entry.excluded, entry.legal_basis)
