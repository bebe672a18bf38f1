"""A week laid out as lines and days."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from app.rosters.types import GridLine, GridRow, GridView, OnDuty, RosterDay

Key = tuple[UUID | None, str]


def grid_rows(
    view: GridView, lines: Sequence[GridLine], duties: Sequence[OnDuty], days: Sequence[RosterDay]
) -> tuple[GridRow, ...]:
    """One row per line, lines that only a duty names added behind the given ones; each row has a cell for every day."""
    known = {_key_of_line(view, line): line for line in lines}
    for one in duties:
        known.setdefault(_key_of_duty(view, one), _line_of(view, one))
    return tuple(GridRow(line, tuple(_cell(view, key, one) for one in days)) for key, line in known.items())


def _cell(view: GridView, key: Key, day: RosterDay) -> tuple[OnDuty, ...]:
    return tuple(sorted((one for one in day.duties if _key_of_duty(view, one) == key), key=lambda one: one.from_at))


def _key_of_line(view: GridView, line: GridLine) -> Key:
    return (line.unit_id, line.seat) if view is GridView.DESK else (line.user_id, "")


def _key_of_duty(view: GridView, one: OnDuty) -> Key:
    return (one.unit_id, one.seat) if view is GridView.DESK else (one.user_id, "")


def _line_of(view: GridView, one: OnDuty) -> GridLine:
    if view is GridView.DESK:
        return GridLine(one.unit_id, seat=one.seat)
    return GridLine(one.unit_id, user_id=one.user_id, membership_id=one.membership_id, name=one.name)
