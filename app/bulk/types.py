"""The acts that can be done on many rows at once, and what may become of a row."""

from __future__ import annotations

from enum import StrEnum

from app.core.text import Message, msg
from app.dispatch import permissions as dispatch_may

#: How many rows one run takes at most. [P]
MOST_ROWS = 200
#: The longest words that go with every row.
MOST_WORDS = 500
ORDER_KIND, EVENT_KIND = "dispatch_order", "event"


class _Labelled(StrEnum):
    @property
    def label(self) -> Message:
        """The word on the screen."""
        return LABELS[self]


class BulkAct(_Labelled):
    """An act on orders or on events."""

    URGE = "urge"
    SIGN = "sign"
    DISPATCH = "dispatch"
    COPY = "copy"

    @property
    def permission(self) -> str:
        """The right to the single act."""
        return RIGHTS[self]

    @property
    def kind(self) -> str:
        """What its rows are."""
        return ORDER_KIND if self in (BulkAct.URGE, BulkAct.SIGN) else EVENT_KIND

    @property
    def asks_words(self) -> bool:
        """Whether a person writes something that goes with every row."""
        return self in (BulkAct.URGE, BulkAct.COPY)

    @property
    def asks_unit(self) -> bool:
        """Whether a person chooses the unit it goes to."""
        return self is BulkAct.COPY


class Outcome(_Labelled):
    """Where a row of a run stands: ``READY`` and ``KEPT_OUT`` are foreseen, the others happened."""

    READY = "ready"
    KEPT_OUT = "kept_out"
    DONE = "done"
    REFUSED = "refused"
    CHANGED = "changed"


#: The acts that a list of events and a list of orders offer.
ON_EVENTS, ON_ORDERS = (BulkAct.DISPATCH, BulkAct.COPY), (BulkAct.URGE, BulkAct.SIGN)

RIGHTS = {
    BulkAct.URGE: dispatch_may.URGE,
    BulkAct.SIGN: dispatch_may.SIGN,
    BulkAct.DISPATCH: dispatch_may.ISSUE,
    BulkAct.COPY: dispatch_may.COPY_SEND,
}

LABELS: dict[StrEnum, Message] = {
    BulkAct.URGE: msg("催办"),
    BulkAct.SIGN: msg("签收"),
    BulkAct.DISPATCH: msg("按建议派单"),
    BulkAct.COPY: msg("抄送"),
    Outcome.READY: msg("将办理"),
    Outcome.KEPT_OUT: msg("不能办理"),
    Outcome.DONE: msg("已办理"),
    Outcome.REFUSED: msg("未办理"),
    Outcome.CHANGED: msg("内容有变，未办理"),
}
