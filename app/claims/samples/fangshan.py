"""The roster of the fictional firm 北京虚构洁安物业服务有限公司: people, wages, claims, and two months not paid.

Every name, number and account is invented (numbers 110199…, phones 120…). The months can be moved, so that a copy of
the story may stand near today; attendance and pay days then follow the calendar of the new months.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from app.claims.rules.wages import wage_due_on
from app.claims.types import NO_DAYS, WINDOW_MONTHS, FlowMonth, Month, WageTerms, WorkerClaim
from app.core.calendar import Calendar, DayKind, days_between

EMPLOYER = "北京虚构洁安物业服务有限公司"
EMPLOYER_USCC = "91110199MA0FXC0116"
LAST_MONTH = Month(2025, 5)
UNPAID_MONTHS = 2
BANK = "虚构银行房山支行"
PAY_DAY = 15
SATURDAY = 5


@dataclass(frozen=True, slots=True)
class SampleWorker:
    """One person of the roster; `leave` counts unpaid days by how many months before the last one."""

    number: int
    name: str
    job: str
    id_number: str
    monthly_wage_fen: int
    claimed_fen: int
    leave: Mapping[int, int] = field(default_factory=dict)
    advance_fen: int = 0
    overtime: int = 0
    left_on_day: int = 0


WORKERS = (
    SampleWorker(1, "赵某甲", "保洁", "110199196501011008", 360000, 720000),
    SampleWorker(2, "钱某乙", "保洁", "110199197206041022", 360000, 720000),
    SampleWorker(3, "孙某丙", "保洁", "110199197911071040", 360000, 720000),
    SampleWorker(4, "李某丁", "保洁", "110199198604101064", 360000, 720000, leave={0: 2}),
    SampleWorker(5, "周某戊", "保洁", "110199199309131089", 360000, 720000),
    SampleWorker(6, "吴某己", "保洁", "110199196802161106", 360000, 720000, advance_fen=100_000),
    SampleWorker(7, "郑某庚", "保洁", "110199197507191120", 360000, 720000),
    SampleWorker(8, "王某辛", "保洁", "110199198212221147", 360000, 720000),
    SampleWorker(9, "冯某壬", "保洁", "110199198905251162", 360000, 720000),
    SampleWorker(10, "陈某癸", "保洁", "110199199610011182", 360000, 720000),
    SampleWorker(11, "褚某子", "保洁", "110199197103041206", 360000, 720000),
    SampleWorker(12, "卫某丑", "保洁", "110199197808071229", 360000, 720000, leave={1: 1}),
    SampleWorker(13, "蒋某寅", "保洁", "110199198501101248", 360000, 720000),
    SampleWorker(14, "沈某卯", "保洁", "110199199206131262", 360000, 720000),
    SampleWorker(15, "韩某辰", "保安", "110199196711161290", 420000, 840000),
    SampleWorker(16, "杨某巳", "保安", "110199197404191312", 420000, 840000),
    SampleWorker(17, "朱某午", "保安", "110199198109221333", 420000, 897931, overtime=1),
    SampleWorker(18, "秦某未", "保安", "110199198802251354", 420000, 840000),
    SampleWorker(19, "尤某申", "保安", "110199199507011379", 420000, 840000),
    SampleWorker(20, "许某酉", "保安", "110199197012041390", 420000, 840000),
    SampleWorker(21, "何某戌", "保安", "110199197705071410", 420000, 840000, advance_fen=100_000),
    SampleWorker(22, "吕某亥", "保安", "110199198410101437", 420000, 840000),
    SampleWorker(23, "施某天", "餐饮服务", "110199199103131446", 400000, 800000),
    SampleWorker(24, "张某地", "餐饮服务", "110199196608161460", 400000, 800000),
    SampleWorker(25, "孔某玄", "餐饮服务", "110199197301191483", 400000, 800000, left_on_day=16),
    SampleWorker(26, "曹某黄", "餐饮服务", "110199198006221509", 400000, 800000),
    SampleWorker(27, "严某宇", "餐饮服务", "110199198711251527", 400000, 800000),
    SampleWorker(28, "华某宙", "工程维修", "110199199404011552", 520000, 1040000),
    SampleWorker(29, "金某洪", "工程维修", "110199196909041577", 520000, 1040000),
    SampleWorker(30, "魏某荒", "工程维修", "11019919760207159X", 520000, 1040000),
    SampleWorker(31, "陶某日", "项目主管", "110199198307101615", 650000, 1300000),
    SampleWorker(32, "姜某月", "项目主管", "110199199012131635", 650000, 1300000),
)

VERIFIED = {
    1: 720000,
    2: 720000,
    3: 720000,
    4: 686897,
    5: 720000,
    6: 620000,
    7: 720000,
    8: 720000,
    9: 720000,
    10: 720000,
    11: 720000,
    12: 703448,
    13: 720000,
    14: 720000,
    15: 840000,
    16: 840000,
    17: 897931,
    18: 840000,
    19: 840000,
    20: 840000,
    21: 740000,
    22: 840000,
    23: 800000,
    24: 800000,
    25: 602299,
    26: 800000,
    27: 800000,
    28: 1040000,
    29: 1040000,
    30: 1040000,
    31: 1300000,
    32: 1300000,
}
"""What the arithmetic must give for each number, in fen."""


def sample_terms(last_month: Month = LAST_MONTH) -> WageTerms:
    """The terms of the fictional firm: wages on the 15th of the next month, two months claimed."""
    return WageTerms(
        employer=EMPLOYER,
        employer_uscc=EMPLOYER_USCC,
        first_month=last_month.plus(1 - UNPAID_MONTHS),
        last_month=last_month,
        pay_day=PAY_DAY,
        pay_offset=1,
    )


def sample_workers(
    calendar: Calendar, last_month: Month = LAST_MONTH, roster: tuple[SampleWorker, ...] = WORKERS
) -> tuple[WorkerClaim, ...]:
    """The roster with twelve months of wages and attendance that end with the given month."""
    return tuple(_worker(person, last_month, calendar) for person in roster)


def _worker(person: SampleWorker, last_month: Month, calendar: Calendar) -> WorkerClaim:
    return WorkerClaim(
        number=person.number,
        name=person.name,
        job=person.job,
        id_number=person.id_number,
        monthly_wage_fen=person.monthly_wage_fen,
        claimed_fen=person.claimed_fen,
        account=f"000000000000{person.number:04d}",
        account_name=person.name,
        phone=f"120000000{person.number:02d}",
        bank=BANK,
        hired_on=Month(2021, 7).plus(person.number % 24).day(1),
        left_on=last_month.day(person.left_on_day) if person.left_on_day else None,
        flow=tuple(_flow(person, last_month, calendar)),
    )


def _flow(person: SampleWorker, last_month: Month, calendar: Calendar) -> Iterator[FlowMonth]:
    for back in reversed(range(WINDOW_MONTHS)):
        month, unpaid, last = last_month.plus(-back), back < UNPAID_MONTHS, back == 0
        leave = person.leave.get(back, 0)
        end = month.day(person.left_on_day) if last and person.left_on_day else month.last_day
        yield FlowMonth(
            month=month,
            due_fen=person.monthly_wage_fen,
            paid_fen=0 if unpaid else person.monthly_wage_fen,
            paid_on=None if unpaid else wage_due_on(month, PAY_DAY, 1, calendar),
            attendance_days=Fraction(_working_days(month, end, calendar) - leave),
            unpaid_leave_days=Fraction(leave),
            paid_statutory_days=Fraction(_statutory_weekdays(month, end, calendar)),
            holiday_overtime_days=Fraction(person.overtime) if last else NO_DAYS,
            deduction_fen=person.advance_fen if last else 0,
            note="；".join(_notes(person, month, unpaid=unpaid, last=last, leave=leave, calendar=calendar)),
        )


def _notes(
    person: SampleWorker, month: Month, *, unpaid: bool, last: bool, leave: int, calendar: Calendar
) -> Iterator[str]:
    pay_day = month.plus(1).day(PAY_DAY)
    if unpaid:
        yield "拖欠"
    elif calendar.rests(pay_day):
        yield "15日为休息日，提前发放"
    if leave:
        yield f"事假{leave}天，有请假条"
    if last and person.advance_fen:
        yield f"预支{person.advance_fen // 100}元，有借支单"
    if last and person.overtime:
        yield "5月1日加班1天，有排班表" if month.month == LAST_MONTH.month else "法定节假日加班1天，有排班表"
    if last and person.left_on_day:
        yield f"{person.left_on_day}日离职"


def _working_days(month: Month, end: date, calendar: Calendar) -> int:
    return sum(1 for day in days_between(month.first_day, end) if calendar.works(day))


def _statutory_weekdays(month: Month, end: date, calendar: Calendar) -> int:
    days = days_between(month.first_day, end)
    return sum(1 for day in days if calendar.kind(day) is DayKind.STATUTORY and day.weekday() < SATURDAY)
