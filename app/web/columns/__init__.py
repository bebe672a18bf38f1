"""Which columns a list shows, in which order: those in its address, else the person's own choice, else the list's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.core.permissions import Actor
from app.http.pages import ListState
from app.search import queries
from app.search.types import SHOWN, ViewList
from app.web.columns import desk, ledger, orders
from app.web.columns.parts import Column

ALL: dict[ViewList, dict[str, Column]] = {
    ViewList.DESK: {one.name: one for one in desk.COLUMNS},
    ViewList.LEDGER: {one.name: one for one in ledger.COLUMNS},
    ViewList.ORDERS: {one.name: one for one in orders.COLUMNS},
}


@dataclass(frozen=True, slots=True)
class Chosen:
    """The columns a list shows; ``unknown`` are names in its address that the list does not have."""

    columns: Sequence[Column]
    unknown: Sequence[str] = ()

    @property
    def names(self) -> list[str]:
        """Their names in their order."""
        return [one.name for one in self.columns]


def own_choice(of: ViewList) -> list[Column]:
    """What the list shows to whoever has chosen nothing."""
    return list(ALL[of].values())[: SHOWN[of]]


def chosen(of: ViewList, state: ListState, actor: Actor) -> Chosen:
    """The columns a list shows now; its first column always stands first."""
    known, asked = ALL[of], state.many("columns")
    names = [name for name in asked if name in known] or (() if asked else queries.columns_of(actor, of))
    if not names:
        return Chosen(own_choice(of), [name for name in asked if name not in known])
    first = next(iter(known))
    in_order = list(dict.fromkeys([first, *names]))
    return Chosen([known[name] for name in in_order], [name for name in asked if name not in known])
