"""Rows of a measurement: how they are made from timings, shown as a table and kept as JSON."""

from __future__ import annotations

import json
import statistics
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

Row = dict[str, Any]
COLUMNS = (("name", 58), ("n", 5), ("p50_ms", 9), ("p95_ms", 9), ("queries", 8), ("per_s", 8), ("ratio", 7))


def timed(act: Callable[[], Any]) -> float:
    """How long an act takes, in milliseconds."""
    begun = time.perf_counter()
    act()
    return (time.perf_counter() - begun) * 1000


def p50(times: Sequence[float]) -> float:
    """The middle one."""
    return statistics.median(times)


def p95(times: Sequence[float]) -> float:
    """The time that nineteen of twenty stay under."""
    return sorted(times)[max(0, round(len(times) * 0.95) - 1)]


def row(name: str, times: Sequence[float], *, queries: int, ratio: float, ratio_to: str) -> Row:
    """One measured row; ``times`` in milliseconds, ``ratio_to`` says what ``ratio`` compares with."""
    middle = p50(times)
    return {
        "name": name,
        "n": len(times),
        "p50_ms": round(middle, 2),
        "p95_ms": round(p95(times), 2),
        "queries": queries,
        "per_s": round(1000 / middle, 2),
        "ratio": round(ratio, 3),
        "ratio_to": ratio_to,
    }


def table(rows: Sequence[Row]) -> str:
    """The rows as text, one a line."""
    head = "".join(f"{name:<{width}}" if name == "name" else f"{name:>{width}}" for name, width in COLUMNS)
    return "\n".join([f"{head}  ratio_to", *(_line(one) for one in rows)])


def _line(one: Row) -> str:
    cells = [f"{one[name]:<{width}}" if name == "name" else f"{one[name]:>{width}}" for name, width in COLUMNS]
    return f"{''.join(cells)}  {one['ratio_to']}"


def keep(rows: Sequence[Row], path: Path) -> None:
    """Write the rows; rows of earlier runs whose names were not measured again stay."""
    names = {one["name"] for one in rows}
    earlier: list[Row] = json.loads(path.read_text(encoding="utf-8")) if path.exists() else []
    kept = [one for one in earlier if one["name"] not in names]
    path.write_text(json.dumps([*kept, *rows], ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
