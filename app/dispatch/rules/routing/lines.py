"""A routing rule in its parts: who leads, who assists, under which conditions and within which limit.

The stored form of a line is ``{"unit", "when", "most_load", "task", "reason"}``. Conditions without ``match``
are of the first rules: enough people *or* one of the words, and they keep that meaning.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from app.core import canonical_json
from app.dispatch.types import Match

#: In place of a unit's code: the sub-centre of the place, and the centre itself.
TOWN, CENTER = "town", "center"


@dataclass(frozen=True, slots=True, kw_only=True)
class Traits:
    """What routing looks at: kind, place, words, how many people, the colour, the amount in fen, the source.

    ``risk``, ``amount_fen`` are None where the matter records none.
    """

    dispute_type: str
    region_code: str
    text: str
    involved_count: int
    risk: str | None = None
    amount_fen: int | None = None
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Conditions:
    """When a line of a rule holds: any or all of those that are set. Without any it always holds."""

    match: Match = Match.ANY
    people_from: int | None = None
    keywords: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    risk_from: str | None = None
    amount_from_fen: int | None = None
    sources: tuple[str, ...] = ()

    @property
    def count(self) -> int:
        """How many conditions are set."""
        lists = (self.keywords, self.regions, self.sources)
        numbers = (self.people_from, self.risk_from, self.amount_from_fen)
        return sum(1 for one in lists if one) + sum(1 for one in numbers if one is not None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One unit of a rule: its conditions, the weighted load from which it gets no more, and an assistant's task."""

    unit: str
    when: Conditions = field(default_factory=Conditions)
    most_load: int | None = None
    task: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """What a draft says and a revision keeps."""

    leads: tuple[Line, ...]
    assists: tuple[Line, ...]
    lead_task: str
    basis: str = ""


@dataclass(frozen=True, slots=True)
class Rule:
    """The centre's routing rule for a kind of dispute, at one revision."""

    code: str
    revision: int
    leads: tuple[Line, ...]
    assists: tuple[Line, ...]
    lead_task: str


def normal(when: Conditions) -> Conditions:
    """The same conditions; with fewer than two, how they go together says nothing and is left at its default."""
    return when if when.count > 1 else replace(when, match=Match.ANY)


def read_conditions(stored: Mapping[str, Any] | None) -> Conditions:
    """The conditions of a stored line; none where nothing is stored."""
    found = stored or {}
    return Conditions(
        match=Match(found.get("match", Match.ANY)),
        people_from=found.get("people_from"),
        keywords=tuple(found.get("keywords", ())),
        regions=tuple(found.get("regions", ())),
        risk_from=found.get("risk_from"),
        amount_from_fen=found.get("amount_from_fen"),
        sources=tuple(found.get("sources", ())),
    )


def read_line(stored: Mapping[str, Any]) -> Line:
    """One stored line, typed."""
    return Line(
        unit=str(stored["unit"]),
        when=read_conditions(stored.get("when")),
        most_load=stored.get("most_load"),
        task=stored.get("task", ""),
        reason=stored.get("reason", ""),
    )


def read_lines(stored: Sequence[Mapping[str, Any]]) -> tuple[Line, ...]:
    """All stored lines of a part, in their order."""
    return tuple(read_line(one) for one in stored)


def write_line(line: Line) -> dict[str, Any]:
    """A line as it is stored: only what is set."""
    stored: dict[str, Any] = {"unit": line.unit}
    if line.when.count:
        stored["when"] = _only_set({name: getattr(line.when, name) for name in Conditions.__slots__})
    rest = {"most_load": line.most_load, "task": line.task, "reason": line.reason}
    return {**stored, **_only_set(rest)}


def _only_set(found: Mapping[str, Any]) -> dict[str, Any]:
    kept = {name: one for name, one in found.items() if one not in (None, "", ())}
    return {name: list(one) if isinstance(one, tuple) else one for name, one in kept.items()}


def digest(content: Content, based_on: int | None) -> str:
    """The fingerprint of a draft: a trial speaks for exactly this text on exactly this foundation."""
    return canonical_json.digest(
        {
            "leads": [write_line(one) for one in content.leads],
            "assists": [write_line(one) for one in content.assists],
            "lead_task": content.lead_task,
            "basis": content.basis,
            "based_on": based_on,
        }
    )
