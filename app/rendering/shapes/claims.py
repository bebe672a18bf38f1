"""Shapes of the forms of claims and payments: D22, D28. Money is integer fen, months are `YYYY-MM`."""

from typing import NotRequired, TypedDict

from app.rendering.shapes.parts import DateText, TimeText


class WageMonth(TypedDict):
    """One month of the twelve: what was due and paid, when, from which source, and the attendance."""

    month: str
    due_fen: int
    paid_fen: int
    paid_on: NotRequired[DateText | None]
    attendance_days: NotRequired[int | str | None]
    leave_days: NotRequired[int | str | None]
    holiday_days: NotRequired[int | str | None]
    deduction_fen: NotRequired[int | None]
    source: NotRequired[str | None]
    note: NotRequired[str | None]
    arrears: bool


class WageRow(TypedDict):
    """One worker: twelve months, the sum he claimed and the sum verified, and the steps that lead to it."""

    no: int
    name: str
    id_number: str
    job: str
    monthly_fen: int
    months: list[WageMonth]
    gap_months: list[str]
    claimed_fen: int
    verified_fen: int
    working: list[str]
    difference_note: NotRequired[str | None]
    accepted_at: NotRequired[TimeText | None]


class WageCheck(TypedDict):
    """D22 工资及考勤核查表（近12个月）; entered by the mediator, verified and checked again by two other persons."""

    number: str
    schedule_version: int
    employer: str
    dispute: str
    window_from: str
    window_to: str
    sources: list[str]
    rows: list[WageRow]
    claimed_total_fen: int
    verified_total_fen: int
    entered_by: str
    entered_on: NotRequired[DateText | None]
    verified_by: str
    verified_on: NotRequired[DateText | None]
    second_checked_by: str
    second_checked_on: NotRequired[DateText | None]
    employer_present: bool
    shared_copy: bool


class PaymentRow(TypedDict):
    """One payment to a worker's own account; `paid_on` and `bank_ref` are empty until the bank has paid."""

    no: int
    name: str
    id_number: str
    owner: str
    bank: str
    account: str
    amount_fen: int
    paid_on: NotRequired[DateText | None]
    bank_ref: NotRequired[str | None]


class PaymentInstruction(TypedDict):
    """D28 代付款指令/发放表: the payer, each worker's own account, the purpose text of the bank transfer."""

    number: str
    payer: str
    payer_account: NotRequired[str | None]
    employer: str
    basis: str
    purpose: str
    pay_by: DateText
    rows: list[PaymentRow]
    total_fen: int
    prepared_by: str
    checked_by: str
    issued_on: DateText
    shared_copy: bool
