"""What one living order weighs: a grave matter or one of many claimants counts for more. A product setting, not law."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

TABLE = Path(__file__).resolve().parents[2] / "tables" / "load_weights.json"


@dataclass(frozen=True, slots=True)
class LoadWeights:
    """The weight of an order by the colour of its matter, without a colour, and what a collective matter adds."""

    risk: Mapping[str, int]
    unrated: int
    collective: int

    def weight(self, risk: str | None, *, collective: bool) -> int:
        """The weight of one order; never less than one."""
        return max(1, self.risk.get(risk or "", self.unrated) + (self.collective if collective else 0))


@cache
def load_weights() -> LoadWeights:
    """The weights as shipped."""
    row = json.loads(TABLE.read_text(encoding="utf-8"))
    return LoadWeights(row["risk"], row["unrated"], row["collective"])
