"""Who arranges whose roster."""

from __future__ import annotations

from uuid import UUID

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
