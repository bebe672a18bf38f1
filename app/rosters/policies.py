"""Who arranges whose roster, who names takers of hand-over lists, and which lines of one a reader sees."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, or_

from app.core.permissions import Actor
from app.rosters.permissions import EDIT_OWN_ROSTER, EDIT_ROSTER


def may_arrange(actor: Actor, unit_id: UUID) -> bool:
    """Whether the actor arranges a unit's roster: the centre any, a unit its own (domain.md §5, row 41)."""
    return actor.may(EDIT_ROSTER) or (actor.may(EDIT_OWN_ROSTER) and actor.unit_id == unit_id)


def may_place(actor: Actor, person_unit_id: UUID) -> bool:
    """Whether the actor puts people of a unit on duty: the centre anybody, a unit its own people."""
    return actor.may(EDIT_ROSTER) or actor.unit_id == person_unit_id


def may_decide_exchange(actor: Actor, unit_id: UUID) -> bool:
    """Whether the actor decides exchanges of a unit's duties: its head, or the centre."""
    return actor.may(EDIT_ROSTER) or (actor.is_head and may_arrange(actor, unit_id))


def may_arrange_substitutes(actor: Actor, unit_id: UUID) -> bool:
    """Whether the actor names substitutes for other people of a unit: its head, or the centre."""
    return actor.may(EDIT_ROSTER) or (actor.is_head and actor.unit_id == unit_id)


def may_name_taker(actor: Actor, unit_id: UUID) -> bool:
    """Whether the actor says who takes a unit's hand-over lists over: its head."""
    return actor.is_head and actor.unit_id == unit_id


MatterFilter = Callable[[Actor, Any], ColumnElement[bool]]
_matter_filter: list[MatterFilter] = []


def use_matter_filter(visible: MatterFilter) -> None:
    """Install the one visibility filter of matters, which stand above this context."""
    _matter_filter[:] = [visible]


def line_in_sight(actor: Actor, matter_column: Any) -> ColumnElement[bool]:
    """Whether the reader may see the matter of a line; a line without one is open to who reads the list."""
    return or_(matter_column.is_(None), *(visible(actor, matter_column) for visible in _matter_filter))
