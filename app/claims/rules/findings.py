"""What a second pair of eyes would notice: gaps, months not due, missing attendance, odd days, doubled people."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from fractions import Fraction

from app.claims.rules.results import MonthResult, WorkerResult
from app.claims.types import Employment, Finding, Level, Month, WageTerms, WorkerClaim
from app.core.calendar import Calendar, DayKind, days_between
from app.core.identity import Sex, check_id_number, normal_account, normal_id_number, normal_name
from app.core.text import Message, msg

_OLDER_WOMEN, _OLDER_MEN = 50, 60
"""Ages from which a person must check the retirement rule; they only flag, they decide nothing."""


def worker_findings(
    worker: WorkerClaim, terms: WageTerms, result: WorkerResult, calendar: Calendar, on: date
) -> tuple[Finding, ...]:
    """Everything noticed about one worker; the order is that of the months."""
    found = [
        *_months_twice(worker),
        *_gaps(result),
        *_payee(worker),
        *_age(worker, on),
        *_outside_period(terms, result),
    ]
    for row in result.months:
        if row.flow.month in terms.claimed_months:
            found += _claimed_month(row, calendar)
    return tuple(found)


def schedule_findings(workers: Sequence[WorkerClaim]) -> tuple[Finding, ...]:
    """The same person, account or number on two rows; each stops the schedule (one worker, one row)."""
    found: list[Finding] = []
    for code, key, text in _DOUBLES:
        seen = Counter(value for worker in workers if (value := key(worker)))
        found += (Finding(Level.BLOCK, code, _double(text, workers, key, value)) for value, n in seen.items() if n > 1)
    return tuple(found)


_DOUBLES: tuple[tuple[str, Callable[[WorkerClaim], str], str], ...] = (
    ("number_twice", lambda worker: str(worker.number), msg("序号重复：{names}。").text),
    ("id_number_twice", lambda worker: normal_id_number(worker.id_number), msg("证件号码重复：{names}。").text),
    ("account_twice", lambda worker: normal_account(worker.account), msg("收款账户重复：{names}。").text),
)


def _double(text: str, workers: Sequence[WorkerClaim], key: Callable[[WorkerClaim], str], value: str) -> Message:
    return Message(text, {"names": "、".join(worker.name for worker in workers if key(worker) == value)})


def _months_twice(worker: WorkerClaim) -> Iterator[Finding]:
    for month, times in Counter(flow.month for flow in worker.flow).items():
        if times > 1:
            yield Finding(Level.BLOCK, "month_twice", msg("{month}的流水重复。", month=month.label), month)


def _gaps(result: WorkerResult) -> Iterator[Finding]:
    for month in result.gap_months:
        yield Finding(
            Level.WARN, "gap_month", msg("{month}没有流水，也不能由入职、离职日期说明。", month=month.label), month
        )


def _payee(worker: WorkerClaim) -> Iterator[Finding]:
    if not worker.account:
        yield Finding(Level.WARN, "account_missing", msg("没有收款账户。"))
    elif worker.account_name and normal_name(worker.account_name) != normal_name(worker.name):
        yield Finding(Level.BLOCK, "payee_not_worker", msg("收款账户的户名不是本人，工资应付给劳动者本人。"))


def _age(worker: WorkerClaim, on: date) -> Iterator[Finding]:
    person = check_id_number(worker.id_number, on)
    if person.birth_on is None:
        return
    born = person.birth_on
    age = on.year - born.year - ((on.month, on.day) < (born.month, born.day))
    if age >= (_OLDER_WOMEN if person.sex is Sex.FEMALE else _OLDER_MEN):
        yield Finding(Level.NOTE, "age_to_check", msg("年龄待核对：是否已过退休年龄，由人核对。"))


def _outside_period(terms: WageTerms, result: WorkerResult) -> Iterator[Finding]:
    for row in result.months:
        month = row.flow.month
        if row.flow.is_unpaid and month not in terms.claimed_months:
            message = msg("{month}也未付清，但不在主张的期间内。", month=month.label)
            yield Finding(Level.WARN, "arrears_outside_period", message, month)


def _claimed_month(row: MonthResult, calendar: Calendar) -> Iterator[Finding]:
    month, flow = row.flow.month, row.flow
    if not flow.is_unpaid:
        yield Finding(
            Level.NOTE, "already_paid", msg("{month}工资已按应发付清，不计入核定。", month=month.label), month
        )
        return
    if row.employment is Employment.NONE:
        yield Finding(Level.BLOCK, "not_employed", msg("{month}不在职，却列有应发工资。", month=month.label), month)
        return
    if not row.is_due:
        message = msg("{month}工资到{day}才应支付，现在还没有到期。", month=month.label, day=row.due_on)
        yield Finding(Level.BLOCK, "wage_not_due", message, month)
    if flow.attendance_days is None:
        yield Finding(Level.BLOCK, "attendance_missing", msg("{month}没有出勤记录。", month=month.label), month)
    if flow.deduction_fen and not flow.note:
        message = msg("{month}有预支、扣款，请在备注写明依据。", month=month.label)
        yield Finding(Level.WARN, "deduction_without_note", message, month)
    if row.gross.value < flow.deduction_fen + flow.paid_fen:
        message = msg("{month}的扣款和已付超过应发，按零计。", month=month.label)
        yield Finding(Level.WARN, "more_than_due", message, month)
    yield from _days(row, month, calendar)


def _days(row: MonthResult, month: Month, calendar: Calendar) -> Iterator[Finding]:
    flow = row.flow
    kinds = [calendar.kind(day) for day in days_between(month.first_day, month.last_day)]
    statutory = kinds.count(DayKind.STATUTORY)
    if max(flow.holiday_overtime_days, flow.paid_statutory_days) > statutory:
        message = msg("{month}只有{days}天法定节假日，请核对填写的天数。", month=month.label, days=statutory)
        yield Finding(Level.WARN, "too_many_holidays", message, month)
    expected = Fraction(sum(1 for kind in kinds if not kind.rests))
    known = flow.attendance_days
    if row.employment is Employment.FULL and known is not None and known + flow.unpaid_leave_days < expected:
        message = msg(
            "{month}有{days}个工作日，出勤和事假合起来不足，请核对考勤。", month=month.label, days=int(expected)
        )
        yield Finding(Level.NOTE, "attendance_short", message, month)
