"""Who hears that a running clock has used its time: whose turn it is, and from the end on who answers for it. [P]

Halfway is told only where it presses: in red and orange matters. What a context tells by a fact of its own when a clock
runs out (an order late, a supervision raised, a unit missing) is not told a second time here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from app.notifications.types import Audience

HALF, SOON, DUE, LAST = 50, 80, 100, 120
GRAVE = frozenset({"red", "orange"})


@dataclass(frozen=True, slots=True)
class Hearing:
    """Whose turn it is, who answers for it, and the last rung that is told here."""

    owner: Audience
    chief: Audience | None = None
    until: int = LAST


_DESK = Hearing(Audience.CENTER_DESK)
_DESK_AND_DIRECTOR = Hearing(Audience.CENTER_DESK, Audience.DIRECTOR)
_MEDIATOR = Hearing(Audience.MEDIATOR)
_COURT = Hearing(Audience.COURT, Audience.COURT_HEADS)

HEARD: Mapping[str, Hearing] = {
    "P01": _DESK_AND_DIRECTOR,
    "P02": _DESK_AND_DIRECTOR,
    "P03": Hearing(Audience.ORDER_UNIT, until=SOON),
    "P05": _DESK_AND_DIRECTOR,
    "P06": Hearing(Audience.ORDER_UNIT, Audience.ORDER_HEADS),
    "P07": Hearing(Audience.STUDIO_ON_DUTY, Audience.STUDIO_HEADS),
    "P08": Hearing(Audience.GUIDING_JUDGE, Audience.STUDIO_HEADS),
    "P09": Hearing(Audience.ORDER_UNIT, until=SOON),
    "P10": Hearing(Audience.MEDIATOR, Audience.MEDIATION_HEADS),
    "P11": _MEDIATOR,
    "P12": Hearing(Audience.SUPERVISED_UNIT, until=SOON),
    "P13": Hearing(Audience.SUPERVISED_UNIT, until=SOON),
    "P14": _DESK,
    "P15": _DESK,
    "P15b": _DESK,
    "P16": _DESK,
    "P17": _DESK,
    "P20": _MEDIATOR,
    "P21": Hearing(Audience.ORDER_UNIT, until=SOON),
    "P22": _DESK,
    "P31": Hearing(Audience.CENTER_DESK, until=SOON),
    "K01": _MEDIATOR,
    "K02": _COURT,
    "K03": _COURT,
    "K03b": _COURT,
    "K04": _MEDIATOR,
    "K11": _MEDIATOR,
}


def owner_soon(rule_id: str, rung: int, risk: str | None) -> Audience | None:
    """Who hears that the time is running out."""
    found = HEARD.get(rule_id)
    return found.owner if found and (rung == SOON or (rung == HALF and risk in GRAVE)) else None


def owner_late(rule_id: str, rung: int) -> Audience | None:
    """Whose turn it was when the time ran out; after that only where nobody else answers for it."""
    found = HEARD.get(rule_id)
    if found is None or not DUE <= rung <= found.until:
        return None
    return found.owner if rung == DUE or found.chief is None else None


def chief_late(rule_id: str, rung: int) -> Audience | None:
    """Who answers for it, once the time has run out."""
    found = HEARD.get(rule_id)
    return found.chief if found and DUE <= rung <= found.until else None


def heard_by(rule_id: str, rung: int, risk: str | None) -> tuple[Audience, ...]:
    """All posts that hear of a rung, each once."""
    posts = (owner_soon(rule_id, rung, risk), owner_late(rule_id, rung), chief_late(rule_id, rung))
    return tuple(dict.fromkeys(post for post in posts if post is not None))
