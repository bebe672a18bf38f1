"""The numbers of wage law, each with its source and the time it is good for; arithmetic takes them from here alone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction


@dataclass(frozen=True, slots=True, kw_only=True)
class WageRules:
    """Wage law as it stands in a span of time: paid days of a month, pay for work on a statutory holiday, sources."""

    valid_from: date
    valid_to: date | None
    month_days: Fraction
    holiday_multiple: int
    month_days_source: str
    full_month_source: str
    holiday_source: str
    statutory_day_source: str
    deduction_source: str
    arrears_source: str
    pay_day_source: str

    def holds_on(self, day: date) -> bool:
        """Whether these numbers apply on a day."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


_COMMON_SOURCES = {
    "full_month_source": "劳动法第五十条；工资支付暂行规定第七条",
    "holiday_source": "劳动法第四十四条第三项",
    "statutory_day_source": "劳动法第五十一条",
    "deduction_source": "工资支付暂行规定第十五条、第十六条",
    "arrears_source": "劳动法第五十条；劳动合同法第三十条",
    "pay_day_source": "工资支付暂行规定第七条；保障农民工工资支付条例第十四条",
}

WAGE_RULES = (
    WageRules(
        valid_from=date(2008, 1, 3),
        valid_to=date(2024, 12, 31),
        month_days=Fraction(87, 4),
        holiday_multiple=3,
        month_days_source="关于职工全年月平均工作时间和工资折算问题的通知（劳社部发〔2008〕3号）",
        **_COMMON_SOURCES,
    ),
    WageRules(
        valid_from=date(2025, 1, 1),
        valid_to=None,
        month_days=Fraction(87, 4),
        holiday_multiple=3,
        month_days_source="关于职工全年月平均工作时间和工资折算问题的通知（2025年1月1日起施行，月计薪天数仍为21.75天）",
        **_COMMON_SOURCES,
    ),
)


def wage_rules_on(day: date) -> WageRules:
    """The wage law that applies on a day; raises LookupError before the first rule on record."""
    for rules in WAGE_RULES:
        if rules.holds_on(day):
            return rules
    raise LookupError(f"no wage rules for {day}")
