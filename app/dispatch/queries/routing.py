"""The proposal for a matter: routing rule, authority list, stationing and load, judged by pure rules."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from app.accounts import queries as accounts
from app.core.db import db
from app.core.errors import Refused
from app.core.text import Message, msg
from app.dispatch.models import ProposalRecord, RoutingRule
from app.dispatch.queries.routing_ground import facts_of, ground_for, parties_facts, takes_orders
from app.dispatch.rules.routing import Proposal, Rule, Traits, conflict, propose, read_lines
from app.intake import queries as intake
from app.organisations import queries as organisations
from app.organisations.models import Unit
from app.organisations.types import UnitKind


class NoRoutingRule(Refused):
    """No routing rule is in force for this kind of dispute."""

    code = "no_routing_rule"

    def __init__(self) -> None:
        super().__init__(msg("该类纠纷没有生效的派单规则，请直接选择主办单位。"), code="no_routing_rule")


@dataclass(frozen=True, slots=True)
class Answer:
    """A proposal with what it was made from."""

    proposal: Proposal
    traits: Traits
    rule: Rule


def routing_rule(dispute_type: str) -> RoutingRule | None:
    """The routing rule in force for a kind of dispute."""
    statement = select(RoutingRule).where(
        RoutingRule.dispute_type == dispute_type,
        RoutingRule.published_at.is_not(None),
        RoutingRule.retired_at.is_(None),
    )
    return db.session.execute(statement).scalar_one_or_none()


def rule_of(row: RoutingRule) -> Rule:
    """A stored revision, typed."""
    return Rule(row.code, row.revision, read_lines(row.leads), read_lines(row.assists), row.lead_task)


def answer_for(matter_id: UUID) -> Answer:
    """Who should act on a triaged matter, with reasons and inputs. The caller has checked the right.

    Raises ``NoRoutingRule`` when the kind of dispute has none.
    """
    event = intake.matter(matter_id)
    dispute = intake.dispute_of(matter_id)
    row = routing_rule(dispute.dispute_type) if dispute is not None else None
    if dispute is None or row is None:
        raise NoRoutingRule()
    rule = rule_of(row)
    ground = ground_for([event], dispute.dispute_type, (*rule.leads, *rule.assists))
    town, traits = ground.town(event), ground.traits(event)
    return Answer(propose(traits, rule, ground.candidates(event), town.code if town else None), traits, rule)


def proposal_for(matter_id: UUID) -> Proposal:
    """Who should act on a triaged matter, with reasons. Raises ``NoRoutingRule`` when the kind of dispute has none."""
    return answer_for(matter_id).proposal


def conflicts_among(matter_id: UUID, unit_ids: Iterable[UUID]) -> dict[UUID, Message]:
    """Of some units those that may have no part in a matter, each with its name and why."""
    units = organisations.units_with_parents(unit_ids)
    posts, parties = accounts.posts_of(units), parties_facts([matter_id]).get(matter_id)
    if parties is None:
        return {}
    found = {one: conflict(facts_of(unit, posts.get(one, ())), parties) for one, unit in units.items()}
    return {
        one: msg("“{unit}”：{why}。", unit=units[one].name, why=why) for one, why in found.items() if why is not None
    }


def unable_center(units: Iterable[Unit]) -> str | None:
    """The name of a centre among some units in which nobody can sign an order, or None."""
    centers = [unit for unit in units if unit.kind == UnitKind.CENTER.value]
    posts = accounts.posts_of(unit.id for unit in centers) if centers else {}
    return next((unit.name for unit in centers if not takes_orders(posts.get(unit.id, ()))), None)


def proposals_of(matter_id: UUID) -> Sequence[ProposalRecord]:
    """What was proposed for a matter each time it was dispatched, the latest first; the caller checks the right."""
    statement = select(ProposalRecord).where(ProposalRecord.matter_id == matter_id)
    return db.session.execute(statement.order_by(ProposalRecord.id.desc())).scalars().all()
