"""Sixty invented disputes of every kind, town and stage, the same ones whenever they are planted.

Their colours are spread by plan, not by the dice: a quarrel of many is orange while it is still worked on, every fourth
of the others is yellow, the rest is blue. A red matter is not made up here, it needs a leader, guidance and daily notes of its own.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from app.demo.at_work import AtWork, working_day
from app.demo.plain_case import PlainCase, Plot
from app.demo.scenarios import firm, person
from app.demo.units import TOWNS
from app.dispatch import services as dispatch
from app.dispatch.commands import ReturnDetails
from app.intake.commands import PartyDetails

SEED = 20250618
COUNT = 60
SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎"
STEMS = "甲乙丙丁戊己庚辛壬癸"
PLACES = ("虚构东里", "虚构西苑", "虚构碧岸小区", "虚构北尚村", "虚构物流园", "虚构商街", "虚构家园")


@dataclass(frozen=True, slots=True)
class Theme:
    """One kind of quarrel: its words, its lead and mediators as (unit, head), the respondent's side and firm."""

    kind: str
    title: str
    summary: str
    demand: str
    lead: tuple[str, str]
    org: tuple[str, str]
    sides: tuple[str, str] = ("申请一方", "另一方")
    firm: str = ""
    many: bool = False


JOINT, CONSUMER, PROPERTY = ("org.joint", "fang"), ("org.consumer", "shi"), ("org.property", "jiang")
MEDICAL, TRAFFIC, FAMILY, LABOR = (
    ("org.medical", "tao"),
    ("org.traffic", "hou"),
    ("org.family", "xie"),
    ("org.labor", "qin"),
)
THEMES: tuple[Theme, ...] = (
    Theme("neighbor", "楼上漏水，三次维修仍渗", "楼上卫生间漏水，楼下墙面起皮，双方对维修和赔偿有争议。", "要求修好漏水并赔偿。",
          ("town", ""), JOINT, ("下邻", "上邻")),
    Theme("neighbor", "院墙越界，相邻两家各执一词", "翻建院墙时相邻两家对界线看法不同，停工协商未果。", "要求恢复原界线。",
          ("town", ""), JOINT),
    Theme("property_mgmt", "电梯停用，业主拒交物业费", "电梯停用半月，部分业主拒交物业费，物业公司催缴引起争执。", "要求恢复电梯并减免费用。",
          ("dept.zj", "zjhead"), PROPERTY, ("业主", "物业公司"), "物业管理有限公司", many=True),
    Theme("house_homestead", "租房押金不退", "租赁期满退房后，出租人以墙面损坏为由不退押金。", "要求退还押金。",
          ("dept.zj", "zjhead"), JOINT, ("承租人", "出租人")),
    Theme("contract", "民间借款到期未还", "双方有借条，到期后对剩余本金数额说法不一。", "要求按借条归还本金。", ("dept.sf", "sfhead"), JOINT,
          ("出借人", "借款人")),
    Theme("consumer_other", "健身房停业，会员要求退费", "健身房停业装修后迟迟不开门，会员要求退还余额。", "要求退还预付余额。",
          ("dept.sc", "schead"), CONSUMER, ("会员", "经营者"), "健身服务有限公司", many=True),
    Theme("e_commerce", "网购家具与描述不符", "网购家具尺寸、材质与页面描述不符，商家只同意部分退款。", "要求退货退款。",
          ("dept.sc", "schead"), CONSUMER, ("买家", "商家"), "家居销售有限公司"),
    Theme("marriage_family", "兄弟三人赡养老人意见不一", "三个子女对老人的照料方式和费用分担意见不一。", "要求明确各自的赡养责任。",
          ("dept.sf", "sfhead"), FAMILY, ("老人", "子女")),
    Theme("traffic", "电动车与轿车剐蹭", "路口剐蹭，责任已经认定，双方对误工费有争议。", "要求赔偿医疗费和误工费。",
          ("dept.ga.traffic", "traffic"), TRAFFIC, ("伤者", "驾驶人")),
    Theme("medical", "术后恢复不理想，家属质疑护理", "术后恢复不理想，家属认为护理不到位，医院认为属正常恢复期。", "要求说明情况并减免费用。",
          ("dept.wj", "wj"), MEDICAL, ("患者", "医院"), "康复医院有限公司"),
    Theme("other_labor", "离职补偿数额有争议", "劳动者离职后与公司对经济补偿的计算年限看法不同。", "要求支付经济补偿。",
          ("dept.rs", "rshead"), LABOR, ("劳动者", "用人单位"), "商贸有限公司"),
    Theme("damage_compensation", "孩子玩耍损坏车辆", "小区内孩子玩耍划伤车辆，双方家长对赔偿数额有争议。", "要求赔偿喷漆费用。",
          ("dept.sf", "sfhead"), JOINT),
    Theme("environment", "餐饮店油烟扰民", "楼下餐饮店排烟口正对居民窗户，居民多次反映。", "要求改造排烟口。",
          ("dept.st", "st"), JOINT, ("居民", "餐饮店"), "餐饮管理有限公司", many=True),
    Theme("forest_land", "承包地边界不清", "两户承包地相邻，合同四至写法不同，耕种时发生争执。", "要求明确边界。", ("dept.ny", "ny"), JOINT),
    Theme("tourism", "民宿退订扣费", "因天气退订民宿，经营者扣除全部房费。", "要求退还部分房费。",
          ("dept.wl", "wl"), CONSUMER, ("游客", "民宿"), "民宿经营有限公司"),
)  # fmt: skip

