"""The data of form D01."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from app.clocks import queries as clocks
from app.core import clock, identity
from app.core.permissions import Actor, authorise
from app.core.unit_of_work import unit_of_work
from app.intake import permissions as may
from app.intake.models import Event
from app.intake.policies import require_may_act
from app.intake.queries import dispute_of, get_event
from app.intake.queries.printing import contact_of
from app.intake.types import DisputeType, PartyKind, PartyRole, Scale, Source
from app.organisations import queries as organisations
from app.rendering import services as rendering

FORM_RECEIPT = "D01"


def receipt_data(event: Event, query_url: str, clerk: str) -> dict[str, Any]:
    """D01: the registration and the receipt the reporter takes home, with public code and QR."""
    center = organisations.unit(event.center_id)
    due, dispute = clocks.earliest_due(event.id), dispute_of(event.id)
    kind = dispute.dispute_type if dispute else event.type_hint
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
            {
                "name": party.name,
                "role": PartyRole(party.role).label.text,
                "kind": PartyKind(party.kind).label.text,
                "contact": identity.mask_phone(party.phone) if party.phone else "",
            }
            for party in event.parties
        ],
        "involved_count": event.involved_count,
        "scale": Scale(event.scale).label.text,
        "category": DisputeType(kind).label.text if kind else "待分流时确定",
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
    authorise(actor, may.EVENT_READ)
    with unit_of_work(actor):
        require_may_act(actor, matter_id)
        event = get_event(actor, matter_id)
        return rendering.issue_document(
            FORM_RECEIPT,
            receipt_data(event, f"{rendering.press().public_url}/p", actor.name),
            matter_id=matter_id,
            subject_kind="event",
            subject_id=matter_id,
            actor=actor,
        )
