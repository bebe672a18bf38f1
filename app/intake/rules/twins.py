"""Which earlier events may be the same one (domain.md §4.1, register): each reason is told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from app.core.text import Message, msg

SAME_PEOPLE_WITHIN = timedelta(days=30)
SAME_PLACE_WITHIN = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class TwinTraits:
    """What is compared of an event: when and where, of which type, who, and the number elsewhere."""

    occurred_at: datetime
    region_code: str
    place: str
    dispute_type: str | None
    outside_number: str | None
    identities: frozenset[bytes]
    names: frozenset[str]


def reasons_to_think_same(one: TwinTraits, other: TwinTraits) -> list[Message]:
    """Why two events may be one: same people within 30 days, same place and type within 7, same outside number."""
    apart = abs(one.occurred_at - other.occurred_at)
    reasons = []
    if one.outside_number and one.outside_number == other.outside_number:
        reasons.append(msg("外部编号相同：{number}", number=one.outside_number))
    if apart <= SAME_PEOPLE_WITHIN and one.identities & other.identities:
        reasons.append(
            msg("有{count}名当事人证件号码相同，相隔不超过30日", count=len(one.identities & other.identities))
        )
    shared = one.names & other.names
    if apart <= SAME_PEOPLE_WITHIN and shared and not one.identities & other.identities:
        reasons.append(msg("有同名当事人：{names}", names="、".join(sorted(shared)[:3])))
    same_type = one.dispute_type == other.dispute_type
    if apart <= SAME_PLACE_WITHIN and one.region_code == other.region_code and same_type and _same_place(one, other):
        reasons.append(msg("地点和类型相同，相隔不超过7日"))
    return reasons


def _same_place(one: TwinTraits, other: TwinTraits) -> bool:
    first, second = one.place.replace(" ", ""), other.place.replace(" ", "")
    return bool(first) and (first in second or second in first)
