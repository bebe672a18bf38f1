"""What a draft lacks, which of its lines nobody can satisfy, and in which words two revisions differ."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.core.text import Message, msg
from app.dispatch.rules.routing.lines import CENTER, TOWN, Content, Line

Faults = dict[str, list[Message]]

MOST_LEADS, MOST_ASSISTS = 8, 20
TEXT_LEAST, REASON_LEAST = 4, 10


@dataclass(frozen=True, slots=True)
class KnownUnit:
    """A unit a rule may name: whether it takes work now, its region, whether somebody there may sign an order."""

    name: str
    active: bool
    region_code: str
    takes_orders: bool = True


@dataclass(frozen=True, slots=True)
class Known:
    """The units a rule may name by code, and the towns that have a sub-centre now, by region code."""

    units: Mapping[str, KnownUnit]
    towns: Mapping[str, KnownUnit]
    center: KnownUnit | None = None


def faults_of_draft(content: Content, known: Known) -> Faults:
    """What of a draft cannot be stored, by field: an unknown unit or place, a line twice, no task, no reason."""
    found: Faults = {}
    if not content.leads:
        found["leads"] = [msg("规则至少要有一行主办单位。")]
    for name, lines, most in (("leads", content.leads, MOST_LEADS), ("assists", content.assists, MOST_ASSISTS)):
        if len(lines) > most:
            found[name] = [msg("最多写{most}行。", most=most)]
        found |= _faults_of_lines(name, lines, known)
    for row, line in enumerate(content.assists):
        if len(line.task.strip()) < TEXT_LEAST:
            found[f"assists.{row}.task"] = [msg("请写明任务。")]
        if len(line.reason.strip()) < TEXT_LEAST:
            found[f"assists.{row}.reason"] = [msg("请写明为什么请它协办。")]
    if len(content.lead_task.strip()) < TEXT_LEAST:
        found["lead_task"] = [msg("请写明主办任务。")]
    return found


def _faults_of_lines(name: str, lines: Sequence[Line], known: Known) -> Faults:
    found: Faults = {}
    for row, line in enumerate(lines):
        if line.unit not in known.units and line.unit != TOWN and (line.unit != CENTER or name != "leads"):
            found[f"{name}.{row}.unit"] = [msg("没有这个单位，请重新选择。")]
        elif any(line.unit == other.unit and line.when == other.when for other in lines[:row]):
            found[f"{name}.{row}.unit"] = [msg("这一行和前面的一行单位、条件都相同。")]
        if any(code not in known.towns for code in line.when.regions):
            found[f"{name}.{row}.regions"] = [msg("所选地点现在没有分中心，请重新选择。")]
    return found


def unsatisfied(content: Content, known: Known) -> Faults:
    """Lines of leads that no active unit can satisfy, each at its field: a rule with such a line is not published."""
    found: Faults = {}
    for row, line in enumerate(content.leads):
        why = _nobody(line, known)
        if why is not None:
            found[f"leads.{row}.unit"] = [why]
    return found


def _nobody(line: Line, known: Known) -> Message | None:
    """Why no active unit can satisfy a line, or None when one can."""
    if line.unit == TOWN:
        return _no_town(line, known)
    if line.unit == CENTER:
        able = known.center is not None and known.center.active and known.center.takes_orders
        return None if able else msg("本中心没有可以签收派遣单的岗位，派给自己的单无人能办，请改选单位。")
    unit = known.units.get(line.unit)
    if unit is None:
        return msg("没有这个单位。")
    if not unit.active:
        return msg("“{name}”现在不接单，没有单位能满足这一行。", name=unit.name)
    if line.when.regions and not any(_meet(unit.region_code, one) for one in line.when.regions):
        return msg("“{name}”的辖区不含所选地点，没有单位能满足这一行。", name=unit.name)
    return None


def _no_town(line: Line, known: Known) -> Message | None:
    wanted = line.when.regions or tuple(known.towns)
    if any(known.towns[code].active for code in wanted if code in known.towns):
        return None
    return msg("所选地点没有在用的分中心，没有单位能满足这一行。")


def _meet(one: str, other: str) -> bool:
    return one.startswith(other) or other.startswith(one)
