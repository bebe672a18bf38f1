"""The data of forms D07, D30, D31, D32, D33 and D35."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from app.agreements import queries as agreements
from app.confirmation import permissions as may
from app.confirmation.models import Application
from app.confirmation.queries import agreement_of, get_application, sitting_of
from app.confirmation.types import MaterialKind, Route
from app.core import clock
from app.core.errors import Refused
from app.core.permissions import Actor, authorise
from app.core.text import msg
from app.core.unit_of_work import unit_of_work
from app.intake import queries as intake
from app.intake.models import MatterParty
from app.mediation import queries as mediations
from app.mediation.types import SessionMode
from app.organisations import queries as organisations
from app.rendering import services as rendering

APPLICANT = "申请人"
BASIS = {
    MaterialKind.APPLICATION: "民诉法解释第三百五十三条",
    MaterialKind.COMMITMENT: "法发〔2009〕45号第二十三条",
    MaterialKind.MEDIATION_PROOF: "民诉法解释第三百五十四条",
    MaterialKind.AGREEMENT: "民诉法解释第三百五十四条",
    MaterialKind.IDENTITY: "民诉法解释第三百五十四条",
    MaterialKind.ADDRESS_CONFIRMATION: "司法确认程序若干规定第三条",
    MaterialKind.MATERIALS_LIST: "法院材料清单",
}


def _applicants(row: Application) -> tuple[list[MatterParty], list[MatterParty]]:
    wanted = {will.party_id for will in row.wills}
    return mediations.sides([party for party in intake.parties_of(row.matter_id) if party.id in wanted])


def _common(row: Application) -> dict[str, Any]:
    agreement = agreement_of(row)
    single, group = _applicants(row)
    roster = None
    if group:
        roster = intake.roster_data(f"{len(group)}名{group[0].side or APPLICANT}", group)
    return {
        "number": agreement.number or "",
        "court": organisations.unit(row.court_id).name,
        "applicants": [intake.party_data(party, role=APPLICANT) for party in single],
        "roster": roster,
        "body": mediations.body_data(agreement.org_id),
        "dispute": mediations.dispute_words(row.matter_id),
        "agreement_number": agreement.number or "",
        "agreement_title": agreement.title,
        "agreed_on": row.effective_on,
    }


def _materials(row: Application) -> list[dict[str, Any]]:
    return [
        {"title": MaterialKind(one.kind).label.text, "copies": one.copies, "note": one.note or None}
        for one in row.materials
        if one.kind != MaterialKind.APPLICATION
    ]


def application_data(row: Application) -> dict[str, Any]:
    """D30: the joint application (民诉法205)."""
    common = _common(row)
    org = common["body"]["name"]
    return {
        **common,
        "effective_on": row.effective_on,
        "last_day_on": row.last_day_on,
        "facts": [
            f"申请人因{common['dispute']}，经{org}主持调解，自愿达成{common['agreement_title']}，"
            f"协议于{row.effective_on.year}年{row.effective_on.month}月{row.effective_on.day}日生效。",
            "协议内容系各方真实意思表示，不违反法律、行政法规的强制性规定，不损害国家利益、社会公共利益和他人合法权益。",
        ],
        "competence": _competence(Route(row.route)),
        "materials": _materials(row),
        "applied_on": clock.today(),
    }


def commitment_data(row: Application) -> dict[str, Any]:
    """D31: the two commitments (法发〔2009〕45号 23)."""
    return {**_common(row), "given_on": clock.today()}


def proof_data(row: Application) -> dict[str, Any]:
    """D32: the organisation proves that it presided (民诉法解释354)."""
    sitting = sitting_of(row)
    sessions = mediations.sessions_of(sitting.id)
    common = _common(row)
    return {
        "number": common["number"],
        "court": common["court"],
        "body": common["body"],
        "mediators": mediations.mediators_data(sitting),
        "dispute": common["dispute"],
        "parties": [party.name for party in intake.parties_of(row.matter_id)],
        "accepted_on": clock.local(sitting.accepted_at or sitting.received_at).date(),
        "sessions": [
            f"第{one.position}次 {clock.local(one.started_at):%Y年%-m月%-d日 %H:%M} {SessionMode(one.mode).label.text}"
            for one in sessions
        ],
        "place": sessions[0].place if sessions else common["body"]["name"],
        "agreement_number": common["agreement_number"],
        "agreement_title": common["agreement_title"],
        "agreed_on": row.effective_on,
        "issued_on": clock.today(),
    }


def materials_data(row: Application) -> dict[str, Any]:
    """D33: the list of papers, each with its legal basis."""
    common = _common(row)
    return {
        "number": common["number"],
        "court": common["court"],
        "applicants": [party.name for party in intake.parties_of(row.matter_id)],
        "dispute": common["dispute"],
        "agreement_number": common["agreement_number"],
        "rows": [
            {
                "title": MaterialKind(one.kind).label.text,
                "basis": BASIS.get(MaterialKind(one.kind), ""),
                "required": one.required,
                "submitted": one.present,
                "copies": one.copies,
                "original_seen": one.original_seen,
                "note": one.note or None,
            }
            for one in row.materials
        ],
        "handed_over_by": row.prepared_by,
        "handed_over_on": clock.today(),
    }


def address_data(row: Application, party: MatterParty) -> dict[str, Any]:
    """D07: where one party is served."""
    common = _common(row)
    return {
        "number": common["number"],
        "court": common["court"],
        "dispute": common["dispute"],
        "party": intake.party_data(party, role=APPLICANT),
        "address": party.address or "",
        "receiver": party.legal_representative or party.name,
        "receiver_phone": party.phone or "",
        "accepts_electronic": None,
        "electronic": [],
        "confirmed_on": clock.today(),
    }


VARIANTS = {
    "confirmed": "confirm",
    "verified": "confirm",
    "not_accepted": "not_accept",
    "rejected": "reject",
    "rejected_355": "not_accept",
}


def ruling_data(row: Application) -> dict[str, Any]:
    """D35: a draft aid; the court issues the ruling in its own system."""
    common = _common(row)
    agreement = agreement_of(row)
    version = agreements.standing_version(agreement)
    ground = int(row.ground.split("-")[1]) if row.ground else None
    return {
        "number": row.case_number or "（待编号）",
        "variant": VARIANTS[row.state],
        "court": common["court"],
        "applicants": common["applicants"],
        "roster": common["roster"],
        "body": common["body"],
        "cause": common["dispute"].removesuffix("纠纷"),
        "agreed_on": row.effective_on,
        "received_on": clock.local(row.submitted_at or row.created_at).date(),
        "docketed_on": row.accepted_on,
        "agreement_text": agreements.operative_lines(version.wording) if version is not None else [],
        "ground": ground,
        "reasons": [row.ruling_reason] if row.ruling_reason else [],
        "judge": row.judge_name or "",
        "clerk": "",
        "ruled_on": row.ruled_on,
    }


PAPERS = (
    (MaterialKind.APPLICATION, "D30", application_data),
    (MaterialKind.COMMITMENT, "D31", commitment_data),
    (MaterialKind.MEDIATION_PROOF, "D32", proof_data),
    (MaterialKind.MATERIALS_LIST, "D33", materials_data),
)


def issue_package(row: Application, *, actor: Actor) -> None:
    """Issue D30 to D33, put them and the signed agreement on the list; part of the caller's transaction."""
    by_kind = {one.kind: one for one in row.materials}
    by_kind[MaterialKind.AGREEMENT.value].document_id = agreements.latest_paper(agreement_of(row))
    for kind in (MaterialKind.AGREEMENT, *(kind for kind, _, _ in PAPERS)):
        by_kind[kind.value].present = True
    for kind, form, build in PAPERS:
        by_kind[kind.value].document_id = _issue(row, form, build(row), actor).id


