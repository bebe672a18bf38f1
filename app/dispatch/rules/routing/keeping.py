"""A proposal as it is kept: what was looked at, and each candidate with its reasons, readable long after."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from app.core import canonical_json
from app.core.text import sentence
from app.dispatch.rules.routing.conditions import words_met
from app.dispatch.rules.routing.lines import Rule, Traits
from app.dispatch.rules.routing.parts import Candidate, Choice, PassedOver, Proposal

PASSED = "passed"


def kept_inputs(traits: Traits, rule: Rule) -> dict[str, Any]:
    """What routing looked at; of the text only the rule's words that it contains."""
    lines = (*rule.leads, *rule.assists)
    words = dict.fromkeys(word for line in lines for word in words_met(line.when, traits))
    return {
        "dispute_type": traits.dispute_type,
        "region_code": traits.region_code,
        "people": traits.involved_count,
        "risk": traits.risk,
        "amount_fen": traits.amount_fen,
        "source": traits.source,
        "words": list(words),
    }


def kept_candidates(proposal: Proposal) -> list[dict[str, Any]]:
    """The lead, the assistants, then those passed over, each with its words."""
    chosen = [*([proposal.lead] if proposal.lead else []), *proposal.assistants]
    return [*(_taken(one) for one in chosen), *(_passed(one) for one in proposal.passed_over)]


def _who(one: Candidate) -> dict[str, Any]:
    return {"unit_id": str(one.unit_id), "name": one.name, "load": one.load, "weight": one.burden}


def _taken(choice: Choice) -> dict[str, Any]:
    reasons = [{"kind": one.kind, "fits": one.fits, "words": canonical_json.plain(one.words)} for one in choice.reasons]
    return {**_who(choice.candidate), "part": choice.role.value, "task": choice.task, "reasons": reasons}


def _passed(one: PassedOver) -> dict[str, Any]:
    why = {"kind": "why", "fits": False, "words": canonical_json.plain(one.why)}
    return {**_who(one.candidate), "part": PASSED, "task": "", "reasons": [why]}


def read_candidates(stored: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Kept candidates with their reasons as sentences."""
    return [
        {**one, "reasons": [{**reason, "words": sentence(reason["words"])} for reason in one["reasons"]]}
        for one in stored
    ]
