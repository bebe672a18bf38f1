"""What each fact weighs: one version of the table of domain.md §8, read and checked (words: ``risk_words``)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from app.core.text import Message, msg
from app.intake.rules.risk_words import ADDED, FOUND, GROUPS, STEPS

SHIPPED = Path(__file__).resolve().parent.parent / "tables" / "risk_weights.json"
MAXIMUM = 100
#: The caps together: a matter can reach the most there is, and no group alone is half of it.
LEAST_OF_CAPS, MOST_OF_CAPS, MOST_OF_ONE_CAP = 100, 150, 50
VERSION = re.compile(r"^\d{4}\.\d{1,3}$")
LEVELS = ("red", "orange", "yellow")

Steps = tuple[tuple[int, int], ...]
Fault = tuple[str, Message]


@dataclass(frozen=True, slots=True)
class Weights:
    """One version of the weights. Steps go from the highest figure down; points are whole, never below zero."""

    version: str
    valid_from: date
    caps: Mapping[str, int]
    steps: Mapping[str, Steps]
    found: Mapping[str, Mapping[str, int]]
    added: Mapping[str, int]
    large_sum_fen: int
    mass_gathering: int
    levels: Mapping[str, int]


def weights_of(content: Mapping[str, Any]) -> Weights:
    """A checked table as values."""
    return Weights(
        version=content["version"],
        valid_from=date.fromisoformat(content["valid_from"]),
        caps=dict(content["caps"]),
        steps={name: tuple((least, points) for least, points in rows) for name, rows in content["steps"].items()},
        found={group: dict(points) for group, points in content["found"].items()},
        added=dict(content["added"]),
        large_sum_fen=content["large_sum_fen"],
        mass_gathering=content["mass_gathering"],
        levels=dict(content["levels"]),
    )


@cache
def shipped_content() -> Mapping[str, Any]:
    """The table that ships with the product, as it stands in its file."""
    content: Mapping[str, Any] = json.loads(SHIPPED.read_text(encoding="utf-8"))
    return content


@cache
def shipped_weights() -> Weights:
    """The weights that ship with the product."""
    return weights_of(shipped_content())


def faults_of(content: Any) -> list[Message]:
    """Everything that keeps a table from being used, each with the place it stands at; empty when all is well."""
    if not isinstance(content, dict):
        return [msg("权重表应是一个JSON对象。")]
    shape = [*_head(content), *_keys(content)]
    found = shape or [*_caps(content), *_steps(content), *_points(content), *_levels(content)]
    return [msg("{place}：{fault}", place=place, fault=fault) for place, fault in found]


def _head(content: Mapping[str, Any]) -> Iterator[Fault]:
    if not VERSION.match(str(content.get("version", ""))):
        yield "version", msg("版本号应写成年份加序号，如2026.1。")
    try:
        date.fromisoformat(str(content.get("valid_from", "")))
    except ValueError:
        yield "valid_from", msg("启用日期应写成2026-01-01。")
    for name in ("large_sum_fen", "mass_gathering"):
        if not _is_count(content.get(name)) or content[name] < 1:
            yield name, msg("应是大于零的整数。")


def _keys(content: Mapping[str, Any]) -> Iterator[Fault]:
    """Each part names exactly what the score looks at, with whole points; steps are pairs of figure and points."""
    parts = {
        "caps": tuple(GROUPS),
        "steps": tuple(STEPS),
        "found": tuple(FOUND),
        "added": tuple(ADDED),
        "levels": LEVELS,
    }
    for name, wanted in parts.items():
        yield from _named(content.get(name), name, wanted)
    found = content.get("found")
    for group, table in FOUND.items():
        yield from _named(found.get(group) if isinstance(found, dict) else None, f"found.{group}", tuple(table))
    yield from _whole(content)
    strange = sorted(set(content) - {*parts, "version", "valid_from", "large_sum_fen", "mass_gathering"})
    if strange:
        yield strange[0], msg("没有这一项。")


def _named(part: Any, place: str, wanted: tuple[str, ...]) -> Iterator[Fault]:
    given = set(part) if isinstance(part, dict) else set()
    if missing := sorted(set(wanted) - given):
        yield place, msg("缺少{names}。", names="、".join(missing))
    if strange := sorted(str(one) for one in given - set(wanted)):
        yield place, msg("没有{names}这一项。", names="、".join(strange))


def _whole(content: Mapping[str, Any]) -> Iterator[Fault]:
    for place, points in _all_points(content):
        if not _is_count(points):
            yield place, msg("分值应是不小于零的整数。")
    steps = content.get("steps")
    for name, rows in steps.items() if isinstance(steps, dict) else ():
        if not isinstance(rows, list) or not rows or not all(_is_pair(row) for row in rows):
            yield f"steps.{name}", msg("应由“起点、分值”两个整数一组组成。")


def _all_points(content: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    for part in ("caps", "added", "levels"):
        table = content.get(part)
        for name, points in table.items() if isinstance(table, dict) else ():
            yield f"{part}.{name}", points
    found = content.get("found")
    for group, table in found.items() if isinstance(found, dict) else ():
        for name, points in table.items() if isinstance(table, dict) else ():
            yield f"found.{group}.{name}", points


def _is_count(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def _is_pair(row: Any) -> bool:
    return isinstance(row, list) and len(row) == 2 and all(_is_count(one) for one in row)


def _caps(content: Mapping[str, Any]) -> Iterator[Fault]:
    caps = content["caps"]
    total = sum(caps.values())
    if not LEAST_OF_CAPS <= total <= MOST_OF_CAPS:
        yield (
            "caps",
            msg("各组上限合计{total}，应在{least}到{most}之间。", total=total, least=LEAST_OF_CAPS, most=MOST_OF_CAPS),
        )
    for group, most in caps.items():
        if not 1 <= most <= MOST_OF_ONE_CAP:
            yield f"caps.{group}", msg("一组的上限应在1到{most}之间。", most=MOST_OF_ONE_CAP)


def _steps(content: Mapping[str, Any]) -> Iterator[Fault]:
    """A larger figure never weighs less: figures and points both fall from step to step."""
    for name, rows in content["steps"].items():
        pairs = list(pairwise(rows))
        if any(before[0] <= after[0] or before[1] < after[1] for before, after in pairs) or rows[-1][0] < 1:
            yield f"steps.{name}", msg("应从高到低排列，起点递减、分值不得升高。")
        if rows[0][1] > content["caps"][STEPS[name]]:
            yield f"steps.{name}", msg("分值不能高于本组上限。")


def _points(content: Mapping[str, Any]) -> Iterator[Fault]:
    for group, table in content["found"].items():
        for name, points in table.items():
            if points > content["caps"][group]:
                yield f"found.{group}.{name}", msg("分值不能高于本组上限。")
    for name, group in ADDED.items():
        if content["added"][name] > content["caps"][group]:
            yield f"added.{name}", msg("分值不能高于本组上限。")


def _levels(content: Mapping[str, Any]) -> Iterator[Fault]:
    levels = content["levels"]
    if not MAXIMUM >= levels["red"] > levels["orange"] > levels["yellow"] > 0:
        yield "levels", msg("应满足 {most} ≥ 红 > 橙 > 黄 > 0。", most=MAXIMUM)
