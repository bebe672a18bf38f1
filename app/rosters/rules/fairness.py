"""How duties are shared: counts, not a verdict."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta
from uuid import UUID

from app.core import clock
from app.rosters.types import FairShare, OnDuty

HOUR = timedelta(hours=1)


def shares(
    duties: Sequence[OnDuty], people: Iterable[tuple[UUID, str]], works: Callable[[date], bool]
) -> list[FairShare]:
    """Each person's duties, hours, nights, rest days and duties taken over, most hours first; who had none stays in."""
    names = dict(people) | {one.user_id: one.name for one in duties}
    rows = [
        _share(user_id, name, [one for one in duties if one.user_id == user_id], works)
        for user_id, name in names.items()
    ]
    return sorted(rows, key=lambda row: (-row.hours, row.name))


def _share(user_id: UUID, name: str, own: Sequence[OnDuty], works: Callable[[date], bool]) -> FairShare:
    return FairShare(
        user_id=user_id,
        name=name,
        duties=len(own),
        hours=round(sum(((one.until_at - one.from_at) / HOUR for one in own), 0.0), 1),
        nights=sum(one.overnight for one in own),
        rest_days=sum(not works(clock.local(one.from_at).date()) for one in own),
        taken_over=sum(bool(one.in_place_of) for one in own),
    )
