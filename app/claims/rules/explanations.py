"""Why a sum is not simply so many monthly wages, in a clerk's words."""

from __future__ import annotations

from collections.abc import Iterator

from app.claims.rules.parameters import wage_rules_on
from app.claims.rules.results import MonthResult, WorkerResult
from app.claims.rules.trace import plain_number
from app.claims.types import Employment, WorkerClaim
from app.core.money import yuan
from app.core.text import Message, msg


def explain(worker: WorkerClaim, result: WorkerResult) -> tuple[Message, ...]:
    """Say leave, advances, work on holidays and part months of the months owed, in the order of the months."""
    owed = [month for month in result.months if month.arrears is not None]
    return tuple(sentence for month in owed for sentence in _month_sentences(worker, month))


def _month_sentences(worker: WorkerClaim, row: MonthResult) -> Iterator[Message]:
    flow, name = row.flow, str(row.flow.month.month)
    if row.employment is Employment.PART:
        days = plain_number((flow.attendance_days or 0) + flow.paid_statutory_days)
        yield _part_month_sentence(worker, row, days)
    elif flow.unpaid_leave_days:
        yield msg("{month}月事假{days}天", month=name, days=plain_number(flow.unpaid_leave_days))
    if flow.holiday_overtime_days:
        yield msg(
            "{month}月法定节假日加班{days}天（{times}倍）",
            month=name,
            days=plain_number(flow.holiday_overtime_days),
            times=wage_rules_on(flow.month.last_day).holiday_multiple,
        )
    if flow.deduction_fen:
        yield msg("{month}月预支、扣款{amount}元", month=name, amount=yuan(flow.deduction_fen))
    if flow.paid_fen:
        yield msg("{month}月已付{amount}元", month=name, amount=yuan(flow.paid_fen))


def _part_month_sentence(worker: WorkerClaim, row: MonthResult, days: str) -> Message:
    month, left, hired = row.flow.month, worker.left_on, worker.hired_on
    if left and left < month.last_day:
        return msg("{month}月{day}日离职，当月计薪{days}天", month=str(month.month), day=str(left.day), days=days)
    day = str(hired.day) if hired else ""
    return msg("{month}月{day}日入职，当月计薪{days}天", month=str(month.month), day=day, days=days)
