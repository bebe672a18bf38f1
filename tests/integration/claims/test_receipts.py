"""Money that moved is recorded once, whoever sends the list again."""

from __future__ import annotations

import dataclasses
from datetime import date
from uuid import uuid4

import pytest

from app.claims import queries, services
from app.claims.commands import ReceiptDetails
from app.claims.errors import ReceiptDiffers
from app.claims.models import ClaimSchedule
from app.core import clock
from app.core.db import db
from app.core.errors import Forbidden, InvalidInput, NotFound, Refused
from tests.support.wages import WageMatter

PAID = ReceiptDetails(
    payer="北京虚构洁安物业服务有限公司",
    payee="李某丁",
    amount_fen=686897,
    paid_on=date(2025, 6, 20),
    bank_reference="TT20250620-0004",
)


def test_the_employer_pays_all_thirty_two_workers(wage_matter: WageMatter) -> None:
    schedule = db.session.get(ClaimSchedule, wage_matter.checked_schedule())
    assert schedule is not None
    payments = [
        dataclasses.replace(
            PAID, payee=row.name, amount_fen=row.verified_fen, row_id=row.id, bank_reference=f"TT-{row.number}"
        )
        for row in schedule.rows
    ]
    ding = wage_matter.cast.actor("ding")
    first = services.record_receipts(wage_matter.matter_id, payments, actor=ding)
    again = services.record_receipts(wage_matter.matter_id, payments, actor=ding)
    assert first == again
    assert len(set(first)) == 32
    assert queries.received_total(wage_matter.matter_id) == 26130575
    assert queries.received_by_row(wage_matter.matter_id) == {row.id: row.verified_fen for row in schedule.rows}
    assert queries.received_total(wage_matter.matter_id, until=date(2025, 6, 19)) == 0


def test_a_known_reference_with_another_sum_is_refused(wage_matter: WageMatter) -> None:
    ding = wage_matter.cast.actor("ding")
    services.record_receipts(wage_matter.matter_id, [PAID], actor=ding)
    with pytest.raises(ReceiptDiffers):
        services.record_receipts(wage_matter.matter_id, [dataclasses.replace(PAID, amount_fen=1)], actor=ding)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"amount_fen": 0}, "amount_fen"),
        ({"amount_fen": -5}, "amount_fen"),
        ({"amount_fen": 10**15}, "amount_fen"),
        ({"paid_on": date(2025, 6, 21)}, "paid_on"),
        ({"payer": " "}, "payer"),
        ({"bank_reference": ""}, "bank_reference"),
        ({"payee": "某" * 201}, "payee"),
        ({"row_id": uuid4()}, "row_id"),
        ({"payee_party_id": uuid4()}, "payee"),
    ],
)
def test_an_impossible_payment_is_refused_and_none_is_recorded(
    wage_matter: WageMatter, changes: dict[str, object], field: str
) -> None:
    wrong = dataclasses.replace(PAID, **changes)  # type: ignore[arg-type]
    with pytest.raises(InvalidInput) as refused:
        services.record_receipts(wage_matter.matter_id, [PAID, wrong], actor=wage_matter.cast.actor("ding"))
    assert set(refused.value.fields) == {f"receipts.1.{field}"}
    assert queries.received_total(wage_matter.matter_id) == 0


def test_a_struck_out_receipt_counts_no_more_and_its_reference_is_free(wage_matter: WageMatter) -> None:
    ding = wage_matter.cast.actor("ding")
    (first,) = services.record_receipts(wage_matter.matter_id, [PAID], actor=ding)
    with pytest.raises(InvalidInput):
        services.void_receipt(first, "错", actor=ding)
    services.void_receipt(first, "登记在了错误的事项", actor=ding)
    with pytest.raises(Refused):
        services.void_receipt(first, "登记在了错误的事项", actor=ding)
    assert queries.received_total(wage_matter.matter_id) == 0
    (second,) = services.record_receipts(wage_matter.matter_id, [PAID], actor=ding)
    assert second != first
    assert [one.id for one in queries.receipts_of(wage_matter.matter_id, voided=True)] == [first, second]


def test_those_without_right_or_grant_record_nothing(wage_matter: WageMatter) -> None:
    cast = wage_matter.cast
    with pytest.raises(Forbidden):
        services.record_receipts(wage_matter.matter_id, [PAID], actor=cast.actor("meng"))
    with pytest.raises(NotFound):
        services.record_receipts(wage_matter.matter_id, [PAID], actor=cast.actor("civil"))
    with pytest.raises(InvalidInput):
        services.record_receipts(wage_matter.matter_id, [], actor=cast.actor("ding"))
    with clock.frozen(clock.at(date(2025, 6, 23), 9)):
        services.record_receipts(wage_matter.matter_id, [PAID], actor=cast.actor("ding"))
