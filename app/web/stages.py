"""A list as a board: a lane for each stage with its count and first cards; the same query, filters and rights."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from app.core.pagination import Page
from app.core.permissions import Actor
from app.core.text import Message
from app.dispatch import queries as dispatch
from app.http.pages import ListState
from app.intake import queries as intake
from app.web.stage_words import EVENT_TABS, ORDER_TABS

#: How many cards a lane shows before it leads on to the list.
CARDS = 8


@dataclass(frozen=True, slots=True)
class Lane:
    """One stage: its words, how many stand in it, the first of them, and the list of all."""

    name: str
    label: Message
    count: int
    cards: Sequence[Any]
    href: str

    @property
    def more(self) -> int:
        """How many are not shown."""
        return self.count - len(self.cards)


@dataclass(frozen=True, slots=True)
class Board:
    """The lanes in the order of the work."""

    lanes: Sequence[Lane]

    @property
    def page(self) -> Page[Any]:
        """All cards as one page of rows."""
        return Page([card for lane in self.lanes for card in lane.cards], None)

    @property
    def count(self) -> int:
        """How many rows the board stands for."""
        return sum(lane.count for lane in self.lanes)


def _board(
    state: ListState, words: Mapping[str, Message], counts: Mapping[str, int], cards: Mapping[str, Sequence[Any]]
) -> Board:
    def lane(name: str) -> Lane:
        href = state.url(**{"as": "", "tab": name, "open": None, "cursor": None})
        return Lane(name, words[name], counts[name], cards[name], href)

    return Board([lane(name) for name in counts])


def event_board(actor: Actor, state: ListState, wanted: intake.EventFilter) -> Board:
    """Open events by stage."""
    counts = intake.stage_counts(actor, wanted)
    return _board(state, EVENT_TABS, counts, intake.stage_cards(actor, wanted, CARDS))


def order_board(actor: Actor, state: ListState, wanted: dispatch.OrderFilter) -> Board:
    """Orders that have not ended by stage."""
    counts = dispatch.order_stage_counts(actor, wanted)
    return _board(state, ORDER_TABS, counts, dispatch.order_stage_cards(actor, wanted, CARDS))
