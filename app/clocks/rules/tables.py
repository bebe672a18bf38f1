"""The tables under ``app/clocks/law``: law rules, product clocks, loaded years.

They seed the database, and serve where there is none.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from app.clocks.types import ANY_RISK, Length, Regime, Roll, Rule
from app.core.calendar import SATURDAY, Calendar, DayKind, days_between

LAW = Path(__file__).resolve().parent.parent / "law"
NamedDay = tuple[date, DayKind, str]


@cache
def rules_from_tables() -> Mapping[str, Rule]:
    """Every rule of the shipped tables by its id, law rules first."""
    rows = [*_read("law_rules.json"), *_read("product_rules.json")]
    return {row["id"]: rule_from_row(row) for row in rows}


@cache
def calendar_from_table() -> Calendar:
    """The calendar of the shipped years."""
    days = [day for year in year_sources() for day in special_days(year)]
    return calendar_of(year_sources(), days)


@cache
def year_sources() -> Mapping[int, str]:
    """The shipped years, each with the notice it comes from."""
    return {int(year): arrangement["source"] for year, arrangement in _read("calendar.json").items()}


def special_days(year: int) -> list[NamedDay]:
    """The days of a shipped year that are not what their weekday says, with their holiday's name."""
    arrangement = _read("calendar.json")[str(year)]
    days = [day for holiday in arrangement["holidays"] for day in _holiday(holiday)]
    days += [(date.fromisoformat(day), DayKind.MAKEUP, "") for day in arrangement["makeup"]]
    return sorted(days)


def calendar_of(years: Iterable[int], days: Iterable[NamedDay]) -> Calendar:
    """A calendar of loaded years and their special days."""
    listed = list(days)
    return Calendar(
        years=frozenset(years),
        kinds={day: kind for day, kind, _ in listed},
        names={day: name for day, _, name in listed if name},
    )


def rule_from_row(row: Mapping[str, Any]) -> Rule:
    """One table row as a rule; a product clock needs no basis, evidence or regime of its own."""
    lengths = row.get("lengths") or {ANY_RISK: row["length"]}
    return Rule(
        id=row["id"],
        name=row["name"],
        starts=row["starts"],
        lengths={colour: Length.parse(text) for colour, text in lengths.items()},
        expiry=row["expiry"],
        basis=row.get("basis", ""),
        evidence=row.get("evidence", "P"),
        regime=Regime(row.get("regime", Regime.SETTING)),
        roll=Roll(row.get("roll", Roll.FORWARD)),
        extension=Length.parse(row["extension"]) if row.get("extension") else None,
        extension_basis=row.get("extension_basis") or "",
        suspendable=row.get("suspendable", row["id"].startswith("P")),
        extendable=row.get("extendable", row["id"].startswith("P")),
        by_document=row.get("by_document", False),
        valid_from=_day(row.get("valid_from")),
        valid_to=_day(row.get("valid_to")),
    )


def _holiday(holiday: Mapping[str, Any]) -> Iterator[NamedDay]:
    statutory = {date.fromisoformat(day) for day in holiday["statutory"]}
    for day in days_between(date.fromisoformat(holiday["from"]), date.fromisoformat(holiday["to"])):
        yield day, rest_kind(day, statutory=day in statutory), holiday["name"]


def rest_kind(day: date, *, statutory: bool) -> DayKind:
    """What a day inside a holiday is: statutory, a plain weekend, or a weekday off by arrangement."""
    if statutory:
        return DayKind.STATUTORY
    return DayKind.WEEKEND if day.weekday() >= SATURDAY else DayKind.ADJUSTED


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


@cache
def _read(name: str) -> Any:
    return json.loads((LAW / name).read_text(encoding="utf-8"))
