"""Which receipt of money belongs to which duty, and how much of it; all amounts in fen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID


@dataclass(frozen=True, kw_only=True)
class OpenDuty:
    """A payment duty with what is still owed."""

    id: UUID
    outstanding_fen: int
    due_on: date | None = None
    claim_row_id: UUID | None = None
    obligee_party_id: UUID | None = None
    obligee: str = ""


@dataclass(frozen=True, kw_only=True)
class FreeReceipt:
    """A receipt with what is not yet counted towards a duty."""

    id: UUID
    free_fen: int
    paid_on: date
    row_id: UUID | None = None
    payee_party_id: UUID | None = None
    payee: str = ""


@dataclass(frozen=True, kw_only=True)
class Portion:
    """A part of a receipt for a duty."""

    duty_id: UUID
    receipt_id: UUID
    amount_fen: int


def propose(duties: Sequence[OpenDuty], receipts: Sequence[FreeReceipt]) -> tuple[Portion, ...]:
    """Count each receipt towards the payee's duties, the earliest due first, never more than owed or received."""
    owed = {duty.id: duty.outstanding_fen for duty in duties}
    portions: list[Portion] = []
    for receipt in sorted(receipts, key=lambda one: (one.paid_on, str(one.id))):
        left = receipt.free_fen
        for duty in _matching(duties, receipt):
            part = min(left, owed[duty.id])
            if part > 0:
                portions.append(Portion(duty_id=duty.id, receipt_id=receipt.id, amount_fen=part))
                owed[duty.id] -= part
                left -= part
    return tuple(portions)


def _matching(duties: Sequence[OpenDuty], receipt: FreeReceipt) -> list[OpenDuty]:
    found = [duty for duty in duties if _belongs(duty, receipt)]
    return sorted(found, key=lambda duty: (duty.due_on or date.max, str(duty.id)))


def _belongs(duty: OpenDuty, receipt: FreeReceipt) -> bool:
    if receipt.row_id is not None and duty.claim_row_id is not None:
        return receipt.row_id == duty.claim_row_id
    if receipt.payee_party_id is not None and duty.obligee_party_id is not None:
        return receipt.payee_party_id == duty.obligee_party_id
    return bool(receipt.payee) and receipt.payee == duty.obligee
