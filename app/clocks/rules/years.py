"""Checking a year's arrangement before it is loaded."""

from __future__ import annotations

from collections.abc import Sequence

from app.clocks.rules.tables import NamedDay, rest_kind
from app.clocks.types import YearArrangement, YearDay
from app.core.calendar import DayKind, weekday_kind
from app.core.errors import InvalidInput
from app.core.text import Message, msg

LEAST_STATUTORY = 11
FIRST_YEAR, LAST_YEAR = 2000, 2100

#: The words of the notice beside our own codes; a plain day off is a weekend or an adjusted day by its weekday.
KIND_WORDS = {
    "statutory": "statutory",
    "rest": "rest",
    "adjusted": "rest",
    "weekend": "rest",
    "makeup": "makeup",
    "法定节假日": "statutory",
    "放假": "rest",
    "调休放假日": "rest",
    "周末": "rest",
    "上班": "makeup",
    "调休上班": "makeup",
    "调休上班日": "makeup",
}
WRITTEN = {DayKind.STATUTORY: "法定节假日", DayKind.MAKEUP: "调休上班"}


def checked_year(arrangement: YearArrangement) -> list[NamedDay]:
    """The days of an arrangement with their kinds; raises ``InvalidInput`` naming every day that cannot be."""
    found: dict[str, list[Message]] = {}
    if not FIRST_YEAR <= arrangement.year <= LAST_YEAR:
        found["year"] = [msg("年份应当在{first}至{last}之间。", first=str(FIRST_YEAR), last=str(LAST_YEAR))]
    if not arrangement.source.strip():
        found["source"] = [msg("请填写依据的通知名称。")]
    wrong = [problem for day in arrangement.days if (problem := _problem(day, arrangement.year))]
    listed = [day.on for day in arrangement.days]
    doubled = sorted({day for day in listed if listed.count(day) > 1})
    wrong += [msg("{day}重复出现。", day=day.isoformat()) for day in doubled]
    statutory = sum(1 for day in arrangement.days if KIND_WORDS.get(day.kind) == "statutory")
    if not wrong and statutory < LEAST_STATUTORY:
        wrong.append(msg("法定节假日只有{n}天，少于{least}天，请核对。", n=statutory, least=LEAST_STATUTORY))
    if wrong:
        found["days"] = wrong
    if found:
        raise InvalidInput(found)
    return [_named(day) for day in sorted(arrangement.days, key=lambda day: day.on)]


def _problem(day: YearDay, year: int) -> Message | None:
    text = day.on.isoformat()
    kind = KIND_WORDS.get(day.kind)
    if kind is None:
        return msg("{day}的类别“{kind}”不认识，应为法定节假日、放假或调休上班。", day=text, kind=day.kind[:20])
    if day.on.year != year:
        return msg("{day}不在{year}年。", day=text, year=str(year))
    if kind == "makeup" and weekday_kind(day.on) is not DayKind.WEEKEND:
        return msg("{day}不是周末，不能作为调休上班日。", day=text)
    return None


def _named(day: YearDay) -> NamedDay:
    kind = KIND_WORDS[day.kind]
    if kind == "makeup":
        return day.on, DayKind.MAKEUP, ""
    return day.on, rest_kind(day.on, statutory=kind == "statutory"), day.name


def as_csv(days: Sequence[NamedDay]) -> str:
    """Days as the CSV that loading accepts, a plain weekend inside a holiday as a day off."""
    lines = [f"{day.isoformat()},{WRITTEN.get(kind, '放假')},{name}" for day, kind, name in days]
    return "\n".join(["日期,类别,节日", *lines]) + "\n"
