"""How a mediation, its organisation and its sides are written in printed forms."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from app.intake import queries as intake
from app.intake.models import MatterParty
from app.intake.types import DisputeType
from app.mediation.models import Mediation
from app.organisations import queries as organisations

GROUP_FROM = 10


def dispute_words(matter_id: UUID) -> str:
    """The kind of dispute in words."""
    dispute = intake.dispute_of(matter_id)
    return DisputeType(dispute.dispute_type).label.text if dispute is not None else "纠纷"


def body_data(org_id: UUID) -> dict[str, Any]:
    """The organisation that presides, as forms print it."""
    org = organisations.unit(org_id)
    return {
        "name": org.name,
        "address": org.address or None,
        "phone": org.phone or None,
        "filed_on": org.filed_on,
        "filing_number": org.registration_no,
    }


def mediators_data(row: Mediation) -> list[dict[str, Any]]:
    """The mediator of the file."""
    if row.mediator_name is None:
        return []
    return [{"name": row.mediator_name, "kind": "人民调解员", "unit": organisations.unit(row.org_id).name}]


def sides(parties: list[MatterParty]) -> tuple[list[MatterParty], list[MatterParty]]:
    """Parties that sign one by one, and the members of a group of ten or more on one side."""
    by_side: dict[str, list[MatterParty]] = {}
    for party in parties:
        if party.kind == "person":
            by_side.setdefault(f"{party.role}:{party.side}", []).append(party)
    group = next((members for members in by_side.values() if len(members) >= GROUP_FROM), [])
    inside = {party.id for party in group}
    return [party for party in parties if party.id not in inside], group
