"""What a month of work is worth and what of it is still owed; nothing is rounded here but the worker's one total."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction

from app.claims.rules.parameters import WageRules
from app.claims.rules.trace import Trace, Unit, plain_number
from app.claims.types import Employment, FlowMonth, Month
from app.core.calendar import Calendar, roll_backward
from app.core.money import half_up, yuan
from app.core.text import msg

NOTHING = Fraction(0)


def wage_due_on(month: Month, pay_day: int, pay_offset: int, calendar: Calendar) -> date:
    """The day by which a month's wage must be paid; a pay day on a rest day moves back to the working day before it
    (工资支付暂行规定7, 保障农民工工资支付条例14). Raises CalendarNotLoaded beyond the loaded years."""
    return roll_backward(month.plus(pay_offset).day(pay_day), calendar)


def employment_in(month: Month, hired_on: date | None, left_on: date | None) -> Employment:
    """Whether the worker was employed the whole month, a part of it, or not at all."""
    if (hired_on and hired_on > month.last_day) or (left_on and left_on < month.first_day):
        return Employment.NONE
    if (hired_on and hired_on > month.first_day) or (left_on and left_on < month.last_day):
        return Employment.PART
    return Employment.FULL


def month_gross(flow: FlowMonth, wage_fen: int, employment: Employment, rules: WageRules) -> Trace:
    """What a month is worth in fen, exact: the monthly wage less unpaid leave for a full month, paid days for a part
    month, and in both the pay for work on statutory holidays (劳动法44, 51; 21.75 paid days a month)."""
    if employment is Employment.NONE:
        return Trace(msg("{month}应发（不在职）", month=flow.month.label), NOTHING, Unit.FEN)
    daily = _daily_wage(wage_fen, rules)
    base = _full_month(flow, wage_fen, daily, rules)
    if employment is Employment.PART:
        base = _part_month(flow, daily, rules)
    parts = [base]
    if flow.holiday_overtime_days:
        parts.append(_holiday_overtime(flow, daily, rules))
    value = max(sum((part.value for part in parts), NOTHING), NOTHING)
    if len(parts) == 1:
        return base
    formula = f"{' + '.join(exact_yuan(part.value) for part in parts)} = {exact_yuan(value)}"
    return Trace(msg("{month}应发", month=flow.month.label), value, Unit.FEN, formula, tuple(parts))


def month_arrears(flow: FlowMonth, gross: Trace, rules: WageRules) -> Trace:
    """What is still owed for a month in fen, exact: its worth less advances and deductions and what was paid, never
    below zero (劳动法50, 劳动合同法30)."""
    deduction = Trace(msg("预支、扣款"), Fraction(flow.deduction_fen), Unit.FEN, article=rules.deduction_source)
    paid = Trace(msg("已付"), Fraction(flow.paid_fen), Unit.FEN)
    value = max(gross.value - deduction.value - paid.value, NOTHING)
    formula = f"{exact_yuan(gross.value)} − {deduction.shown} − {paid.shown} = {exact_yuan(value)}"
    label = msg("{month}欠付", month=flow.month.label)
    return Trace(label, value, Unit.FEN, formula, (gross, deduction, paid), rules.arrears_source)


def worker_total(months: Sequence[Trace]) -> Trace:
    """The verified sum of a worker in fen: all months added exactly, then rounded once, half up."""
    exact = sum((month.value for month in months), NOTHING)
    rounded = half_up(exact)
    formula = " + ".join(exact_yuan(month.value) for month in months) or yuan(0)
    formula += f" {'=' if exact == rounded else '≈'} {yuan(rounded)}"
    return Trace(msg("核定金额（合计后只取整一次，四舍五入到分）"), Fraction(rounded), Unit.FEN, formula, tuple(months))


def exact_yuan(fen: Fraction) -> str:
    """An amount for formulas: to the fen where it is whole, else four decimals of a yuan, cut, with …"""
    if fen.denominator == 1:
        return yuan(int(fen))
    whole, rest = divmod(abs(fen), 100)
    return f"{'−' if fen < 0 else ''}{int(whole):,}.{int(rest * 100):04d}…"


def _daily_wage(wage_fen: int, rules: WageRules) -> Trace:
    wage = Trace(msg("月工资标准"), Fraction(wage_fen), Unit.FEN)
    days = Trace(msg("月计薪天数"), rules.month_days, Unit.DAYS, article=rules.month_days_source)
    value = wage.value / days.value
    formula = f"{wage.shown} ÷ {days.shown} = {exact_yuan(value)}"
    return Trace(msg("日工资（中间数，不取整）"), value, Unit.FEN, formula, (wage, days), rules.month_days_source)


def _full_month(flow: FlowMonth, wage_fen: int, daily: Trace, rules: WageRules) -> Trace:
    wage = Trace(msg("月工资标准"), Fraction(wage_fen), Unit.FEN)
    label, article = msg("{month}应发（整月）", month=flow.month.label), rules.full_month_source
    if not flow.unpaid_leave_days:
        return Trace(label, wage.value, Unit.FEN, wage.shown, (wage,), article)
    leave = Trace(msg("事假天数"), flow.unpaid_leave_days, Unit.DAYS)
    terms = f"{leave.shown} × {wage.shown} ÷ {plain_number(rules.month_days)}"
    off = Trace(msg("事假扣减"), leave.value * daily.value, Unit.FEN, terms, (leave, daily), rules.month_days_source)
    value = max(wage.value - off.value, NOTHING)
    return Trace(label, value, Unit.FEN, f"{wage.shown} − {terms} = {exact_yuan(value)}", (wage, off), article)


def _part_month(flow: FlowMonth, daily: Trace, rules: WageRules) -> Trace:
    worked = Trace(msg("出勤天数"), flow.attendance_days or NOTHING, Unit.DAYS)
    statutory = Trace(
        msg("带薪法定节假日天数"), flow.paid_statutory_days, Unit.DAYS, article=rules.statutory_day_source
    )
    paid_days = worked.value + statutory.value
    days_formula = f"{worked.shown} + {statutory.shown} = {plain_number(paid_days)}"
    days = Trace(msg("计薪天数"), paid_days, Unit.DAYS, days_formula, (worked, statutory), rules.statutory_day_source)
    value = days.value * daily.value
    formula = f"{days.shown} × {daily.inputs[0].shown} ÷ {plain_number(rules.month_days)} = {exact_yuan(value)}"
    label = msg("{month}应发（非整月）", month=flow.month.label)
    return Trace(label, value, Unit.FEN, formula, (days, daily), rules.month_days_source)


def _holiday_overtime(flow: FlowMonth, daily: Trace, rules: WageRules) -> Trace:
    days = Trace(msg("法定节假日加班天数"), flow.holiday_overtime_days, Unit.DAYS)
    times = Trace(msg("工资倍数"), Fraction(rules.holiday_multiple), Unit.TIMES, article=rules.holiday_source)
    value = days.value * times.value * daily.value
    formula = (
        f"{days.shown} × {times.shown} × {daily.inputs[0].shown} ÷ {plain_number(rules.month_days)}"
        f" = {exact_yuan(value)}"
    )
    label = msg("法定节假日加班工资")
    return Trace(label, value, Unit.FEN, formula, (days, times, daily), rules.holiday_source)
