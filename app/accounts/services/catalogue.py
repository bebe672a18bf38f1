"""From a membership to an actor: the role catalogue stands far above and is installed from there."""

from __future__ import annotations

from collections.abc import Callable

from app.accounts.models import Membership
from app.core.permissions import Actor, Position, Role

Catalogue = Callable[[Role, Position], frozenset[str]]


def _nothing(role: Role, position: Position) -> frozenset[str]:
    return frozenset()


_catalogue: list[Catalogue] = [_nothing]


def use_role_catalogue(catalogue: Catalogue) -> None:
    """Install the function that says what a role in a position may do; until then nobody may do anything."""
    _catalogue[:] = [catalogue]


def actor_of(membership: Membership) -> Actor:
    """The actor a membership makes of its user, with the permissions of its role and position."""
    role, position = membership.role_of, membership.position_of
    return Actor(
        user_id=membership.user_id,
        membership_id=membership.id,
        unit_id=membership.unit_id,
        role=role,
        position=position,
        name=membership.user.display_name,
        unit_name=membership.unit.name,
        permissions=_catalogue[0](role, position),
    )
