"""Whether a worker's particulars can be right, and what a new roster changes in the old one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.claims.types import NO_DAYS, FlowMonth, WageTerms, WorkerClaim
from app.core import identity
from app.core.identity import normal_id_number
from app.core.money import yuan
from app.core.text import Message, msg

WORKER_LIMIT_FEN = 1_000_000_000
"""The largest wage or claim of one worker: ten million yuan."""

Faults = dict[str, list[Message]]


class Change(StrEnum):
    """What an import does to a worker's row."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    GONE = "gone"

    @property
    def label(self) -> Message:
        """The change as people say it."""
        return _CHANGE_LABELS[self]


_CHANGE_LABELS = {
    Change.NEW: msg("新增"),
    Change.CHANGED: msg("更改"),
    Change.SAME: msg("不变"),
    Change.GONE: msg("删除"),
}


@dataclass(frozen=True, slots=True)
class RowChange:
    """What happens to one worker when the new roster takes the old one's place."""

    change: Change
    number: int
    name: str
    before: WorkerClaim | None
    after: WorkerClaim | None


@dataclass(frozen=True, slots=True)
class TermChange:
    """A term of the schedule that a file states otherwise."""

    label: Message
    before: Message | str
    after: Message | str


def term_changes(now: WageTerms, then: WageTerms) -> tuple[TermChange, ...]:
    """The terms that change when those of a file take the place of the schedule's, as people read them."""
    labels = (msg("用人单位"), msg("统一社会信用代码"), msg("主张期间"), msg("发薪日"))
    pairs = zip(labels, _told(now), _told(then), strict=True)
    return tuple(TermChange(label, before, after) for label, before, after in pairs if before != after)


def _told(terms: WageTerms) -> tuple[Message | str, ...]:
    pay_day = msg("次月{day}日", day=terms.pay_day) if terms.pay_offset else msg("当月{day}日", day=terms.pay_day)
    return terms.employer, terms.employer_uscc or "—", f"{terms.first_month}—{terms.last_month}", pay_day


def roster_changes(before: Sequence[WorkerClaim], after: Sequence[WorkerClaim]) -> tuple[RowChange, ...]:
    """Compare two rosters person by person, known again by identity number; the new order first, those gone last."""
    old = {normal_id_number(worker.id_number): worker for worker in before}
    found = []
    for worker in after:
        was = old.pop(normal_id_number(worker.id_number), None)
        change = Change.NEW if was is None else Change.SAME if was == worker else Change.CHANGED
        found.append(RowChange(change, worker.number, worker.name, was, worker))
    found += [RowChange(Change.GONE, was.number, was.name, was, None) for was in old.values()]
    return tuple(found)


def worker_faults(worker: WorkerClaim, today: date) -> Faults:
    """What cannot be right in a worker's particulars and months, by field; amounts in fen; empty when all is well."""
    found = {**_person_faults(worker, today), **_amount_faults(worker)}
    if worker.hired_on and worker.left_on and worker.left_on < worker.hired_on:
        found["left_on"] = [msg("离职日期早于入职日期。")]
    for at, flow in enumerate(worker.flow):
        found.update({f"flow.{at}.{name}": texts for name, texts in _flow_faults(flow).items()})
    return found


def _person_faults(worker: WorkerClaim, today: date) -> Faults:
    found: Faults = {}
    if not 1 <= worker.number <= 99_999:
        found["number"] = [msg("序号应是正整数。")]
    id_faults = identity.check_id_number(worker.id_number, today).faults
    if id_faults:
        found["id_number"] = [fault.message for fault in id_faults]
    for name, fault in (
        ("name", identity.check_name(worker.name)),
        ("account", identity.check_account(worker.account) if worker.account else None),
        ("account_name", identity.check_name(worker.account_name) if worker.account_name else None),
        ("phone", identity.check_phone(worker.phone) if worker.phone else None),
    ):
        if fault is not None:
            found[name] = [fault.message]
    return found


def _amount_faults(worker: WorkerClaim) -> Faults:
    found: Faults = {}
    for name, amount in (("monthly_wage_fen", worker.monthly_wage_fen), ("claimed_fen", worker.claimed_fen)):
        if amount < 0:
            found[name] = [msg("金额不能是负数：{text}。", text=yuan(amount))]
        elif amount > WORKER_LIMIT_FEN:
            found[name] = [msg("金额超过上限 {limit} 元，请核对。", limit=yuan(WORKER_LIMIT_FEN))]
    if worker.monthly_wage_fen == 0:
        found["monthly_wage_fen"] = [msg("月工资标准不能是零。")]
    return found


def _flow_faults(flow: FlowMonth) -> Faults:
    found: Faults = {}
    for name, amount in (
        ("due_fen", flow.due_fen),
        ("paid_fen", flow.paid_fen),
        ("deduction_fen", flow.deduction_fen),
    ):
        if not 0 <= amount <= WORKER_LIMIT_FEN:
            found[name] = [msg("金额应在0至{limit}元之间。", limit=yuan(WORKER_LIMIT_FEN))]
    days = (flow.attendance_days or NO_DAYS, flow.unpaid_leave_days, flow.paid_statutory_days)
    if any(one < 0 for one in (*days, flow.holiday_overtime_days)):
        found["attendance_days"] = [msg("天数不能是负数。")]
    elif sum(days, NO_DAYS) > flow.month.last_day.day:
        text = msg("出勤、事假、节假日合起来超过当月的{days}天。", days=flow.month.last_day.day)
        found["attendance_days"] = [text]
    return found
