"""In plain words: what changed from one revision of a rule to another."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.core.text import Message, msg
from app.dispatch.rules.routing.conditions import joined, said
from app.dispatch.rules.routing.lines import Content, Line


@dataclass(frozen=True, slots=True)
class Names:
    """Units and regions by code, as people call them."""

    units: Mapping[str, Message | str]
    places: Mapping[str, str]

    def unit(self, code: str) -> Message | str:
        """The name of a unit; its code where nobody knows it any more."""
        return self.units.get(code, code)

    def conditions(self, line: Line) -> Message:
        """The conditions of a line in one sentence."""
        parts = said(line.when, self.places)
        if not parts:
            return msg("不设条件")
        together = joined(parts)
        return together if len(parts) == 1 else msg("{how}：{parts}", how=line.when.match.label, parts=together)


def differences(old: Content | None, new: Content, names: Names) -> list[Message]:
    """What a person has to know to judge the newer text. Empty when nothing changed."""
    if old is None:
        return [msg("此前没有规则，这是第一版。")]
    found = [
        *_of_lines(msg("主办"), old.leads, new.leads, names),
        *_of_lines(msg("协办"), old.assists, new.assists, names),
    ]
    if old.lead_task != new.lead_task:
        found.append(msg("主办任务由“{old}”改为“{new}”", old=old.lead_task, new=new.lead_task))
    if old.basis != new.basis:
        found.append(msg("依据由“{old}”改为“{new}”", old=old.basis or "—", new=new.basis or "—"))
    return found


def _of_lines(part: Message, old: Sequence[Line], new: Sequence[Line], names: Names) -> list[Message]:
    before, after = _numbered(old), _numbered(new)
    gone = [msg("去掉{part}“{unit}”", part=part, unit=names.unit(key[0])) for key in before if key not in after]
    added = [
        msg("增加{part}“{unit}”（{when}）", part=part, unit=names.unit(key[0]), when=names.conditions(line))
        for key, line in after.items()
        if key not in before
    ]
    changed = [one for key, line in after.items() if key in before for one in _of_line(part, before[key], line, names)]
    kept_before, kept_after = [k for k in before if k in after], [k for k in after if k in before]
    if kept_before != kept_after:
        order = "、".join(str(names.unit(key[0])) for key in after)
        changed.append(msg("{part}顺序改为：{order}", part=part, order=order))
    return [*gone, *added, *changed]


def _numbered(lines: Sequence[Line]) -> dict[tuple[str, int], Line]:
    """Lines by their unit and how often it stood before: a unit may stand in several lines."""
    found: dict[tuple[str, int], Line] = {}
    for line in lines:
        nth = sum(1 for code, _ in found if code == line.unit)
        found[(line.unit, nth)] = line
    return found


def _of_line(part: Message, old: Line, new: Line, names: Names) -> list[Message]:
    about = {"part": part, "unit": names.unit(new.unit)}
    found = []
    if old.when != new.when:
        pair = {"old": names.conditions(old), "new": names.conditions(new)}
        found.append(msg("{part}“{unit}”的条件由“{old}”改为“{new}”", **about, **pair))
    if old.most_load != new.most_load:
        limits = {"old": limit_words(old), "new": limit_words(new)}
        found.append(msg("{part}“{unit}”的负荷上限由{old}改为{new}", **about, **limits))
    if old.task != new.task:
        found.append(msg("{part}“{unit}”的任务由“{old}”改为“{new}”", **about, old=old.task, new=new.task))
    if old.reason != new.reason:
        found.append(msg("{part}“{unit}”的理由由“{old}”改为“{new}”", **about, old=old.reason, new=new.reason))
    return found


def limit_words(line: Line) -> Message:
    """The limit of a line in words."""
    return msg("不限") if line.most_load is None else msg("加权{n}", n=line.most_load)
