"""A second, independent computation of a verified wage claim, used to check the schedule."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from app.agreements.types.claims import ClaimMonth, ClaimRow
from app.core.money import half_up

MONTHLY_DAYS = Fraction(2175, 100)
HOLIDAY_FACTOR = 3


def recomputed_fen(row: ClaimRow) -> int:
    """What is owed to the worker in fen: months at 21.75 days, less advances and payments, rounded once at the end.

    Full month: salary less unpaid leave. Part month: paid days. Each statutory holiday worked adds three daily wages.
    """
    return half_up(sum((_month_fen(month) for month in row.months), Fraction(0)))


def _month_fen(month: ClaimMonth) -> Fraction:
    daily = month.salary_fen / MONTHLY_DAYS
    if month.paid_days is None:
        wage = month.salary_fen - _days(month.leave_days) * daily
    else:
        wage = _days(month.paid_days) * daily
    gross = max(wage, Fraction(0)) + HOLIDAY_FACTOR * _days(month.holiday_days) * daily
    return max(gross - month.deduction_fen - month.paid_fen, Fraction(0))


def _days(text: str) -> Fraction:
    return Fraction(Decimal(text))
