"""Routing: a rule and its conditions, who is proposed and why, drafts of a rule. Pure; the facts come from queries."""

from app.dispatch.rules.routing.conditions import joined, said, unmet
from app.dispatch.rules.routing.conflicts import Officer, PartyFacts, UnitFacts, conflict, namesake
from app.dispatch.rules.routing.differing import Names, differences, limit_words
from app.dispatch.rules.routing.drafting import REASON_LEAST, Known, KnownUnit, faults_of_draft, unsatisfied
from app.dispatch.rules.routing.keeping import kept_candidates, kept_inputs, read_candidates
from app.dispatch.rules.routing.lines import (
    CENTER,
    TOWN,
    Conditions,
    Content,
    Line,
    Rule,
    Traits,
    digest,
    normal,
    read_conditions,
    read_line,
    read_lines,
    write_line,
)
from app.dispatch.rules.routing.offering import RuleFacts, rule_offers
from app.dispatch.rules.routing.parts import Candidate, Choice, Duty, PassedOver, Proposal, Reason
from app.dispatch.rules.routing.proposing import propose
from app.dispatch.rules.routing.weights import load_weights

__all__ = [
    "CENTER",
    "REASON_LEAST",
    "TOWN",
    "Candidate",
    "Choice",
    "Conditions",
    "Content",
    "Duty",
    "Known",
    "KnownUnit",
    "Line",
    "Names",
    "Officer",
    "PartyFacts",
    "PassedOver",
    "Proposal",
    "Reason",
    "Rule",
    "RuleFacts",
    "Traits",
    "UnitFacts",
    "conflict",
    "differences",
    "digest",
    "faults_of_draft",
    "joined",
    "kept_candidates",
    "kept_inputs",
    "limit_words",
    "load_weights",
    "namesake",
    "normal",
    "propose",
    "read_candidates",
    "read_conditions",
    "read_line",
    "read_lines",
    "rule_offers",
    "said",
    "unmet",
    "unsatisfied",
    "write_line",
]
