"""The forty arrivals of the dispatcher's day: when each came, how, who took it down, and what it is about."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.demo.generated import FAMILY, JOINT, LABOR, PLACES, STEMS, SURNAMES, THEMES, Theme, parties_of
from app.demo.plain_case import Plot
from app.demo.scenarios import firm, person
from app.demo.units import TOWNS
from app.intake.commands import PartyDetails

SEED = 20261107
KEY = "虚构-日-{:02d}"
#: The workers of the collective matter who stand in its first report, and all of them.
AT_FIRST, WORKERS = 3, 12
TOWN_NAMES = dict(TOWNS)

WAGES = Theme(
    "migrant_wage", "园区保洁工人两个月工资没有发", "物流园区保洁公司拖欠两个月工资，十余名工人到派出所反映，公司承认欠付、数额待核。",
    "要求支付拖欠的工资。", ("dept.rs", "song"), LABOR, ("保洁工人", "保洁公司"), "保洁服务有限公司",
)  # fmt: skip
ROOF = Theme(
    "house_homestead", "租户被限期搬离，扬言从楼顶跳下", "房东通知三日内搬离，租户带孩子上到楼顶，扬言跳下，消防和派出所已到场劝下，情绪仍激动。",
    "要求退还剩余租金和押金，并给出搬离时间。", ("dept.zj", "zjhead"), JOINT, ("租户", "房东"),
)  # fmt: skip
TUTORING = Theme(
    "consumer_other", "课外培训班停课，家长要求退费", "培训班持有办学许可，因教师离职停课，三名家长要求退还未上课程的费用。",
    "要求退还未上课程的费用。", ("dept.sc", "schead"), ("org.consumer", "shi"), ("家长", "培训班"), "培训学校有限公司",
)  # fmt: skip
CARE = Theme(
    "marriage_family", "独居老人的照料没有人承担", "独居老人摔伤出院，子女都说无力照料，社区请民政部门协助商量照料办法。", "要求商定照料和费用。",
    ("dept.mz", "civil"), FAMILY, ("老人", "子女"),
)  # fmt: skip
LIFT = THEMES[2]


@dataclass(frozen=True, slots=True)
class Arrival:
    """One report: its time, source, who filed it, its subject and town, what became of it.

    ``like`` is the place in the list of the earlier one that it repeats, from 1 on.
    """

    at: tuple[int, int]
    source: str
    by: str
    theme: Theme
    town: str
    fate: str = "pass"
    like: int = 0


ARRIVALS: tuple[Arrival, ...] = (
    Arrival((8, 33), "sub_center", "xilu", THEMES[0], "012"),
    Arrival((8, 40), "hotline_12345", "gaomou", THEMES[6], "008"),
    Arrival((8, 46), "walk_in", "gaomou", THEMES[3], "007"),
    Arrival((8, 52), "police_110", "police", WAGES, "012", "collective"),
    Arrival((9, 1), "phone", "gaomou", THEMES[8], "001"),
    Arrival((9, 8), "grid_worker", "xilugrid", THEMES[12], "012"),
    Arrival((9, 14), "hotline_12345", "gaomou", THEMES[12], "012", "merge", like=6),
    Arrival((9, 21), "petition_office", "tang", TUTORING, "105", "return_unjustly_refused"),
    Arrival((9, 28), "sub_center", "liangxiang", THEMES[1], "008"),
    Arrival((9, 35), "walk_in", "gaomou", WAGES, "012", "join", like=4),
    Arrival((9, 42), "police_110", "police", ROOF, "012", "red"),
    Arrival((9, 50), "online", "tang", THEMES[14], "111", "return_accepted"),
    Arrival((9, 57), "phone", "gaomou", THEMES[10], "007", "suspend"),
    Arrival((10, 4), "sub_center", "xilu", LIFT, "012", "whistle"),
    Arrival((10, 11), "hotline_12345", "tang", THEMES[4], "006"),
    Arrival((10, 18), "walk_in", "gaomou", THEMES[9], "001"),
    Arrival((10, 25), "sub_center", "changyang", THEMES[5], "105"),
    Arrival((10, 33), "phone", "gaomou", THEMES[5], "105", "link", like=17),
    Arrival((10, 40), "sub_center", "gongchen", THEMES[11], "011"),
    Arrival((10, 48), "petition_office", "tang", THEMES[13], "109"),
    Arrival((10, 56), "walk_in", "gaomou", CARE, "002", "substitute"),
    Arrival((11, 5), "hotline_12345", "tang", THEMES[3], "004", "return_refused"),
    Arrival((11, 12), "grid_worker", "xilugrid", THEMES[0], "012", "merge", like=1),
    Arrival((11, 20), "online", "tang", THEMES[6], "005"),
    Arrival((11, 27), "police_110", "police", THEMES[8], "012"),
    Arrival((11, 36), "phone", "gaomou", THEMES[7], "006"),
    Arrival((13, 31), "walk_in", "gaomou", WAGES, "012", "join", like=4),
    Arrival((13, 39), "sub_center", "liangxiang", THEMES[11], "008"),
    Arrival((13, 47), "hotline_12345", "gaomou", THEMES[12], "101"),
    Arrival((13, 56), "walk_in", "gaomou", THEMES[9], "007", "suspend"),
    Arrival((14, 5), "petition_office", "tang", THEMES[13], "109", "merge", like=20),
    Arrival((14, 14), "phone", "gaomou", THEMES[4], "104", "redirect"),
    Arrival((14, 23), "grid_worker", "xilugrid", THEMES[2], "012"),
    Arrival((14, 34), "sub_center", "gongchen", THEMES[1], "011"),
    Arrival((14, 45), "hotline_12345", "tang", THEMES[14], "110", "reject"),
    Arrival((15, 2), "online", "tang", THEMES[6], "009"),
    Arrival((15, 20), "walk_in", "gaomou", THEMES[10], "103"),
    Arrival((15, 46), "police_110", "police", THEMES[11], "012", "triage"),
    Arrival((16, 25), "phone", "gaomou", THEMES[7], "007", "register"),
    Arrival((16, 50), "hotline_12345", "tang", THEMES[4], "010", "file"),
)

#: What the table of risk hears of the roof: the veto is a threat to oneself, which makes it red.
RISKS: dict[str, dict[str, Any]] = {
    ROOF.title: {"behaviour": ["threat"], "vetoes": ["self_harm"], "vulnerable": ["minor"]},
    WAGES.title: {"behaviour": ["gathering"], "unpaid_months": 2, "quarrel_days": 60},
    LIFT.title: {"behaviour": ["blocking"], "quarrel_days": 60},
}
PEOPLE = {WAGES.title: WORKERS, LIFT.title: 12, TUTORING.title: 4}


def plots(day: date) -> tuple[Plot, ...]:
    """What each arrival tells, in the order of the day; a repeated report has the people and place of the first."""
    told: list[Plot] = []
    for number, arrival in enumerate(ARRIVALS, start=1):
        told.append(_plot(number, arrival, told[arrival.like - 1] if arrival.like else None, day))
    return tuple(told)


def worker(serial: int) -> PartyDetails:
    """A worker of the collective matter; from ``WORKERS`` on those who came later."""
    born = date(1979, 1 + serial % 12, 5 + serial)
    return person("applicant", f"{SURNAMES[-1 - serial]}某{STEMS[serial % 10]}", born, 2_101 + serial, side="保洁工人")


def _plot(number: int, arrival: Arrival, first: Plot | None, day: date) -> Plot:
    theme, dice = arrival.theme, random.Random(SEED + number)  # noqa: S311 - the same day every time, nothing secret
    town = f"sub.110111{arrival.town}"
    lead = ({"012": (town, "xiluhead"), "008": (town, "lianghead"), "011": (town, "gongchenhead")}).get(arrival.town)
    return Plot(
        key=KEY.format(number),
        day=day,
        kind=theme.kind,
        title=theme.title if first is None else f"再次反映：{theme.title}",
        summary=theme.summary,
        demand=theme.demand,
        region=f"110111{arrival.town}",
        place=first.place if first else f"{TOWN_NAMES[arrival.town]}{dice.choice(PLACES)}{dice.randint(31, 60)}号",
        parties=_parties(number, arrival, first, dice),
        lead=lead if lead and theme.lead[0] == "town" else theme.lead,
        org=theme.org,
        source=arrival.source,
        reporter=arrival.by,
        clerk="gaomou",
        count=PEOPLE.get(theme.title, 2) if first is None else 2,
        risk_inputs=RISKS.get(theme.title, {"behaviour": ["argument"]}) if first is None else {},
        level_reason="扬言自伤属于一票定级情形，已请公安和消防留在现场。" if theme is ROOF else "",
    )


def _parties(number: int, arrival: Arrival, first: Plot | None, dice: random.Random) -> tuple[PartyDetails, ...]:
    if first is not None and arrival.theme is not WAGES:
        return first.parties
    theme, serial = arrival.theme, 3_000 + number * 4
    if arrival.theme is WAGES:
        late = sum(1 for one in ARRIVALS[: number - 1] if one.fate == "join")
        came = [worker(WORKERS + late)] if first else [worker(one) for one in range(AT_FIRST)]
        company = first.parties[-1] if first else firm("respondent", "北京虚构净园保洁服务有限公司", 3_001, "净某")
        return (*came, company)
    return parties_of(serial, theme, dice)