def _competence(route: Route) -> str:
    labour = "《最高人民法院关于审理劳动争议案件适用法律问题的解释（一）》第五十二条"
    article = labour if route is Route.LABOUR_COMMITTEE_SEAT else "《中华人民共和国民事诉讼法》第二百零五条"
    return f"依照{article}，贵院为{route.label.text}，对本申请有管辖权。"


def _issue(row: Application, form: str, data: dict[str, Any], actor: Actor, *, draft: bool = False) -> Any:
    return rendering.issue_document(
        form, data, matter_id=row.matter_id, subject_kind="confirmation", subject_id=row.id, actor=actor, draft=draft
    )


def issue_address_confirmations(application_id: UUID, *, actor: Actor) -> list[Any]:
    """D07 for each single party; a group's members are served through their list."""
    authorise(actor, may.PREPARE)
    with unit_of_work(actor):
        row = get_application(actor, application_id)
        single, _ = _applicants(row)
        return [
            rendering.issue_document(
                "D07",
                address_data(row, party),
                matter_id=row.matter_id,
                subject_kind="party",
                subject_id=party.id,
                actor=actor,
            )
            for party in single
        ]


def issue_ruling_draft(application_id: UUID, *, actor: Actor) -> Any:
    """D35 as a draft, for court roles; raises ``Refused`` before verification or a decision."""
    authorise(actor, may.DECIDE)
    row = get_application(actor, application_id)
    if row.state not in VARIANTS:
        raise Refused(msg("核实之后才能起草裁定。"), code="not_verified")
    return _issue(row, "D35", ruling_data(row), actor, draft=True)
