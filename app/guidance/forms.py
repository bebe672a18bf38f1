"""The data of form D21."""

from __future__ import annotations

import re
from typing import Any
from uuid import UUID

from app.core.errors import Refused
from app.core.permissions import Actor, authorise
from app.core.text import msg
from app.guidance import permissions as may
from app.guidance.models import GuidanceRequest, Opinion
from app.guidance.queries import get_request
from app.intake import queries as intake
from app.intake.types import DisputeType
from app.organisations import queries as organisations
from app.rendering import services as rendering

#: A number in front of a point, as people type it.
COUNTED = re.compile(r"^(?:[一二三四五六七八九十]+、|\d{1,2}[.．、]\s*(?!\d)|[（(][一二三四五六七八九十\d]+[)）])")


def _lines(text: str) -> list[str]:
    """The points of a text; the form counts them, so a number that was typed in front is left out."""
    return [COUNTED.sub("", line.strip()) for line in text.splitlines() if line.strip()]


def opinion_data(row: GuidanceRequest, opinion: Opinion) -> dict[str, Any]:
    """D21: questions, facts relied on, articles, plan, risks, drafting notes, and the decision once it is made."""
    matter, dispute = intake.matter(row.matter_id), intake.dispute_of(row.matter_id)
    adoption = None
    if opinion.adoption is not None:
        adoption = {
            "decision": opinion.adoption,
            "reason": opinion.adoption_reason,
            "decided_by": opinion.decided_by,
            "decided_at": opinion.decided_at,
        }
    studio = organisations.unit(row.studio_id)
    return {
        "number": row.number or "",
        "studio": studio.name,
        "matter_number": matter.number or "",
        "dispute": DisputeType(dispute.dispute_type).label.text if dispute is not None else matter.title,
        "asked_by": row.asked_by_name,
        "asked_by_unit": organisations.unit(row.asking_unit_id).name if row.asking_unit_id else "",
        "asked_at": row.submitted_at or row.created_at,
        "judge": opinion.judge_name,
        "judge_unit": studio.name,
        "answered_at": opinion.given_at,
        "mode": "在线指导" if opinion.written_by is None else "电话或视频指导，书记员记录",
        "facts": _lines(opinion.facts_relied_on or row.facts_agreed),
        "evidence": [str(name) for name in row.attached],
        "questions": [{"question": question, "answer": "见下列方案和风险提示"} for question in row.questions],
        "articles": [
            {"law": one["law"], "article": one["article"], "text": one["paraphrase"]} for one in opinion.articles
        ],
        "plan": _lines(opinion.plan),
        "risks": _lines(opinion.risks),
        "drafting_notes": _lines(opinion.drafting_notes),
        "adoption": adoption,
    }


def issue_opinion(request_id: UUID, *, actor: Actor) -> Any:
    """Print D21; raises ``Refused`` before an opinion was given."""
    authorise(actor, may.READ)
    row = get_request(actor, request_id)
    if not row.opinions:
        raise Refused(msg("法官尚未答复。"), code="no_opinion")
    return rendering.issue_document(
        "D21",
        opinion_data(row, row.opinions[-1]),
        matter_id=row.matter_id,
        subject_kind="guidance",
        subject_id=row.id,
        actor=actor,
    )