#: How many take part and what is recorded of it, by colour; each lies well inside its band of the risk table.
QUARRELS: dict[str, tuple[tuple[int, ...], tuple[dict[str, Any], ...]]] = {
    "blue": ((2, 2, 2, 3, 4), (
        {"quarrel_days": 3}, {"behaviour": ["argument"], "quarrel_days": 20}, {"behaviour": ["argument"], "quarrel_days": 45},
        {"quarrel_days": 120, "vulnerable": ["elderly"]}, {"earlier_reports": 1, "quarrel_days": 45},
    )),
    "yellow": ((4, 6, 12), (
        {"behaviour": ["blocking"], "quarrel_days": 120, "earlier_reports": 2},
        {"behaviour": ["threat"], "quarrel_days": 45, "earlier_reports": 1},
        {"behaviour": ["blocking"], "quarrel_days": 120, "earlier_reports": 1, "vulnerable": ["elderly"]},
    )),
    "orange": ((38, 44), (
        {"behaviour": ["blocking"], "quarrel_days": 120, "earlier_reports": 3, "counterparty": ["lost_contact"]},
        {"behaviour": ["blocking"], "quarrel_days": 120, "earlier_reports": 3, "vulnerable": ["elderly"], "repeated_within_7d": True},
    )),
}  # fmt: skip
#: Every so many-th quarrel of a few is a heated one.
HEATED = 4
#: Towns whose heads are entered; leads of neighbours' quarrels are theirs.
TOWN_HEADS = {"008": "lianghead", "011": "gongchenhead", "012": "xiluhead", "105": "changyanghead"}
REPORTERS = {"008": "liangxiang", "011": "gongchen", "012": "xilu", "105": "changyang"}
SOURCES = {True: ("sub_center", "grid_worker", "walk_in"), False: ("hotline_12345", "phone", "walk_in", "online")}

Step = Callable[[PlainCase], object]
UNTIL_STARTED: tuple[Step, ...] = (
    PlainCase.file, PlainCase.register, PlainCase.triage, PlainCase.dispatch, PlainCase.sign, PlainCase.start,
)  # fmt: skip
SETTLED = (*UNTIL_STARTED, PlainCase.mediate, PlainCase.settle)
#: Steps that lead a dispute to its end; a grave one would need a judge's guidance before.
ENDED = frozenset({PlainCase.reject, PlainCase.fail, PlainCase.settle})
RESOLVED = (*SETTLED, PlainCase.feed_back, PlainCase.resolve)


def _return(case: PlainCase) -> None:
    """The lead asks to give the order back."""
    lead = next(order for order in case.orders if order.is_lead)
    details = ReturnDetails(
        code="R6",
        text="该纠纷同时涉及市场监管和属地街道，本单位单独办理有困难，建议由中心统筹牵头。",
        basis="建议由司法局牵头",
        suggested_unit_id=case.at_work.unit_id("dept.sf" if case.plot.lead[0] != "dept.sf" else "dept.sc"),
    )
    case.at(0, 15, dispatch.request_return, lead.id, details, actor=case.person_of(lead))


