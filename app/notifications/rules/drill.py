"""The fire drill: what every clock rule would have told whom in a month, and which rules are dumb or too loud.

Pure: clocks, people and settings come in, rows come out. Who is told is named by post, never by person.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from app.core.calendar import DutyHours
from app.core.clock import local
from app.core.text import Message, msg
from app.notifications.rules.plans import PLANS
from app.notifications.types import Audience, Verdict

RUNGS = (50, 80, 100, 120)
RED = "red"
#: Below so many matters a share says nothing. [P]
FEWEST_MATTERS = 5

#: The posts a rung of a clock may reach.
POSTS: Mapping[Audience, Message] = {
    Audience.ORDER_UNIT: msg("承办单位"),
    Audience.SUPERVISED_UNIT: msg("被督办单位"),
    Audience.CALLING_UNIT: msg("吹哨单位"),
    Audience.ORDER_HEADS: msg("承办单位负责人"),
    Audience.MEDIATOR: msg("调解员"),
    Audience.MEDIATION_HEADS: msg("调解组织负责人"),
    Audience.STUDIO_ON_DUTY: msg("值班法官"),
    Audience.GUIDING_JUDGE: msg("指导法官"),
    Audience.STUDIO_HEADS: msg("法官工作室负责人"),
    Audience.COURT: msg("司法确认法院"),
    Audience.COURT_HEADS: msg("司法确认法院负责人"),
    Audience.CENTER_DESK: msg("调度员"),
    Audience.DIRECTOR: msg("中心主任"),
}


@dataclass(frozen=True, slots=True)
class DrilledRule:
    """A rule as the drill needs it: whether any step ever starts it, and whether any rung ever leads to anything."""

    id: str
    name: str
    is_product: bool
    starts: bool
    acts: bool


@dataclass(frozen=True, slots=True)
class Alert:
    """One rung that would have been reached: the posts it is meant for, and the desks that would have been told."""

    rule_id: str
    matter_id: UUID | None
    rung: int
    at: datetime
    red: bool
    posts: tuple[Audience, ...]
    desks: tuple[tuple[Audience, UUID], ...]


@dataclass(frozen=True, slots=True)
class DrillLimits:
    """Settings: alerts of one rule a desk may get a day, percent of its matters it may tell of, hours of messages."""

    per_desk: int = 20
    share: int = 30
    hours: DutyHours = field(default_factory=DutyHours)


@dataclass(slots=True)
class DrillRow:
    """What became of one rule."""

    rule_id: str
    name: str
    is_product: bool
    clocks: int = 0
    matters: int = 0
    alerts: dict[str, int] = field(default_factory=lambda: {str(rung): 0 for rung in RUNGS})
    told: int = 0
    in_hours: int = 0
    at_night: int = 0
    held: int = 0
    nobody: int = 0
    posts: list[str] = field(default_factory=list)
    busiest: int = 0
    share: int = 0
    verdicts: list[str] = field(default_factory=list)

    def plain(self) -> dict[str, Any]:
        """As JSON types."""
        return {name: getattr(self, name) for name in self.__slots__}


InHours = Callable[[datetime], bool]


def drill(
    rules: Sequence[DrilledRule],
    clocks: Mapping[str, Sequence[UUID | None]],
    alerts: Iterable[Alert],
    in_hours: InHours,
    limits: DrillLimits,
) -> list[DrillRow]:
    """One row for each rule, in the order of the rules; ``clocks`` holds the matter of each clock that ran."""
    of_rule: dict[str, list[Alert]] = defaultdict(list)
    for one in alerts:
        of_rule[one.rule_id].append(one)
    return [_row(rule, clocks.get(rule.id, ()), of_rule[rule.id], in_hours, limits) for rule in rules]


def _row(
    rule: DrilledRule, ran: Sequence[UUID | None], alerts: Sequence[Alert], in_hours: InHours, limits: DrillLimits
) -> DrillRow:
    row = DrillRow(rule.id, rule.name, rule.is_product, clocks=len(ran), matters=len(set(ran)))
    for one in alerts:
        row.alerts[str(one.rung)] += 1
    telling = [one for one in alerts if one.posts]
    reaching = [one for one in telling if one.desks]
    row.told, row.nobody = len(reaching), len(telling) - len(reaching)
    row.in_hours = sum(in_hours(one.at) for one in reaching)
    row.at_night = sum(one.red and not in_hours(one.at) for one in reaching)
    row.held = row.told - row.in_hours - row.at_night
    row.posts = [audience.value for audience in POSTS if any(audience in dict(one.desks) for one in reaching)]
    row.busiest = _busiest(reaching)
    row.share = round(100 * len({one.matter_id for one in reaching}) / row.matters) if row.matters else 0
    row.verdicts = [verdict.value for verdict in _verdicts(rule, row, limits)]
    return row


def _busiest(alerts: Iterable[Alert]) -> int:
    """The most alerts one desk would have got on one day."""
    counts: Counter[tuple[UUID, Audience, date]] = Counter()
    for one in alerts:
        counts.update((unit_id, audience, local(one.at).date()) for audience, unit_id in one.desks)
    return max(counts.values(), default=0)


def _verdicts(rule: DrilledRule, row: DrillRow, limits: DrillLimits) -> list[Verdict]:
    found = {
        Verdict.NO_START: not rule.starts,
        Verdict.NO_EFFECT: rule.starts and not rule.acts,
        Verdict.NOBODY: row.nobody > 0,
        Verdict.DESK_FLOODED: row.busiest > limits.per_desk,
        Verdict.TOO_COMMON: row.matters >= FEWEST_MATTERS and row.share > limits.share,
    }
    return [verdict for verdict, holds in found.items() if holds]


def reached(times: Mapping[int, datetime], until: datetime | None, first: datetime, end: datetime) -> list[int]:
    """The rungs a clock would have reached from ``first`` until before ``end``, while it still ran."""
    stop = end if until is None else min(end, until)
    return [rung for rung in RUNGS if first <= times[rung] < stop]


def posts_of(facts: Iterable[str], heard: Iterable[Audience]) -> tuple[Audience, ...]:
    """Who is told of what a rung leads to, and who hears of the rung itself; each once."""
    told = (plan.audience for name in facts for plan in PLANS.get(name, ()))
    return tuple(dict.fromkeys((*told, *heard)))
