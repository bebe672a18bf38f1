"""What a person hands in, as frozen values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from app.claims.types import Month, PaymentWay


@dataclass(frozen=True, slots=True, kw_only=True)
class ScheduleDetails:
    """The terms of a schedule as entered; `pay_offset` 0 pays in the same month, 1 in the next."""

    employer: str
    first_month: Month
    last_month: Month
    employer_uscc: str = ""
    employer_party_id: UUID | None = None
    pay_day: int = 15
    pay_offset: int = 1
    sources: tuple[str, ...] = ()
    evidence_kinds: tuple[str, ...] = ()
    employer_present: bool = False
    attendance_by_both: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiptDetails:
    """Money that moved: who paid whom how much in fen, when, and under which reference of the bank."""

    payer: str
    payee: str
    amount_fen: int
    paid_on: date
    bank_reference: str
    way: PaymentWay = PaymentWay.BANK
    row_id: UUID | None = None
    payer_party_id: UUID | None = None
    payee_party_id: UUID | None = None
    file_id: UUID | None = None
    note: str = ""
