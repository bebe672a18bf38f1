"""The data of forms D40, D42 and D43."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from app.agreements import queries as agreements
from app.closure import permissions as may
from app.closure.models import Dossier, ReturnVisit
from app.closure.queries import get_visit, visits_of
from app.closure.rules import REQUIRED
from app.closure.types import ResolveMethod, Retention, VisitChannel
from app.core import clock
from app.core.errors import Refused
from app.core.models import TransitionRow
from app.core.permissions import Actor, Role, acting_name, authorise
from app.core.text import msg
from app.intake import queries as intake
from app.intake.types import Source
from app.mediation import queries as mediations
from app.organisations import queries as organisations
from app.rendering import queries as papers
from app.rendering import services as rendering

SATISFACTION = {5: "满意", 4: "满意", 3: "一般", 2: "不满意", 1: "不满意"}
NONE_FOUND = "无"


def _body(matter_id: UUID) -> dict[str, Any]:
    sitting = mediations.latest_mediation(matter_id)
    return mediations.body_data(sitting.org_id if sitting is not None else intake.matter(matter_id).center_id)


def visit_data(row: ReturnVisit) -> dict[str, Any]:
    """D40: what each party answered."""
    parties = {party.id: party for party in intake.parties_of(row.matter_id)}
    sitting = mediations.latest_mediation(row.matter_id)
    agreement = next(iter(agreements.agreements_of(row.matter_id)), None)
    reached = [one for one in row.answers if one.reached]
    content = sum((one.satisfaction or 0) >= 4 for one in reached)
    return {
        "number": (sitting.number if sitting is not None else "") or "",
        "body": _body(row.matter_id),
        "agreement_number": (agreement.number if agreement is not None else "") or "",
        "parties": [party.name for party in parties.values()],
        "reason": "化解后例行回访",
        "visited_on": row.visited_on or clock.today(),
        "visitors": [
            {"name": name, "unit": "", "capacity": "回访人"} for name in (row.visitor_name, row.companion) if name
        ],
        "summary": f"应回访{len(parties)}名，联系上{len(reached)}名，满意{content}名。",
        "performance": "均已履行" if all(one.performed for one in reached) else "部分未履行",
        "satisfaction": f"满意{content}名，一般{sum(one.satisfaction == 3 for one in reached)}名，"
        f"不满意{sum((one.satisfaction or 5) <= 2 for one in reached)}名",
        "new_dispute": row.new_dispute or NONE_FOUND,
        "escalation": row.escalation or NONE_FOUND,
        "measures": row.measures or NONE_FOUND,
        "answers": [
            {
                "no": number,
                "name": parties[one.party_id].name,
                "visited_at": one.asked_at,
                "channel": VisitChannel(one.channel).label.text,
                "performance": "未联系上" if not one.reached else "已履行" if one.performed else "未履行",
                "satisfaction": SATISFACTION.get(one.satisfaction or 0, "—"),
                "remark": one.remark or None,
            }
            for number, one in enumerate(row.answers, start=1)
        ],
    }


def issue_visit_record(visit_id: UUID, *, actor: Actor) -> Any:
    """Print D40; raises ``Refused`` before anybody was asked."""
    authorise(actor, may.VISIT)
    row = get_visit(actor, visit_id)
    if not row.answers:
        raise Refused(msg("还没有回访记录。"), code="no_answers")
    return rendering.issue_document(
        "D40", visit_data(row), matter_id=row.matter_id, subject_kind="return_visit", subject_id=row.id, actor=actor
    )


def cover_data(row: Dossier, contents: list[dict[str, Any]], manifest: str, actor: Actor) -> dict[str, Any]:
    """D42: cover, contents, statement and back."""
    sitting = mediations.latest_mediation(row.matter_id)
    matter = intake.matter(row.matter_id)
    begun = clock.local(sitting.received_at).date() if sitting is not None else clock.local(matter.created_at).date()
    return {
        "part": "all",
        "number": (sitting.number if sitting is not None else None) or matter.number or "",
        "body": _body(row.matter_id),
        "title": matter.title,
        "volume": "全一册",
        "mediators": [sitting.mediator_name] if sitting is not None and sitting.mediator_name else [],
        "mediated_from": begun,
        "mediated_to": (sitting.ended_on if sitting is not None else None) or matter.resolved_on or clock.today(),
        "filed_by": actor.name,
        "filed_on": clock.today(),
        "retention": Retention(row.retention).label.text,
        "pages": contents[-1]["last_page"] if contents else None,
        "contents": [
            {key: one[key] for key in ("title", "number", "first_page", "last_page", "dated_on")} for one in contents
        ],
        "statement": [f"{REQUIRED[one['form']].text}：{one['words']}" for one in row.explained] or ["材料齐全。"],
        "manifest_hash": manifest,
    }


def _by(row: TransitionRow) -> str:
    return acting_name(row.actor_name, row.on_behalf_of)


def report_data(matter_id: UUID, actor: Actor) -> dict[str, Any]:
    """D43: the report at closing."""
    matter, dispute = intake.matter(matter_id), mediations.dispute_words(matter_id)
    visits, documents = visits_of(matter_id), papers.documents_of_matter(matter_id, actor=actor)
    method = ResolveMethod(matter.resolve_method).label.text if matter.resolve_method else ""
    steps = [
        {
            "at": row.happened_at,
            "text": f"{Role(row.role).label.text}{_by(row)}：{intake.act_words(row)}",
        }
        for row in intake.transitions_of(matter_id)
        if row.subject_kind == "event"
    ]
    return {
        "number": matter.number or "",
        "matter_number": matter.number or "",
        "unit": organisations.unit(matter.center_id).name,
        "officer": actor.name,
        "category": dispute,
        "source": Source(matter.source).label.text,
        "accepted_on": clock.local(matter.registered_at or matter.created_at).date(),
        "resolved_on": matter.resolved_on or clock.today(),
        "closed_on": matter.closed_on,
        "parties": [party.name for party in intake.parties_of(matter_id)],
        "involved_count": matter.involved_count,
        "facts": matter.summary,
        "steps": steps,
        "result": f"以{method}化解。" if method else "已化解。",
        "performance": _performed(visits[-1]) if visits else "未回访",
        "return_visit": f"回访{len(visits)}次，最近一次正常。" if visits else "未回访",
        "documents": list(dict.fromkeys(one.title for one in documents if not one.draft and one.voided_at is None)),
    }


def _performed(visit: ReturnVisit) -> str:
    said = [answer.performed for answer in visit.answers if answer.reached]
    return f"回访联系到{len(said)}人，其中{said.count(True)}人确认已履行。"


def issue_report(matter_id: UUID, *, actor: Actor) -> Any:
    """D43 at closing, for handler and head to sign; part of the caller's transaction."""
    return rendering.issue_document(
        "D43",
        report_data(matter_id, actor),
        matter_id=matter_id,
        subject_kind="event",
        subject_id=matter_id,
        actor=actor,
    )
