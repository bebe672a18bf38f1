"""The lists a view can be kept of, and whom it is for."""

from __future__ import annotations

from enum import StrEnum

from app.core.text import Message, msg


class _Labelled(StrEnum):
    @property
    def label(self) -> Message:
        """The word on the screen."""
        return LABELS[self]


class ViewList(_Labelled):
    """A list whose query can be kept under a name."""

    DESK = "desk"
    LEDGER = "ledger"
    ORDERS = "orders"


class ViewScope(_Labelled):
    """Who is offered a view: its owner, the owner's unit, everybody who may open the list."""

    OWN = "own"
    UNIT = "unit"
    EVERYBODY = "everybody"


#: The columns a list can show, by name; the first always stands first.
COLUMNS: dict[ViewList, tuple[str, ...]] = {
    ViewList.DESK: ("number", "risk", "what", "stage", "wait", "clock", "type", "source", "came"),
    ViewList.LEDGER: ("number", "what", "risk", "stage", "wait", "clock", "came", "type", "source"),
    ViewList.ORDERS: ("number", "risk", "what", "unit", "state", "wait", "clock", "handler", "issued", "urges"),
}
MOST_COLUMNS = max(map(len, COLUMNS.values()))
#: How many of them a list shows, from the first, to whoever has chosen none.
SHOWN = {ViewList.DESK: 6, ViewList.LEDGER: 7, ViewList.ORDERS: 7}

LABELS: dict[StrEnum, Message] = {
    ViewList.DESK: msg("调度台"),
    ViewList.LEDGER: msg("事件台账"),
    ViewList.ORDERS: msg("派单台账"),
    ViewScope.OWN: msg("仅自己"),
    ViewScope.UNIT: msg("本单位"),
    ViewScope.EVERYBODY: msg("全中心"),
}
