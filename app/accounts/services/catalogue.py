"""From a membership to an actor: the role catalogue stands far above and is installed from there."""

from __future__ import annotations

from collections.abc import Callable

from app.accounts.models import Membership, User
from app.core.permissions import Actor, Position, Role

Catalogue = Callable[[Role, Position], frozenset[str]]


def _nothing(role: Role, position: Position) -> frozenset[str]:
    return frozenset()


_catalogue: list[Catalogue] = [_nothing]


def use_role_catalogue(catalogue: Catalogue) -> None:
    """Install the function that says what a role in a position may do; until then nobody may do anything."""
    _catalogue[:] = [catalogue]


def post_may(role: Role, position: Position, permission: str) -> bool:
    """Whether somebody in a role and position holds a permission."""
    return permission in _catalogue[0](role, position)


def actor_of(membership: Membership, stand_in: User | None = None) -> Actor:
    """The actor a membership makes of its user, or of who stands in for the user, with the permissions of the post."""
    role, position = membership.role_of, membership.position_of
    holder = membership.user
    absent = holder if stand_in is not None and stand_in.id != holder.id else None
    person = stand_in if absent is not None and stand_in is not None else holder
    return Actor(
        user_id=person.id,
        membership_id=membership.id,
        unit_id=membership.unit_id,
        role=role,
        position=position,
        name=person.display_name,
        unit_name=membership.unit.name,
        permissions=_catalogue[0](role, position),
        on_behalf_of=absent.display_name if absent is not None else None,
        stands_for=absent.id if absent is not None else None,
    )
