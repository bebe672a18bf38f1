"""How parties and the centre are written in printed forms."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from app.core import identity
from app.intake.models import MatterParty
from app.intake.types import AgentKind, PartyRole
from app.organisations import queries as organisations

SEX = {"1": "男", "2": "女"}
DUTY_HOURS = "工作日8:30至18:00"


def party_data(party: MatterParty, *, role: str | None = None, shared: bool = False) -> dict[str, Any]:
    """A party as forms print it; on shared copies numbers and phones are masked."""
    number, phone = party.id_number, party.phone
    if shared:
        number = identity.mask_id_number(number) if number else None
        phone = identity.mask_phone(phone) if phone else None
    return {
        "role": role or PartyRole(party.role).label.text,
        "kind": party.kind,
        "name": party.name,
        "sex": SEX.get(party.sex or ""),
        "birth_on": party.birth_date,
        "id_number": number,
        "occupation": party.occupation,
        "uscc": party.uscc,
        "legal_representative": party.legal_representative,
        "phone": phone,
        "address": party.address,
        "agents": [
            {
                "name": agent.name,
                "category": AgentKind(agent.kind).label.text,
                "scope": "、".join(agent.scope),
                "phone": agent.phone if not shared else None,
            }
            for agent in party.agents
            if agent.kind != AgentKind.GROUP_REPRESENTATIVE
        ],
    }


def roster_data(
    label: str, parties: list[MatterParty], *, representatives: list[str] | None = None, shared: bool = False
) -> dict[str, Any]:
    """A group of persons as forms annex it."""
    return {
        "label": label,
        "members": [
            {
                "no": row,
                "name": party.name,
                "sex": SEX.get(party.sex or ""),
                "id_number": identity.mask_id_number(party.id_number)
                if shared and party.id_number
                else party.id_number,
                "job": party.occupation,
                "phone": identity.mask_phone(party.phone) if shared and party.phone else party.phone,
                "address": party.address,
            }
            for row, party in enumerate(parties, start=1)
        ],
        "representatives": representatives,
    }


def contact_of(center_id: UUID) -> dict[str, Any]:
    """Whom to call at the centre."""
    center = organisations.unit(center_id)
    return {"name": center.name, "phone": center.phone, "address": center.address or None, "hours": DUTY_HOURS}
