"""The scripts of the wage stories: S01 as it happened in June 2025, and copies with other people near today."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.claims.samples import WORKERS as FANGSHAN
from app.claims.samples import SampleWorker, sample_terms
from app.claims.types import Month, WageTerms
from app.core import identity

SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜"
STEMS = "甲乙丙丁戊己庚辛壬癸"
PAY_DAY = 15
#: Until when the assignee of a copy pays, in days after the story begins: after the confirmation.
LATER = 30
JOBS = (("保洁", 360_000), ("保安", 420_000), ("餐饮服务", 400_000), ("工程维修", 520_000))


@dataclass(frozen=True, slots=True)
class Firm:
    """An invented organisation with its registration number and representative."""

    name: str
    uscc: str
    representative: str


EMPLOYER = Firm("北京虚构洁安物业服务有限公司", "91110199MA0FXC0116", "赖某")
HOME = Firm("北京虚构康颐养老院", "52110199MJ0FXC030N", "温某")


@dataclass(frozen=True, slots=True)
class WageScript:
    """What differs between the wage stories: the day it begins, the place, the people, whether papers are printed."""

    day: date
    roster: tuple[SampleWorker, ...] = FANGSHAN
    employer: Firm = EMPLOYER
    client: Firm = HOME
    place: str = "房山区虚构康颐养老院门前"
    report_number: str = "虚构110-20250618-0840"
    papers: bool = True
    pay_by: int = 12

    @property
    def last_month(self) -> Month:
        """The last month of the claim: the latest whose pay day, the 15th of the next month, has passed."""
        return Month(self.day.year, self.day.month).plus(-1 if self.day.day > PAY_DAY else -2)

    @property
    def terms(self) -> WageTerms:
        """The wage terms of the employer."""
        plain = sample_terms(self.last_month)
        return WageTerms(
            employer=self.employer.name,
            employer_uscc=self.employer.uscc,
            first_month=plain.first_month,
            last_month=plain.last_month,
            pay_day=plain.pay_day,
            pay_offset=plain.pay_offset,
        )


def id_number(birth: date, serial: int) -> str:
    """An invented identity number of the unassigned region 110199, with its check digit."""
    body = f"110199{birth:%Y%m%d}{serial % 1000:03d}"
    return body + identity.id_check_digit(body)


def uscc(kind: str, serial: int) -> str:
    """An invented registration number: ``91`` a company, ``52`` a private non-enterprise unit."""
    stem = "MA0" if kind == "91" else "MJ0"
    organisation = f"{stem}FX{serial % 1000:03d}"
    body = f"{kind}110199{organisation}{identity.organisation_check(organisation)}"
    return body + identity.uscc_check_letter(body)


def roster(serial: int, count: int) -> tuple[SampleWorker, ...]:
    """So many other workers; the second one took leave, the third had an advance."""
    return tuple(_worker(serial, number) for number in range(1, count + 1))


def _worker(serial: int, number: int) -> SampleWorker:
    job, wage = JOBS[(serial + number) % len(JOBS)]
    birth = date(1970 + (serial * 3 + number * 7) % 30, 1 + (serial + number) % 12, 1 + (serial * 5 + number) % 27)
    return SampleWorker(
        number,
        f"{SURNAMES[(serial * 5 + number * 3) % len(SURNAMES)]}某{STEMS[(serial + number) % len(STEMS)]}",
        job,
        id_number(birth, serial * 37 + number * 2),
        wage,
        wage * 2,
        leave={0: 2} if number == 2 else {},
        advance_fen=100_000 if number == 3 else 0,
    )


def copy_script(serial: int, day: date, workers: int = 4, *, papers: bool = False) -> WageScript:
    """A wage story with other people that begins on the given day."""
    mark = STEMS[serial % len(STEMS)]
    client = Firm(f"北京虚构颐{mark}养老院", uscc("52", 300 + serial), f"温某{mark}")
    return WageScript(
        day=day,
        roster=roster(serial, workers),
        employer=Firm(f"北京虚构洁{mark}物业服务有限公司", uscc("91", 100 + serial), f"赖某{mark}"),
        client=client,
        place=f"房山区虚构颐{mark}养老院门前",
        report_number=f"虚构110-{serial:04d}",
        papers=papers,
        pay_by=LATER,
    )
