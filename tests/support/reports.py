"""Reports to file: one small neighbours' quarrel, changed by keyword, and people with sound fictional numbers."""

from __future__ import annotations

from typing import Any

from app.core import clock, identity
from app.intake.commands import EventDetails, PartyDetails
from tests.support.people import TOWN


def person(name: str = "江某", serial: int = 1, role: str = "applicant", **more: Any) -> PartyDetails:
    """A person born on 1985-03-07; each serial has its own number."""
    body = f"11019919850307{serial:03d}"
    return PartyDetails(
        **{"role": role, "kind": "person", "name": name, "id_number": body + identity.id_check_digit(body), **more}
    )


def report(**more: Any) -> EventDetails:
    """A quarrel about noise, told by telephone."""
    plain: dict[str, Any] = {
        "source": "phone",
        "title": "楼上夜间噪声扰民",
        "summary": "住户反映楼上夜间拖动家具，多次沟通无果。",
        "occurred_at": clock.now(),
        "region_code": TOWN,
        "place": "西潞街道虚构小区3号楼",
        "involved_count": 2,
        "parties": (person(),),
    }
    return EventDetails(**{**plain, **more})
