"""The risk score (domain.md §8): points by group, each with its reason; a person confirms the level.

Health, nationality, religion and relatives' records are never inputs (个人信息保护法6、24、28).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from app.core.text import Message, msg
from app.intake.types import RiskLevel

WEIGHTS_VERSION = "2025.1"
MAXIMUM = 100

GROUPS: dict[str, tuple[Message, int]] = {
    "people": (msg("涉及人数"), 20),
    "money": (msg("金额与生计"), 15),
    "behaviour": (msg("行为表现"), 25),
    "time": (msg("持续时间"), 10),
    "repeat": (msg("重复反映"), 10),
    "sensitivity": (msg("敏感因素"), 10),
    "counterparty": (msg("对方态度"), 10),
    "vulnerable": (msg("困难群体"), 5),
}

PEOPLE_STEPS = ((30, 18), (10, 12), (3, 5))
UNPAID_MONTH_STEPS = ((3, 10), (2, 7), (1, 4))
DAYS_STEPS = ((366, 8), (91, 6), (31, 3))
REPEAT_STEPS = ((3, 10), (2, 6), (1, 3))
LARGE_SUM_FEN = 10_000_000
MASS_GATHERING = 50

BEHAVIOUR: dict[str, tuple[Message, int]] = {
    "argument": (msg("争吵"), 3),
    "gathering": (msg("现场聚集"), 10),
    "blocking": (msg("扬言或者实施堵门、拉横幅"), 15),
    "threat": (msg("扬言伤害自己或他人"), 20),
    "fight": (msg("发生殴斗或受伤"), 22),
}
SENSITIVITY: dict[str, tuple[Message, int]] = {
    "school": (msg("涉及学校"), 6),
    "hospital": (msg("涉及医院"), 6),
    "nursing_home": (msg("涉及养老机构"), 6),
    "before_spring_festival": (msg("春节前工程欠薪"), 6),
    "media": (msg("媒体或网络关注"), 8),
    "foreign": (msg("涉外"), 8),
}
COUNTERPARTY: dict[str, tuple[Message, int]] = {
    "cooperative": (msg("对方配合"), 0),
    "party_left": (msg("对方退出调解"), 6),
    "lost_contact": (msg("对方失去联系"), 8),
    "insolvent": (msg("对方资不抵债或有被执行记录"), 8),
}
VULNERABLE: dict[str, tuple[Message, int]] = {
    "minor": (msg("有未成年人"), 3),
    "elderly": (msg("有老年人"), 3),
    "disabled": (msg("有残疾人"), 3),
    "no_income": (msg("当事人陈述没有其他收入"), 3),
}
#: The same facts as they are noted of one party.
PARTY_FLAGS: dict[str, Message] = {
    "minor": msg("未成年人"),
    "elderly": msg("老年人"),
    "disabled": msg("残疾人"),
    "no_income": msg("没有其他收入"),
}
VETOES: dict[str, Message] = {
    "threat_to_life": msg("有生命威胁或者携带凶器"),
    "death_or_serious_injury": msg("有死亡或者重伤"),
    "self_harm": msg("有自伤迹象"),
    "mass_gathering": msg("聚集达到50人"),
    "poison_or_explosives": msg("涉及有毒物或者爆炸物"),
    "child_in_danger": msg("未成年人处于危险"),
    "three_failures_unpaid_wages": msg("三次调解未成且30人以上欠薪"),
}

#: What a signal of a later context, or of a person, changes in the inputs.
SIGNALS: dict[str, Message] = {
    "party_left": msg("一方退出调解"),
    "lost_contact": msg("一方失去联系"),
    "insolvent": msg("对方资不抵债或有被执行记录"),
    "blocking": msg("扬言堵门或者拉横幅"),
    "gathering": msg("现场聚集"),
    "threat": msg("扬言伤害自己或他人"),
    "fight": msg("发生殴斗或受伤"),
    "no_progress_7d": msg("7日没有进展"),
    "missed_due": msg("逾期未办"),
    "visit_problem": msg("回访发现问题"),
    "media": msg("媒体或网络关注"),
    **VETOES,
}


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


def _step(value: int, steps: tuple[tuple[int, int], ...]) -> int:
    return next((points for least, points in steps if value >= least), 0)


def _gravest(group: str, table: Mapping[str, tuple[Message, int]], found: list[str]) -> list[Points]:
    known = [(table[code][1], code) for code in found if code in table]
    if not known:
        return []
    points, code = max(known)
    return [Points(group, table[code][0], points)]


def _people(inputs: Mapping[str, Any]) -> list[Points]:
    count = int(inputs.get("people", 0))
    lines = [Points("people", msg("{count}人", count=count), _step(count, PEOPLE_STEPS))]
    if inputs.get("across_units"):
        lines.append(Points("people", msg("跨单位或者跨地区"), 2))
    return lines


def _money(inputs: Mapping[str, Any]) -> list[Points]:
    months, total = int(inputs.get("unpaid_months", 0)), int(inputs.get("unpaid_total_fen", 0))
    lines = []
    if months:
        lines.append(Points("money", msg("拖欠{months}个月", months=months), _step(months, UNPAID_MONTH_STEPS)))
    if total >= LARGE_SUM_FEN:
        lines.append(Points("money", msg("总额达到10万元"), 3))
    if inputs.get("family_emergency"):
        lines.append(Points("money", msg("家庭急难"), 2))
    return lines


def _behaviour(inputs: Mapping[str, Any]) -> list[Points]:
    lines = _gravest("behaviour", BEHAVIOUR, list(inputs.get("behaviour", ())))
    if inputs.get("repeated_within_7d"):
        lines.append(Points("behaviour", msg("7日内再次发生"), 3))
    return lines


def _time(inputs: Mapping[str, Any]) -> list[Points]:
    days = int(inputs.get("quarrel_days", 0))
    points = _step(days, DAYS_STEPS)
    lines = [Points("time", msg("持续{days}天", days=days), points)] if points else []
    if inputs.get("no_progress_7d"):
        lines.append(Points("time", SIGNALS["no_progress_7d"], 2))
    return lines


def _repeat(inputs: Mapping[str, Any]) -> list[Points]:
    earlier = int(inputs.get("earlier_reports", 0))
    return [Points("repeat", msg("此前反映{times}次", times=earlier), _step(earlier, REPEAT_STEPS))] if earlier else []


def _vetoes(inputs: Mapping[str, Any]) -> tuple[str, ...]:
    """The vetoes that were recorded, and the one that the figures themselves say: fifty people gathered."""
    found = {code for code in inputs.get("vetoes", ()) if code in VETOES}
    if int(inputs.get("people", 0)) >= MASS_GATHERING and "gathering" in inputs.get("behaviour", ()):
        found.add("mass_gathering")
    return tuple(sorted(found))


def _capped(lines: list[Points]) -> int:
    total = 0
    for group, (_, most) in GROUPS.items():
        total += min(most, sum(line.points for line in lines if line.group == group))
    return min(total, MAXIMUM)


def level_of(score: int, *, vetoed: bool = False) -> RiskLevel:
    """Red from 70 or by any veto, orange from 50, yellow from 30, blue below."""
    if vetoed or score >= 70:
        return RiskLevel.RED
    if score >= 50:
        return RiskLevel.ORANGE
    return RiskLevel.YELLOW if score >= 30 else RiskLevel.BLUE


def suggest(inputs: Mapping[str, Any]) -> RiskScore:
    """Score the recorded inputs; every line is kept, so that a person can ask why this colour."""
    vulnerable = list(inputs.get("vulnerable", ()))
    lines = [
        *_people(inputs),
        *_money(inputs),
        *_behaviour(inputs),
        *_time(inputs),
        *_repeat(inputs),
        *_gravest("sensitivity", SENSITIVITY, list(inputs.get("sensitivity", ()))),
        *_gravest("counterparty", COUNTERPARTY, list(inputs.get("counterparty", ()))),
        *_gravest("vulnerable", VULNERABLE, vulnerable),
    ]
    if len([code for code in vulnerable if code in VULNERABLE]) > 1:
        lines.append(Points("vulnerable", msg("不止一类困难群体"), 2))
    score = _capped(lines)
    vetoes = _vetoes(inputs)
    return RiskScore(score, level_of(score, vetoed=bool(vetoes)), tuple(lines), vetoes)


def with_signal(inputs: Mapping[str, Any], kind: str) -> dict[str, Any]:
    """The inputs after a signal; a signal adds, it never takes away."""
    changed = dict(inputs)
    for field, table in (("behaviour", BEHAVIOUR), ("counterparty", COUNTERPARTY), ("sensitivity", SENSITIVITY)):
        if kind in table:
            changed[field] = sorted({*changed.get(field, ()), kind})
    if kind in VETOES:
        changed["vetoes"] = sorted({*changed.get("vetoes", ()), kind})
    if kind == "no_progress_7d":
        changed["no_progress_7d"] = True
    return changed
