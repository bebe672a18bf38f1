"""The data of form D01, and how a party is written in every form."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from app.clocks import queries as clocks
from app.core import clock, identity
from app.core.permissions import Actor
from app.core.unit_of_work import unit_of_work
from app.intake.models import Event, MatterParty
from app.intake.policies import require_visible
from app.intake.queries import get_event
from app.intake.types import AgentKind, PartyRole, Scale, Source
from app.organisations import queries as organisations
from app.rendering import services as rendering

FORM_RECEIPT = "D01"
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


def receipt_data(event: Event, query_url: str, clerk: str) -> dict[str, Any]:
    """D01: the registration and the receipt the reporter takes home, with public code and QR."""
    center = organisations.unit(event.center_id)
    due = clocks.earliest_due(event.id)
    return {
        "number": event.number,
        "centre": center.name,
        "contact": contact_of(event.center_id),
        "public_code": event.public_code,
        "query_url": query_url,
        "source": Source(event.source).label.text,
        "reported_at": event.submitted_at or event.created_at,
        "occurred_at": event.occurred_at,
        "registered_at": event.registered_at or event.submitted_at or event.created_at,
        "place": event.place,
        "region": organisations.region_name(event.region_code),
        "region_code": event.region_code,
        "reporter_unit": organisations.unit(event.reporter_unit_id).name,
        "reporter_name": event.reporter_name,
        "persons": [
            {"name": party.name, "role": PartyRole(party.role).label.text, "kind": party.kind}
            for party in event.parties
        ],
        "involved_count": event.involved_count,
        "scale": Scale(event.scale).label.text,
        "category": event.title,
        "demand": event.demand or event.summary,
        "summary": event.summary,
        "attachments": [],
        "next_step": "中心登记后分流，并派给主办单位",
        "next_due_at": due,
        "time_limit": "时限为本中心设置，进展可凭查询码随时查询",
        "clerk": clerk,
        "handed_on": clock.today(),
    }


def issue_receipt(matter_id: UUID, *, actor: Actor) -> Any:
    """Print D01 for an event; the document is stored with data, template version and hash."""
    with unit_of_work(actor):
        require_visible(actor, matter_id)
        event = get_event(actor, matter_id)
        return rendering.issue_document(
            FORM_RECEIPT,
            receipt_data(event, rendering.public_address("/p"), actor.name),
            matter_id=matter_id,
            subject_kind="event",
            subject_id=matter_id,
            actor=actor,
        )
