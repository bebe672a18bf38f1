"""D16 supervision notice and D17 reply: the data of the forms of a supervision."""

from __future__ import annotations

from typing import Any

from app.clocks import queries as clocks
from app.clocks.types import Risk, Terms
from app.dispatch.forms.letters import CONSEQUENCE, SUBJECTS
from app.dispatch.forms.orders import contact_of
from app.dispatch.models import Supervision, SupervisionReply
from app.dispatch.queries.supervisions import subject_number
from app.dispatch.rules.chasing import LADDER_LABELS
from app.dispatch.types import SupervisionCause, SupervisionLevel
from app.dispatch.workflow import SUPERVISION_KIND
from app.intake import queries as intake


def _subject(row: Supervision) -> str:
    return f"{subject_number(row)}{SUBJECTS[SupervisionCause(row.cause)]}"


def _due(row: Supervision, rule_id: str) -> str:
    """When a clock of the supervision is or was due; before it runs, as it would be from the issue."""
    views = clocks.clocks_of_subject(SUPERVISION_KIND, row.id, ended=True)
    ends = [view.due_at for view in views if view.rule_id == rule_id]
    if ends:
        return ends[-1].isoformat()
    risk = intake.risk_of(row.matter_id)
    terms = Terms(risk=Risk(risk) if risk else Risk.YELLOW)
    return clocks.deadline_for(rule_id, row.issued_at, terms).due_at.isoformat()


def supervision_form(row: Supervision) -> dict[str, Any]:
    """D16 督办通知单."""
    event = intake.matter(row.matter_id)
    return {
        "number": row.number,
        "centre": row.center.name,
        "addressee": row.unit.name,
        "level": SupervisionLevel(row.level).label.text,
        "matter_number": event.number or "",
        "subject": _subject(row),
        "facts": row.facts,
        "requirements": list(row.requirements),
        "acknowledge_by": _due(row, "P12"),
        "reply_by": _due(row, "P13"),
        "consequence": CONSEQUENCE,
        "contact": contact_of(row.center),
        "issued_on": row.issued_at.isoformat(),
        "copies_to": [LADDER_LABELS[one].text for one in row.copies],
    }


def reply_form(row: Supervision, reply: SupervisionReply) -> dict[str, Any]:
    """D17 督办反馈单."""
    event = intake.matter(row.matter_id)
    outcome = {True: "认可", False: "回复不足，继续督办", None: None}[reply.sufficient]
    return {
        "number": row.number,
        "centre": row.center.name,
        "unit": row.unit.name,
        "matter_number": event.number or "",
        "subject": _subject(row),
        "level": SupervisionLevel(row.level).label.text,
        "reply_by": _due(row, "P13"),
        "replied_at": reply.replied_at.isoformat(),
        "cause": reply.cause,
        "progress": reply.progress,
        "measures": list(reply.measures),
        "evidence": list(reply.evidence),
        "new_finish_on": reply.new_finish_on.isoformat() if reply.new_finish_on else None,
        "officer": reply.officer_name,
        "head": reply.head_name,
        "check_outcome": outcome,
        "check_note": reply.check_note,
        "checked_by": reply.checked_by_name,
        "checked_at": reply.checked_at.isoformat() if reply.checked_at else None,
    }
