"""The risk score (domain.md §8): points by group, each with its reason; a person confirms the level.

The weights are handed in: a score tells its version, and an old one can be explained by its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from app.core.text import Message, msg
from app.intake.rules.risk_words import ADDED, EXTRAS, FIGURES, FOUND, GROUPS, SIGNALS, STEPS, VETOES, VULNERABLE
from app.intake.rules.weights import MAXIMUM, Steps, Weights
from app.intake.types import RiskLevel


@dataclass(frozen=True, slots=True)
class Points:
    """One line of the score: the group, what was found and what it weighs."""

    group: str
    label: Message
    points: int


@dataclass(frozen=True, slots=True)
class RiskScore:
    """A suggestion: points from 0 to 100, the level they suggest, and every line behind it."""

    score: int
    level: RiskLevel
    lines: tuple[Points, ...]
    vetoes: tuple[str, ...]


def _step(value: int, steps: Steps) -> int:
    return next((points for least, points in steps if value >= least), 0)


def _gravest(group: str, found: Iterable[str], weights: Weights) -> list[Points]:
    table = weights.found[group]
    known = [(table[code], code) for code in found if code in table]
    if not known:
        return []
    points, code = max(known)
    return [Points(group, FOUND[group][code], points)]


def _people(inputs: Mapping[str, Any], weights: Weights) -> list[Points]:
    count = int(inputs.get("people", 0))
    lines = [Points("people", msg("{count}人", count=count), _step(count, weights.steps["people"]))]
    if inputs.get("across_units"):
        lines.append(Points("people", EXTRAS["across_units"], weights.added["across_units"]))
    return lines


def _money(inputs: Mapping[str, Any], weights: Weights) -> list[Points]:
    months, total = int(inputs.get("unpaid_months", 0)), int(inputs.get("unpaid_total_fen", 0))
    lines = []
    if months:
        points = _step(months, weights.steps["unpaid_months"])
        lines.append(Points("money", msg("拖欠{months}个月", months=months), points))
    if total >= weights.large_sum_fen:
        sum_in_words = msg("总额达到{n}万元", n=f"{weights.large_sum_fen / 1_000_000:g}")
        lines.append(Points("money", sum_in_words, weights.added["large_sum"]))
    if inputs.get("family_emergency"):
        lines.append(Points("money", EXTRAS["family_emergency"], weights.added["family_emergency"]))
    return lines


def _behaviour(inputs: Mapping[str, Any], weights: Weights) -> list[Points]:
    lines = _gravest("behaviour", inputs.get("behaviour", ()), weights)
    if inputs.get("repeated_within_7d"):
        lines.append(Points("behaviour", EXTRAS["repeated_within_7d"], weights.added["repeated_within_7d"]))
    return lines


def _time(inputs: Mapping[str, Any], weights: Weights) -> list[Points]:
    days = int(inputs.get("quarrel_days", 0))
    points = _step(days, weights.steps["quarrel_days"])
    lines = [Points("time", msg("持续{days}天", days=days), points)] if points else []
    if inputs.get("no_progress_7d"):
        lines.append(Points("time", SIGNALS["no_progress_7d"], weights.added["no_progress_7d"]))
    return lines


def _repeat(inputs: Mapping[str, Any], weights: Weights) -> list[Points]:
    earlier = int(inputs.get("earlier_reports", 0))
    points = _step(earlier, weights.steps["earlier_reports"])
    return [Points("repeat", msg("此前反映{times}次", times=earlier), points)] if earlier else []


def _vulnerable(inputs: Mapping[str, Any], weights: Weights) -> list[Points]:
    found = [code for code in inputs.get("vulnerable", ()) if code in VULNERABLE]
    lines = _gravest("vulnerable", found, weights)
    if len(found) > 1:
        lines.append(Points("vulnerable", EXTRAS["more_than_one"], weights.added["more_than_one"]))
    return lines


def _vetoes(inputs: Mapping[str, Any], weights: Weights) -> tuple[str, ...]:
    """The vetoes that were recorded, and the one that the figures themselves say: fifty people gathered."""
    found = {code for code in inputs.get("vetoes", ()) if code in VETOES}
    if int(inputs.get("people", 0)) >= weights.mass_gathering and "gathering" in inputs.get("behaviour", ()):
        found.add("mass_gathering")
    return tuple(sorted(found))


def _capped(lines: list[Points], weights: Weights) -> int:
    total = 0
    for group in GROUPS:
        total += min(weights.caps[group], sum(line.points for line in lines if line.group == group))
    return min(total, MAXIMUM)


def level_of(score: int, weights: Weights, *, vetoed: bool = False) -> RiskLevel:
    """Red by any veto; otherwise the gravest level whose least score is reached, and blue below them all."""
    levels = weights.levels
    if vetoed or score >= levels["red"]:
        return RiskLevel.RED
    if score >= levels["orange"]:
        return RiskLevel.ORANGE
    return RiskLevel.YELLOW if score >= levels["yellow"] else RiskLevel.BLUE


def is_graver(one: str, than: str) -> bool:
    """Whether the first level is graver than the second."""
    order = [level.value for level in RiskLevel]
    return order.index(one) < order.index(than)


def suggest(inputs: Mapping[str, Any], weights: Weights) -> RiskScore:
    """Score the recorded inputs by one version of the weights; every line is kept, to answer why this colour."""
    lines = [
        *_people(inputs, weights),
        *_money(inputs, weights),
        *_behaviour(inputs, weights),
        *_time(inputs, weights),
        *_repeat(inputs, weights),
        *_gravest("sensitivity", inputs.get("sensitivity", ()), weights),
        *_gravest("counterparty", inputs.get("counterparty", ()), weights),
        *_vulnerable(inputs, weights),
    ]
    score = _capped(lines, weights)
    vetoes = _vetoes(inputs, weights)
    return RiskScore(score, level_of(score, weights, vetoed=bool(vetoes)), tuple(lines), vetoes)


#: Fields of the inputs in which a code stands for a fact that was found.
LISTED: tuple[tuple[str, Mapping[str, Message]], ...] = (*FOUND.items(), ("vetoes", VETOES))


def with_signal(inputs: Mapping[str, Any], kind: str) -> dict[str, Any]:
    """The inputs after a signal; a signal adds, it never takes away."""
    changed = dict(inputs)
    for field, table in LISTED:
        if kind in table and kind in SIGNALS:
            changed[field] = sorted({*changed.get(field, ()), kind})
    if kind == "no_progress_7d":
        changed["no_progress_7d"] = True
    return changed


def standing_facts(inputs: Mapping[str, Any]) -> dict[str, Message]:
    """The facts found that a person may say have ended, by code, in their words; figures are corrected, not ended."""
    found = {
        code: table[code]
        for field, table in LISTED
        if field != "vulnerable"
        for code in inputs.get(field, ())
        if code in table and code != "cooperative"
    }
    if inputs.get("no_progress_7d"):
        found["no_progress_7d"] = SIGNALS["no_progress_7d"]
    return found


def without_facts(inputs: Mapping[str, Any], ended: Iterable[str]) -> dict[str, Any]:
    """The inputs after two persons agreed that these facts have ended."""
    over = set(ended)
    changed = dict(inputs)
    for field, _ in LISTED:
        if field in changed:
            changed[field] = [code for code in changed[field] if code not in over]
    if "no_progress_7d" in over:
        changed["no_progress_7d"] = False
    return changed


def parts_of(weights: Weights) -> list[tuple[Message, int, list[tuple[Message, int]]]]:
    """What each group weighs under a version: its words, its cap, and each line with its points."""
    parts = []
    for group, label in GROUPS.items():
        lines = [
            (msg(FIGURES[name].text, n=least), points)
            for name, own in STEPS.items()
            if own == group
            for least, points in weights.steps[name]
        ]
        lines += [(FOUND[group][code], points) for code, points in weights.found.get(group, {}).items()]
        lines += [(EXTRAS[name], weights.added[name]) for name, own in ADDED.items() if own == group]
        parts.append((label, weights.caps[group], lines))
    return parts
