"""When the platform chases by itself, and how high a supervision climbs (domain.md §4.7)."""

from __future__ import annotations

from datetime import timedelta

from app.core.text import Message, msg
from app.dispatch.types import SupervisionCause

SIGN_CLOCK = "P03"
TERM_CLOCKS = ("P09", "P21")
SUPERVISION_CLOCKS = ("P12", "P13")
GRAVE = frozenset({"red", "orange"})

#: [P] A unit that was just reminded is left to answer for so long before it is reminded again.
URGE_REST = timedelta(hours=2)

#: Who gets a copy at each step up: the unit's head, the director, the committee that leads the centre.
LADDER = ("head", "director", "committee")
LADDER_LABELS: dict[str, Message] = {
    "head": msg("单位主要负责人"),
    "director": msg("中心主任"),
    "committee": msg("区委政法委"),
}


def cause_at_rung(rule_id: str, rung: int, risk: str | None) -> SupervisionCause | None:
    """The cause for which a rung opens a supervision: signing at 120 %, finishing at 100 % if grave, else at 120 %."""
    if rule_id == SIGN_CLOCK:
        return SupervisionCause.SIGN_LATE if rung >= 120 else None
    if rule_id in TERM_CLOCKS:
        due = 100 if risk in GRAVE else 120
        return SupervisionCause.FINISH_LATE if rung >= due else None
    return None


def copies_at(escalations: int) -> list[str]:
    """Who has a copy after so many steps up."""
    return list(LADDER[:escalations])
