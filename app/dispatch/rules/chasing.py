"""When the platform chases by itself, and how high a supervision climbs (domain.md §4.7)."""

from __future__ import annotations

from datetime import timedelta

from app.core.text import Message, msg
from app.dispatch.types import SupervisionCause

SIGN_CLOCK = "P03"
TERM_CLOCKS = ("P09", "P21")
SUPERVISION_CLOCKS = ("P12", "P13")
DUE = 100
ORDER, SUPERVISION = "dispatch_order", "supervision"
#: What is recorded when the clock of another subject has run out.
LATE_FACTS = {SUPERVISION: "SupervisionEscalated", "whistle": "WhistleOverdue", "consultation": "MinutesSettled"}
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


def facts_at(subject_kind: str, rule_id: str, rung: int, risk: str | None) -> tuple[str, ...]:
    """The names of the facts that a rung of a clock leads to here: what ``reactions`` records when it is reached."""
    if subject_kind == ORDER:
        return _facts_of_order(rule_id, rung, risk)
    fact = LATE_FACTS.get(subject_kind)
    if fact is None or rung != DUE or (subject_kind == SUPERVISION and rule_id not in SUPERVISION_CLOCKS):
        return ()
    return (fact,)


def _facts_of_order(rule_id: str, rung: int, risk: str | None) -> tuple[str, ...]:
    late = ("DispatchOrderOverdue",) if rung == DUE and rule_id in (SIGN_CLOCK, *TERM_CLOCKS) else ()
    chased_before = rung > DUE and cause_at_rung(rule_id, DUE, risk) is not None
    chased = cause_at_rung(rule_id, rung, risk) is not None and not chased_before
    return (*late, "SupervisionIssued") if chased else late
