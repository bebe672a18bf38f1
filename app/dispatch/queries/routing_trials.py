"""What a draft would have done with the matters of a span, beside the rule in force; a fixed number of statements."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import func, select

from app.core import canonical_json, clock
from app.core.db import db
from app.core.permissions import Actor
from app.core.text import Message, msg
from app.dispatch.models import RoutingRule, RoutingTrial
from app.dispatch.queries.orders import leads_of
from app.dispatch.queries.routing import routing_rule, rule_of
from app.dispatch.queries.routing_ground import Ground, ground_for
from app.dispatch.rules.routing import Choice, Proposal, Rule, joined, propose
from app.intake.models import Dispute, Event
from app.intake.policies import visible_to

#: As many matters one trial asks; the latest when there are more.
MOST = 500
#: Matters that never came to a dispatch.
NOT_ASKED = ("draft", "withdrawn", "rejected", "merged", "redirected", "closed_redirected")
SAME, ELSEWHERE, NOBODY = "same", "elsewhere", "nobody"


def try_out(draft: RoutingRule, first: date, last: date, *, actor: Actor) -> dict[str, Any]:
    """Counts and rows of a trial. Presence and load are those of now; orders the matters have are looked away from."""
    events, left_out = _events(draft.dispute_type, first, last, actor)
    present = routing_rule(draft.dispute_type)
    new, old = rule_of(draft), rule_of(present) if present is not None else None
    lines = [line for rule in (new, old) if rule is not None for line in (*rule.leads, *rule.assists)]
    ground = ground_for(events, draft.dispute_type, lines, as_if_new=True)
    actual = leads_of([event.id for event in events])
    rows = [_row(event, ground, old, new, actual.get(event.id)) for event in events]
    counts = {kind: sum(1 for row in rows if row["result"] == kind) for kind in (SAME, ELSEWHERE, NOBODY)}
    return {"asked": len(rows), **counts, "left_out": left_out, "rows": rows}


def _events(kind: str, first: date, last: date, actor: Actor) -> tuple[Sequence[Event], int]:
    """The matters of the span, the latest first, and how many more there are than are asked."""
    conditions = (
        Dispute.dispute_type == kind,
        Dispute.triaged_at >= clock.at(first),
        Dispute.triaged_at < clock.at(last + timedelta(days=1)),
        Event.state.not_in(NOT_ASKED),
        visible_to(actor, Event.id),
    )
    joined = select(Event).join(Dispute, Dispute.id == Event.id).where(*conditions)
    rows = db.session.execute(joined.order_by(Dispute.triaged_at.desc(), Event.id.desc()).limit(MOST)).scalars().all()
    if len(rows) < MOST:
        return rows, 0
    total = db.session.execute(joined.with_only_columns(func.count()).order_by(None)).scalar_one()
    return rows, total - len(rows)


def _row(event: Event, ground: Ground, old: Rule | None, new: Rule, actual: UUID | None) -> dict[str, Any]:
    town, traits, candidates = ground.town(event), ground.traits(event), ground.candidates(event)
    code = town.code if town else None
    before = propose(traits, old, candidates, code) if old is not None else None
    after = propose(traits, new, candidates, code)
    was, now = before.lead if before else None, after.lead
    return {
        "matter_id": str(event.id),
        "old": was.candidate.name if was else "",
        "new": now.candidate.name if now else "",
        "new_unit_id": str(now.candidate.unit_id) if now else None,
        "actual_unit_id": str(actual) if actual else None,
        "result": _result(was, now),
        "why": canonical_json.plain(_why(was, after)),
    }


def _result(was: Choice | None, now: Choice | None) -> str:
    if now is None:
        return NOBODY
    return SAME if was is not None and was.candidate.unit_id == now.candidate.unit_id else ELSEWHERE


def _why(was: Choice | None, after: Proposal) -> Message:
    """Why the matter goes where it goes: what speaks against the former lead, or for the new one."""
    if after.lead is None:
        reasons = [msg("{unit}：{why}", unit=one.candidate.name, why=one.why) for one in after.passed_over[:3]]
        return joined(reasons or [msg("没有单位能满足规则的主办行")])
    doubts = [one.words for one in after.lead.reasons if one.kind in ("signer", "namesake")]
    against = [one.why for one in after.passed_over if was is not None and one.candidate is was.candidate]
    if was is not None and against:
        return joined([msg("{unit}：{why}", unit=was.candidate.name, why=against[0]), *doubts])
    return joined([after.lead.reasons[0].words, *doubts])


def shown_rows(trial: RoutingTrial, result: str, *, actor: Actor) -> list[tuple[dict[str, Any], Event]]:
    """The rows of a trial with the matters the reader may see, the others left out; one statement."""
    rows = [row for row in trial.rows if not result or row["result"] == result]
    ids = [UUID(row["matter_id"]) for row in rows]
    statement = select(Event).where(Event.id.in_(ids), visible_to(actor, Event.id))
    events = {event.id: event for event in db.session.execute(statement).scalars()} if ids else {}
    return [(row, events[UUID(row["matter_id"])]) for row in rows if UUID(row["matter_id"]) in events]
