"""The year of the centre before its present work: disputes of every kind that came to an end and lie in the archive.

Their days follow the year: more comes in before Spring Festival, wages above all, and hardly anything over the holiday.
What was before that stood in a ledger on paper (``ledger``).
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import partial
from itertools import accumulate

from app.closure import queries as closures
from app.closure import services as closure
from app.closure.rules import missing_papers
from app.core import clock
from app.demo.at_work import AtWork
from app.demo.generated import LABOR, RESOLVED, THEMES, Step, Theme, plot_of
from app.demo.plain_case import PlainCase
from app.intake import services as intake

SEED = 20250520
COUNT = 90
#: Days between today and the newest and the oldest of them.
NEWEST, OLDEST = 45, 365
#: First days of Spring Festival.
FESTIVALS = (date(2025, 1, 29), date(2026, 2, 17), date(2027, 2, 6))
#: So many days before the festival more comes in, so many days from it on hardly anything.
BEFORE, HOLIDAY = 50, 12
RUSH, CALM = 3.0, 0.2

WAGES = (
    Theme(
        "migrant_wage", "装修班组年前工资没有结清", "装修班组完工离场，包工头称工程款未到，尾欠工资一直没有付。", "要求年前付清工资。",
        ("dept.rs", "song"), LABOR, ("工人", "施工单位"), "装饰工程有限公司",
    ),
    Theme(
        "migrant_wage", "绿化养护工人被拖欠一个月工资", "养护合同到期后公司没有结清最后一个月工资，公司承认欠付。", "要求支付最后一个月工资。",
        ("dept.rs", "song"), LABOR, ("工人", "养护公司"), "园林养护有限公司",
    ),
)  # fmt: skip

PAPER = "该件办理时电子文书尚未启用，纸质原件在纸质卷宗内。"
REDIRECT = "该事项已有生效裁判，不属于人民调解范围，可以依法申请执行。"


def weight_of(day: date) -> float:
    """How much comes in on a day, as a share of an ordinary one."""
    for festival in FESTIVALS:
        until = (festival - day).days
        if 0 < until <= BEFORE:
            return RUSH
        if -HOLIDAY < until <= 0:
            return CALM
    return 1.0


def days(count: int, oldest: int, newest: int) -> list[date]:
    """So many working days, oldest first, between two counts of days back, as dense as the weight says."""
    span = [clock.today() - timedelta(days=back) for back in range(oldest, newest, -1)]
    open_days = [day for day in span if day.weekday() < 5]
    sums = list(accumulate(weight_of(day) for day in open_days))
    found, place = [], 0
    for number in range(count):
        while sums[place] < (number + 0.5) * sums[-1] / count:
            place += 1
        found.append(open_days[place])
    return found


def theme_of(number: int, day: date) -> Theme:
    """Every second quarrel of the weeks before the festival is about wages."""
    if weight_of(day) == RUSH and number % 2:
        return WAGES[number // 2 % len(WAGES)]
    return THEMES[number % len(THEMES)]


def history(at_work: AtWork) -> Iterator[tuple[str, Callable[[], None]]]:
    """Each ended dispute by its key, with what tells it."""
    dice = random.Random(SEED)  # noqa: S311 - the same disputes every time, nothing secret
    for number, day in enumerate(days(COUNT, OLDEST, NEWEST), start=1):
        plot = plot_of(f"虚构-往-{number:03d}", 200 + number, theme_of(number, day), day, "blue", dice)
        yield plot.key, partial(_tell, PlainCase(at_work, plot), _way(number))


def _tell(case: PlainCase, steps: tuple[Step, ...]) -> None:
    for step in steps:
        step(case)


def _redirect(case: PlainCase) -> None:
    case.redirect("litigation", REDIRECT)
    case.at(3, 10, intake.confirm_receipt, case.matter_id, actor=case.act(case.plot.clerk))


def _archive(case: PlainCase) -> None:
    """Filed by one person and archived by another, with a word on the papers that exist on paper only."""
    row = closures.dossier_of(case.matter_id)
    assert row is not None
    filer, checker = case.act(case.plot.clerk), case.act("archive")
    for form in missing_papers({paper.form_code for paper in closure.papers_of(case.matter_id)}, set()):
        case.at(12, 10, closure.explain, row.id, form, PAPER, actor=filer)
    case.at(12, 15, closure.file_dossier, row.id, actor=filer)
    case.at(13, 10, closure.archive, row.id, actor=checker)


REJECTED: tuple[Step, ...] = (PlainCase.file, PlainCase.reject)
REDIRECTED: tuple[Step, ...] = (PlainCase.file, PlainCase.register, _redirect)
ARCHIVED: tuple[Step, ...] = (*RESOLVED, PlainCase.visit, PlainCase.close, _archive)


def _way(number: int) -> tuple[Step, ...]:
    if number % 10 == 3:
        return REJECTED
    return REDIRECTED if number % 10 in (6, 9) else ARCHIVED
