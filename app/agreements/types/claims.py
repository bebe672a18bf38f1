"""The frozen copy of a claim schedule that an agreement carries as its annex."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.agreements.types.enums import Relation
from app.agreements.types.parties import Account


@dataclass(frozen=True, kw_only=True)
class Deduction:
    """A sum taken off a claim, in fen, with its ground."""

    amount_fen: int
    kind: str = "advance"
    basis: str | None = None


@dataclass(frozen=True, kw_only=True)
class ClaimMonth:
    """One month of unpaid wages: `paid_days` only where the month was not worked in full; days are decimal text."""

    month: str
    due_on: date | None
    salary_fen: int
    paid_days: str | None = None
    leave_days: str = "0"
    holiday_days: str = "0"
    paid_fen: int = 0
    deduction_fen: int = 0
    attendance_days: str | None = None


@dataclass(frozen=True, kw_only=True)
class ClaimRow:
    """One worker's verified claim; amounts in fen, `key` is the worker's party key."""

    no: int
    key: str
    name: str
    employer: str | None
    months: tuple[ClaimMonth, ...]
    claimed_fen: int
    verified_fen: int
    basis: str | None = None
    claim_id: str | None = None
    id_number: str | None = None
    post: str | None = None
    gross_fen: int | None = None
    deductions: tuple[Deduction, ...] = ()
    kind: str = "wage"
    relation: Relation = Relation.LABOUR
    part_time: bool = False
    ended_on: date | None = None
    worker_accepts_on: date | None = None
    evidence_kinds: tuple[str, ...] = ()
    attendance_both_sides: bool = True
    flow_months: int | None = None
    gap_months: int = 0
    gap_reason: str | None = None
    mean_paid_fen: int | None = None
    account: Account | None = None
    remark: str = ""


@dataclass(frozen=True, kw_only=True)
class Annex:
    """The schedule an agreement refers to, by version and hash; `total_fen` is printed on its last row."""

    no: int
    title: str
    rows: tuple[ClaimRow, ...]
    total_fen: int
    schedule_id: str | None = None
    schedule_version: int | None = None
    schedule_hash: str | None = None
    entered_by: str | None = None
    verified_by: str | None = None
    second_checked_by: str | None = None
