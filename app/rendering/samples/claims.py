"""Samples of the forms of claims and payments."""

from typing import Any

from app.rendering.samples import s01
from app.rendering.shapes.claims import PaymentInstruction, PaymentRow, WageCheck, WageMonth, WageRow

_FLOW = [
    ("2024-06", "2024-07-15", 19), ("2024-07", "2024-08-15", 23), ("2024-08", "2024-09-14", 22),
    ("2024-09", "2024-10-15", 21), ("2024-10", "2024-11-15", 19), ("2024-11", "2024-12-13", 21),
    ("2024-12", "2025-01-15", 22), ("2025-01", "2025-02-14", 19), ("2025-02", "2025-03-14", 19),
    ("2025-03", "2025-04-15", 21), ("2025-04", None, 22), ("2025-05", None, 19),
]  # fmt: skip
_LEAVE = {(4, "2025-05"): 2, (12, "2025-04"): 1}
_DAYS = {(25, "2025-05"): 11}


def _month(worker: s01.Worker, month: str, paid_on: str | None, days: int) -> WageMonth:
    leave = _LEAVE.get((worker.no, month), 0)
    extra = 1 if (worker.no, month) == (17, "2025-05") else 0
    last = month == "2025-05"
    return {
        "month": month,
        "due_fen": worker.monthly_fen,
        "paid_fen": worker.monthly_fen if paid_on else 0,
        "paid_on": paid_on,
        "attendance_days": _DAYS.get((worker.no, month), days - leave + extra),
        "leave_days": leave,
        "holiday_days": extra,
        "deduction_fen": worker.advance_fen if last else 0,
        "source": "银行流水、考勤表" if paid_on else "考勤表",
        "note": "拖欠" if not paid_on else None,
        "arrears": paid_on is None,
    }


def _working(worker: s01.Worker) -> list[str]:
    full = f"{worker.monthly_fen // 100:,}"
    verified = f"{worker.verified_fen / 100:,.2f}"
    if worker.no == 4:
        return [f"4月：{full}", f"5月：{full}－2×{full}÷21.75", f"合计 {verified}"]
    if worker.no == 12:
        return [f"4月：{full}－1×{full}÷21.75", f"5月：{full}", f"合计 {verified}"]
    if worker.no == 17:
        return [f"4月：{full}", f"5月：{full}＋3×{full}÷21.75（5月1日加班1天）", f"合计 {verified}"]
    if worker.no == 25:
        return [f"4月：{full}", f"5月：11×{full}÷21.75（含法定节假日2天）", f"合计 {verified}"]
    if worker.advance_fen:
        return [f"4月：{full}", f"5月：{full}－预支1,000.00", f"合计 {verified}"]
    return [f"4月：{full}", f"5月：{full}", f"合计 {verified}"]


def _row(worker: s01.Worker) -> WageRow:
    differs = worker.claimed_fen != worker.verified_fen
    return {
        "no": worker.no,
        "name": worker.name,
        "id_number": worker.id_number,
        "job": worker.job,
        "monthly_fen": worker.monthly_fen,
        "months": [_month(worker, *flow) for flow in _FLOW],
        "gap_months": [],
        "claimed_fen": worker.claimed_fen,
        "verified_fen": worker.verified_fen,
        "working": _working(worker),
        "difference_note": worker.note if differs else None,
        "accepted_at": "2025-06-20T15:00+08:00" if differs else None,
    }


def _payment(worker: s01.Worker) -> PaymentRow:
    return {
        "no": worker.no, "name": worker.name, "id_number": worker.id_number, "owner": worker.name,
        "bank": "虚构银行房山支行", "account": worker.account, "amount_fen": worker.verified_fen,
    }  # fmt: skip


_D22: WageCheck = {
    "number": s01.FILE_NUMBER,
    "schedule_version": 3,
    "employer": s01.EMPLOYER_NAME,
    "dispute": s01.DISPUTE,
    "window_from": "2024-06",
    "window_to": "2025-05",
    "sources": ["物业公司工资专户银行流水（2024年6月至2025年5月）", "考勤表（同期，双方签字）", "劳动者本人银行流水"],
    "rows": [_row(worker) for worker in s01.WORKERS],
    "claimed_total_fen": s01.CLAIMED_TOTAL,
    "verified_total_fen": s01.VERIFIED_TOTAL,
    "entered_by": "丁某和（调解员）",
    "entered_on": "2025-06-19",
    "verified_by": "何某（人社核查员）",
    "verified_on": "2025-06-20",
    "second_checked_by": "宋某（人社核查员）",
    "second_checked_on": "2025-06-20",
    "employer_present": True,
    "shared_copy": False,
}
_D28: PaymentInstruction = {
    "number": s01.FILE_NUMBER,
    "payer": s01.CLIENT_NAME,
    "payer_account": "0000 0000 0000 9001",
    "employer": s01.EMPLOYER_NAME,
    "basis": f"人民调解协议书（三方债权转让）{s01.FILE_NUMBER}第三条",
    "purpose": s01.PURPOSE,
    "pay_by": "2025-06-30",
    "rows": [_payment(worker) for worker in s01.WORKERS],
    "total_fen": s01.VERIFIED_TOTAL,
    "prepared_by": "丁某和",
    "checked_by": "宋某",
    "issued_on": "2025-06-23",
    "shared_copy": False,
}

SAMPLES: dict[str, dict[str, Any]] = {"D22": dict(_D22), "D28": dict(_D28)}
