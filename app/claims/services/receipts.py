"""Record money that moved in a matter; the bank's reference makes the record happen once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert

from app.claims import events as facts_of
from app.claims import permissions as may
from app.claims.commands import ReceiptDetails
from app.claims.errors import ReceiptDiffers
from app.claims.models import ClaimRow, Receipt
from app.core import clock
from app.core.db import db
from app.core.errors import InvalidInput, Refused
from app.core.ids import new_id
from app.core.money import LIMIT_FEN
from app.core.permissions import Actor, authorise
from app.core.text import Message, msg
from app.core.unit_of_work import UnitOfWork, lock, unit_of_work
from app.intake import queries as intake
from app.intake.policies import require_may_act

EARLIEST = date(2000, 1, 1)


def record_receipts(matter_id: UUID, receipts: Sequence[ReceiptDetails], *, actor: Actor) -> list[UUID]:
    """Record payments of a matter, amounts in fen, all or none. A reference recorded before gives the same receipt.

    Raises InvalidInput by row and field, ReceiptDiffers when a known reference comes with another sum, day or payee.
    """
    authorise(actor, may.RECEIPT_RECORD)
    with unit_of_work(actor) as uow:
        require_may_act(actor, matter_id)
        _check(matter_id, receipts)
        return [_record(uow, matter_id, one, actor) for one in receipts]


def void_receipt(receipt_id: UUID, reason: str, *, actor: Actor) -> None:
    """Strike out a receipt recorded by mistake, with the reason; it stays readable."""
    authorise(actor, may.RECEIPT_RECORD)
    if len(reason.strip()) < 5:
        raise InvalidInput({"reason": [msg("请写明理由，不少于{least}个字。", least=5)]})
    with unit_of_work(actor) as uow:
        receipt = lock(Receipt, receipt_id)
        require_may_act(actor, receipt.matter_id)
        if receipt.voided_at is not None:
            raise Refused(msg("这笔收付款已经作废。"), code="receipt_voided")
        receipt.voided_at, receipt.voided_by, receipt.void_reason = clock.now(), actor.name, reason.strip()
        uow.record(
            facts_of.ReceiptVoided(
                matter_id=receipt.matter_id,
                subject_kind=facts_of.RECEIPT,
                subject_id=receipt.id,
                amount_fen=receipt.amount_fen,
                payee=receipt.payee,
            )
        )


def _record(uow: UnitOfWork, matter_id: UUID, details: ReceiptDetails, actor: Actor) -> UUID:
    values = {**_values(details), "id": new_id(), "matter_id": matter_id, "recorded_by": actor.name}
    values["created_at"] = clock.now()
    once = (
        insert(Receipt)
        .values(values)
        .on_conflict_do_nothing(
            index_elements=[Receipt.matter_id, Receipt.bank_reference], index_where=Receipt.voided_at.is_(None)
        )
    )
    new = db.session.execute(once.returning(Receipt.id)).scalar_one_or_none()
    if new is None:
        return _known(matter_id, values)
    receipt = db.session.get_one(Receipt, new)
    uow.record(
        facts_of.ReceiptRecorded(
            matter_id=matter_id,
            subject_kind=facts_of.RECEIPT,
            subject_id=receipt.id,
            amount_fen=receipt.amount_fen,
            paid_on=receipt.paid_on.isoformat(),
            payee=receipt.payee,
            row_id=str(receipt.row_id) if receipt.row_id else None,
        )
    )
    return receipt.id


def _values(details: ReceiptDetails) -> dict[str, Any]:
    return {
        "row_id": details.row_id,
        "payer": details.payer.strip(),
        "payer_party_id": details.payer_party_id,
        "payee": details.payee.strip(),
        "payee_party_id": details.payee_party_id,
        "amount_fen": details.amount_fen,
        "paid_on": details.paid_on,
        "way": details.way.value,
        "bank_reference": details.bank_reference.strip(),
        "file_id": details.file_id,
        "note": details.note.strip(),
    }


def _known(matter_id: UUID, values: dict[str, Any]) -> UUID:
    known = db.session.execute(
        select(Receipt).where(
            Receipt.matter_id == matter_id,
            Receipt.bank_reference == values["bank_reference"],
            Receipt.voided_at.is_(None),
        )
    ).scalar_one()
    if any(getattr(known, name) != values[name] for name in ("amount_fen", "paid_on", "payee")):
        raise ReceiptDiffers(known.bank_reference)
    return known.id


def _check(matter_id: UUID, receipts: Sequence[ReceiptDetails]) -> None:
    rows = set(db.session.execute(select(ClaimRow.id).where(ClaimRow.matter_id == matter_id)).scalars())
    parties = {party.id for party in intake.parties_of(matter_id)}
    found: dict[str, list[Message]] = {}
    if not receipts:
        found["receipts"] = [msg("请至少填写一笔。")]
    for at, one in enumerate(receipts):
        faults = _faults(one)
        if one.row_id is not None and one.row_id not in rows:
            faults["row_id"] = [msg("不是本事项的核查表。")]
        if {one.payer_party_id, one.payee_party_id} - {None} - parties:
            faults["payee"] = [msg("不是本事项的当事人。")]
        found.update({f"receipts.{at}.{name}": texts for name, texts in faults.items()})
    if found:
        raise InvalidInput(found)


def _faults(one: ReceiptDetails) -> dict[str, list[Message]]:
    found: dict[str, list[Message]] = {}
    if not 0 < one.amount_fen <= LIMIT_FEN:
        found["amount_fen"] = [msg("金额应大于零。")]
    if not EARLIEST <= one.paid_on <= clock.today():
        found["paid_on"] = [msg("付款日期不能晚于今天。")]
    for name, text, limit in (
        ("payer", one.payer, 200),
        ("payee", one.payee, 200),
        ("bank_reference", one.bank_reference, 80),
    ):
        if not text.strip():
            found[name] = [msg("必须填写。")]
        elif len(text.strip()) > limit:
            found[name] = [msg("文字不能超过{limit}个字。", limit=limit)]
    return found
