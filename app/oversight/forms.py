"""The data of forms D48 and D49."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from app.accounts import queries as accounts
from app.core import clock
from app.core.clock import local
from app.core.errors import Refused
from app.core.permissions import Actor, authorise
from app.core.text import as_written, msg
from app.core.unit_of_work import unit_of_work
from app.dispatch import queries as dispatch
from app.intake import queries as intake
from app.intake.models import Event, RiskSignal
from app.intake.policies import require_may_act
from app.intake.types import DisputeType, RiskLevel
from app.organisations import queries as organisations
from app.oversight import permissions as may
from app.oversight.models import LeadOfficial, RiskDuty
from app.oversight.queries import duties_of, leads_of, notes_of
from app.oversight.types import DutyKind
from app.oversight.workflow import DUTY_WORKFLOW
from app.rendering import services as rendering

GRAVE = (RiskLevel.RED, RiskLevel.ORANGE)


def warning_data(matter_id: UUID, actor: Actor) -> dict[str, Any]:
    """D48: the score by its own version of the weights, the signals, the measures of the level and their owners.

    Raises ``Refused`` for a level that asks for no warning.
    """
    matter = intake.matter(matter_id)
    if matter.risk_level not in GRAVE:
        raise Refused(msg("只有红色、橙色事项出具风险预警单。"), code="not_grave")
    rows = intake.assessments(matter_id)
    confirmed, newest = next(row for row in reversed(rows) if row.confirmed_level), rows[-1]
    score = intake.explained(newest)
    lead = dispatch.leads_of([matter_id]).get(matter_id)
    return {
        "number": matter.number or "",
        "unit": organisations.unit(matter.center_id).name,
        "title": matter.title,
        "place": matter.place,
        "involved_count": matter.involved_count,
        "level": RiskLevel(matter.risk_level).label.text,
        "suggested": score.level.label.text,
        "score": score.score,
        "weights_version": newest.weights_version,
        "scored_at": newest.created_at,
        "items": [
            {"group": intake.GROUP_WORDS[line.group].text, "reason": as_written(line.label), "points": line.points}
            for line in score.lines
            if line.points
        ],
        "vetoes": [intake.VETO_WORDS[code].text for code in score.vetoes],
        "signals": [{"at": row.noted_at, "text": _signal(row)} for row in intake.signals(matter_id)],
        "measures": _measures(matter_id),
        "owner": organisations.unit(lead or matter.center_id).name,
        "confirmed_by": confirmed.confirmed_by_name,
        "confirmed_at": confirmed.confirmed_at,
        "reason": confirmed.reason,
        "issued_by": actor.name,
        "issued_on": clock.today(),
    }


def _signal(row: RiskSignal) -> str:
    words = intake.SIGNAL_WORDS[row.kind].text
    words = f"{words}：{row.note}" if row.note else words
    return f"{words}（已消除）" if row.ended_at else words


def _measures(matter_id: UUID) -> list[dict[str, Any]]:
    rows = [row for row in duties_of(matter_id) if row.state != "ended"]
    units = organisations.units_by_id({row.owner_unit_id for row in rows})
    people = accounts.names_of({row.owner_user_id for row in rows})
    return [
        {
            "name": _named(row),
            "owner": people.get(row.owner_user_id) if row.owner_user_id else units[row.owner_unit_id].name,
            "due_at": row.due_at,
            "standing": _standing(row),
        }
        for row in rows
    ]


def _named(row: RiskDuty) -> str:
    label = DutyKind(row.kind).label.text
    return f"{label}（{row.day.month}月{row.day.day}日）" if row.day else label


def _standing(row: RiskDuty) -> str:
    words = DUTY_WORKFLOW.states[row.state].text
    if row.done_at is None:
        return words
    at = local(row.done_at)
    note = f"：{row.note}" if row.note and row.kind != DutyKind.DAILY_NOTE else ""
    return f"{at.month}月{at.day}日{at:%H时%M分} {row.done_by_name} {words}{note}"


def lead_data(matter_id: UUID) -> dict[str, Any]:
    """D49: who leads, from when to when, with which measures, and each day's note; ``Refused`` without a lead."""
    leads = leads_of(matter_id)
    if not leads:
        raise Refused(msg("还没有确定包案领导。"), code="no_lead")
    return _lead_data(intake.matter(matter_id), leads[-1])


def _lead_data(matter: Event, lead: LeadOfficial) -> dict[str, Any]:
    dispute = intake.dispute_of(matter.id)
    kind = dispute.dispute_type if dispute else matter.type_hint
    return {
        "number": matter.number or "",
        "unit": organisations.unit(matter.center_id).name,
        "title": matter.title,
        "category": DisputeType(kind).label.text if kind else "待分流时确定",
        "level": RiskLevel(lead.level).label.text,
        "parties": [party.name for party in intake.parties_of(matter.id)][:6],
        "involved_count": matter.involved_count,
        "official": lead.official_name,
        "post": lead.official_post,
        "from_on": lead.from_on,
        "until_on": lead.until_on,
        "ended_on": lead.ended_on,
        "facts": matter.summary,
        "measures": lead.measures,
        "steps": [_step(row) for row in notes_of(matter.id) if row.state != "open"],
        "named_by": lead.named_by_name,
        "named_on": local(lead.created_at).date(),
        "result": None,
    }


def _step(row: RiskDuty) -> dict[str, Any]:
    if row.state != "done":
        return {"day": row.day, "text": DUTY_WORKFLOW.states[row.state].text, "by": None}
    return {"day": row.day, "text": row.note, "by": row.done_by_name}


def issue_warning(matter_id: UUID, *, actor: Actor) -> Any:
    """Print D48 for a red or orange matter."""
    return _issue("D48", matter_id, lambda: warning_data(matter_id, actor), actor)


def issue_lead_form(matter_id: UUID, *, actor: Actor) -> Any:
    """Print D49 with the notes written so far."""
    return _issue("D49", matter_id, lambda: lead_data(matter_id), actor)


def _issue(code: str, matter_id: UUID, data: Callable[[], dict[str, Any]], actor: Actor) -> Any:
    """The data is gathered once the right is sure: whoever may not see the matter learns nothing of its level."""
    authorise(actor, may.WARNING_PRINT)
    with unit_of_work(actor):
        require_may_act(actor, matter_id)
        return rendering.issue_document(
            code, data(), matter_id=matter_id, subject_kind="event", subject_id=matter_id, actor=actor
        )
