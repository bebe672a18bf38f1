"""Pieces the forms of agreements share: parties, rosters, rows of the annex."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from app.agreements.rules.wording.phrases import months
from app.agreements.types.claims import Annex, ClaimRow
from app.agreements.types.content import AgreementContent
from app.agreements.types.enums import PartyKind, Standing
from app.agreements.types.parties import Agent, Party
from app.organisations.models import Unit
from app.rendering.shapes.agreements import ClaimLine
from app.rendering.shapes.parts import Agent as PrintedAgent
from app.rendering.shapes.parts import MediationBody, Mediator, Roster, RosterMember
from app.rendering.shapes.parts import Party as PrintedParty

PLACES = {
    Standing.ASSIGNOR: "甲方（债权让与人）",
    Standing.ASSIGNEE: "乙方（债权受让人）",
    Standing.DEBTOR: "丙方（债务人）",
}
ROLES = {"applicant": "申请人", "respondent": "被申请人", "third_party": "第三人"}
_SEXES = {"male": "男", "female": "女"}
_CATEGORIES = {
    "lawyer": "律师",
    "legal_worker": "基层法律服务工作者",
    "near_relative": "近亲属",
    "staff": "工作人员",
    "citizen": "公民代理人",
}
MEDIATOR_WORD = "人民调解员"


def printed_party(party: Party, role: str) -> PrintedParty:
    """A party as a form prints it."""
    person = party.kind is PartyKind.NATURAL
    return {
        "role": role,
        "kind": "person" if person else "organisation",
        "name": party.name,
        "sex": _SEXES.get(party.sex or ""),
        "nation": party.nation,
        "birth_on": party.birth_on,
        "id_number": party.id_number if person else None,
        "occupation": party.occupation,
        "uscc": None if person else party.id_number,
        "legal_representative": party.representative,
        "legal_post": party.representative_post,
        "phone": party.phone,
        "address": party.address,
        "agents": [_agent(agent) for agent in party.agents],
    }


def _agent(agent: Agent) -> PrintedAgent:
    word = "法定代理人" if agent.statutory else _CATEGORIES.get(str(agent.category or ""), "委托代理人")
    return {
        "name": agent.name,
        "category": word,
        "scope": "、".join(agent.scope),
        "id_number": agent.id_number,
        "phone": None,
    }


def roster(content: AgreementContent, representatives: Sequence[str] = ()) -> Roster:
    """The assignors as a group."""
    members = content.with_standing(Standing.ASSIGNOR)
    posts = {row.key: row.post for row in content.annex.rows} if content.annex else {}
    return {
        "label": f"{len(members)}名劳动者",
        "members": [_member(no, party, posts.get(party.key)) for no, party in enumerate(members, start=1)],
        "representatives": list(representatives) or None,
    }


def _member(no: int, party: Party, post: str | None) -> RosterMember:
    return {
        "no": no,
        "name": party.name,
        "sex": _SEXES.get(party.sex or ""),
        "id_number": party.id_number,
        "job": post,
        "phone": party.phone,
        "address": party.address,
        "signed_at": None,
    }


def body(unit: Unit) -> MediationBody:
    """The organisation that presides."""
    return {
        "name": unit.name,
        "address": unit.address or None,
        "phone": unit.phone or None,
        "filed_with": None,
        "filing_number": unit.registration_no,
        "filed_on": unit.filed_on,
        "court_notified_on": None,
    }


def mediators(content: AgreementContent) -> list[Mediator]:
    """The mediators by name."""
    return [{"name": name, "kind": MEDIATOR_WORD} for name in content.mediators]


def claim_lines(annex: Annex) -> list[ClaimLine]:
    """Rows of annex 1; gross is what was verified plus what was deducted or already paid, in fen."""
    return [_line(row) for row in annex.rows]


def _line(row: ClaimRow) -> ClaimLine:
    less = sum(month.deduction_fen + month.paid_fen for month in row.months)
    return {
        "no": row.no,
        "name": row.name,
        "id_number": row.id_number or "",
        "job": row.post or "",
        "period": period_of(row),
        "monthly_fen": max((month.salary_fen for month in row.months), default=0),
        "attendance_days": _days(row),
        "gross_fen": row.gross_fen if row.gross_fen is not None else row.verified_fen + less,
        "less_fen": less,
        "claimed_fen": row.claimed_fen,
        "verified_fen": row.verified_fen,
        "bank": row.account.bank if row.account else "",
        "account": row.account.number if row.account else "",
    }


def period_of(row: ClaimRow) -> str:
    """The months of a row as printed."""
    return months(month.month for month in row.months)


def _days(row: ClaimRow) -> str:
    days = sum((Decimal(month.attendance_days or 0) for month in row.months), Decimal(0))
    return f"{days.normalize():f}"
