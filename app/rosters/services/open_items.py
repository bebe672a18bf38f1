"""What is open at a person's post: the contexts above know, and say so when they are asked."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from app.core.permissions import Actor
from app.rosters.types import OpenItem

Finder = Callable[[Actor], Sequence[OpenItem]]
_finders: list[Finder] = []


def use_open_items(*finders: Finder) -> None:
    """Install the functions that say what is open for a person in a post; called from bootstrap."""
    _finders[:] = finders


def open_items(actor: Actor) -> list[OpenItem]:
    """Everything that is open for the actor now."""
    return [item for finder in _finders for item in finder(actor)]