#: How far a dispute is told, how many of the sixty are, and between how many working days back they began.
STAGES: tuple[tuple[tuple[Step, ...], int, tuple[int, int]], ...] = (
    (UNTIL_STARTED[:1], 5, (1, 1)),
    ((PlainCase.file, PlainCase.reject), 2, (2, 9)),
    (UNTIL_STARTED[:2], 4, (1, 1)),
    (UNTIL_STARTED[:3], 4, (1, 2)),
    (UNTIL_STARTED[:4], 4, (1, 2)),
    ((*UNTIL_STARTED[:4], _return), 2, (1, 2)),
    (UNTIL_STARTED, 7, (1, 4)),
    ((*UNTIL_STARTED, PlainCase.mediate), 8, (3, 7)),
    ((*UNTIL_STARTED, PlainCase.mediate, PlainCase.fail), 3, (4, 9)),
    (SETTLED, 4, (4, 8)),
    ((*SETTLED, PlainCase.feed_back), 4, (4, 6)),
    (RESOLVED, 6, (5, 9)),
    ((*RESOLVED, PlainCase.visit, PlainCase.close), 7, (12, 28)),
)


def generated(at_work: AtWork) -> Iterator[tuple[str, Callable[[], None]]]:
    """Each dispute by its key, with what tells it."""
    dice = random.Random(SEED)  # noqa: S311 - the same disputes every time, nothing secret
    told = [(steps, span) for steps, count, span in STAGES for _ in range(count)]
    for number, (steps, (nearest, farthest)) in enumerate(told, start=1):
        plot = _plot(number, working_day(dice.randint(nearest, farthest)), colour_of(number, steps), dice)
        yield plot.key, partial(_tell, PlainCase(at_work, plot), steps)


def colour_of(number: int, steps: tuple[Step, ...]) -> str:
    """The colour planned for a dispute; one that came to its end had no more than yellow."""
    if THEMES[number % len(THEMES)].many:
        return "yellow" if ENDED & set(steps) else "orange"
    return "yellow" if number % HEATED == 0 else "blue"


def _tell(case: PlainCase, steps: tuple[Step, ...]) -> None:
    for step in steps:
        step(case)


def _plot(number: int, day: date, colour: str, dice: random.Random) -> Plot:
    return plot_of(f"虚构-{number:03d}", number, THEMES[number % len(THEMES)], day, colour, dice)


def plot_of(key: str, number: int, theme: Theme, day: date, colour: str, dice: random.Random) -> Plot:
    """A quarrel on a theme with invented people, whose numbers follow from ``number``."""
    local = theme.lead[0] == "town"
    town, name = _town(dice, local=local)
    lead = (f"sub.110111{town}", TOWN_HEADS[town]) if local else theme.lead
    counts, found = QUARRELS[colour]
    return Plot(
        key=key,
        day=day,
        kind=theme.kind,
        title=theme.title,
        summary=theme.summary,
        demand=theme.demand,
        region=f"110111{town}",
        place=f"{name}{dice.choice(PLACES)}{dice.randint(1, 30)}号",
        parties=parties_of(100_000 + number * 4, theme, dice),
        lead=lead,
        org=theme.org,
        source=dice.choice(SOURCES[town in REPORTERS]),
        reporter=REPORTERS.get(town, "tang"),
        clerk=dice.choice(("gaomou", "gaomou", "tang")),
        count=dice.choice(counts),
        risk_inputs=dice.choice(found),
        method="12",
    )


def _town(dice: random.Random, *, local: bool) -> tuple[str, str]:
    towns = [row for row in TOWNS if not local or row[0] in TOWN_HEADS]
    return dice.choice(towns)


def parties_of(serial: int, theme: Theme, dice: random.Random) -> tuple[PartyDetails, ...]:
    """Somebody and the other side, a person or a firm as the theme says; their numbers follow from ``serial``."""
    first = person("applicant", _name(dice), _birth(dice), serial, side=theme.sides[0])
    if not theme.firm:
        return first, person("respondent", _name(dice), _birth(dice), serial + 1, side=theme.sides[1])
    title = f"北京虚构{dice.choice(SURNAMES)}{dice.choice(STEMS)}{theme.firm}"
    return first, firm("respondent", title, serial + 2, _name(dice)[:2], side=theme.sides[1])


def _name(dice: random.Random) -> str:
    return f"{dice.choice(SURNAMES)}某{dice.choice(STEMS)}"


def _birth(dice: random.Random) -> date:
    return date(dice.randint(1948, 2002), dice.randint(1, 12), dice.randint(1, 28))
