"""Money that moved in a matter: one payment, a list for the workers of a schedule, striking out a mistake."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import flash, render_template, url_for
from marshmallow import Schema, fields, validate
from werkzeug.wrappers import Response

from app.claims import permissions as may
from app.claims import queries, services
from app.claims.commands import ReceiptDetails
from app.claims.models import ClaimSchedule
from app.claims.rules.payment_list import read_payment_list
from app.claims.schemas import ClaimReasonIn, ReceiptIn
from app.claims.types import PaymentWay
from app.core.errors import InvalidInput
from app.core.text import Message, msg
from app.http.access import requires
from app.http.forms import form_state, typed
from app.http.pages import back_to
from app.http.signed_in import current_actor
from app.http.writes import on_invalid
from app.web.claims.blueprint import bp
from app.web.matter_frame import frame_of


class PaymentListIn(Schema):
    """A pasted list of payments to the workers of one schedule."""

    schedule_id = fields.UUID(required=True)
    payer = fields.String(required=True, validate=validate.Length(1, 200))
    paid_on = fields.Date(required=True)
    lines = fields.String(required=True, validate=validate.Length(1, 60_000))


@bp.get("/events/<uuid:matter_id>/receipts")
@requires(may.RECEIPT_READ)
def show_receipts(matter_id: UUID) -> str:
    """What was paid, by whom, to whom, when, and what is still owed by the schedules."""
    schedules = queries.schedules_of(matter_id)
    return render_template(
        "claims/receipts.html",
        **frame_of(matter_id, "claims"),
        receipts=queries.receipts_of(matter_id, voided=True),
        received=queries.received_total(matter_id),
        schedules=schedules,
        ways=[(one.value, one.label) for one in PaymentWay],
        one=form_state({"payer": schedules[0].employer if schedules else ""}, form="one"),
        many=form_state(_list_values(schedules), form="many"),
    )


def _list_values(schedules: Any) -> dict[str, Any]:
    if not schedules:
        return {}
    lines = "\n".join(f"{row.number} " for row in schedules[-1].rows)
    return {"schedule_id": schedules[-1].id, "payer": schedules[-1].employer, "lines": lines}


def _recorded(matter_id: UUID, words: Message) -> Response:
    flash(str(words), "done")
    return back_to(url_for("claims.show_receipts", matter_id=matter_id))


@bp.post("/events/<uuid:matter_id>/receipts")
@requires(may.RECEIPT_RECORD)
@on_invalid(show_receipts)
def record_receipt(matter_id: UUID) -> Response:
    """Record one payment."""
    services.record_receipts(matter_id, [typed(ReceiptIn(unknown="exclude"))], actor=current_actor())
    return _recorded(matter_id, msg("已登记一笔收付款。"))


@bp.post("/events/<uuid:matter_id>/receipts/list")
@requires(may.RECEIPT_RECORD)
@on_invalid(show_receipts)
def record_list(matter_id: UUID) -> Response:
    """Record payments to many workers at once, all or none."""
    given = typed(PaymentListIn(unknown="exclude"))
    schedule = queries.get_schedule(given["schedule_id"], actor=current_actor())
    payments = _payments(schedule, given)
    services.record_receipts(matter_id, payments, actor=current_actor())
    return _recorded(matter_id, msg("已登记{n}笔收付款。", n=len(payments)))


def _payments(schedule: ClaimSchedule, given: dict[str, Any]) -> list[ReceiptDetails]:
    received = queries.received_by_row(schedule.matter_id)
    rows = {row.number: row for row in schedule.rows}
    owed = {number: row.verified_fen - received.get(row.id, 0) for number, row in rows.items()}
    found = read_payment_list(given["lines"], owed)
    if found.faults:
        raise InvalidInput({"lines": list(found.faults)})
    return [
        ReceiptDetails(
            payer=given["payer"],
            payee=rows[line.number].name,
            amount_fen=line.amount_fen,
            paid_on=given["paid_on"],
            bank_reference=line.bank_reference,
            row_id=rows[line.number].id,
            payee_party_id=rows[line.number].party_id,
        )
        for line in found.lines
    ]


@bp.get("/receipts/<uuid:receipt_id>/void")
@requires(may.RECEIPT_RECORD)
def ask_void(receipt_id: UUID) -> str:
    """Ask for the reason before a receipt is struck out."""
    receipt = queries.get_receipt(receipt_id, actor=current_actor())
    return render_template("claims/void.html", receipt=receipt, form=form_state({}))


@bp.post("/receipts/<uuid:receipt_id>/void")
@requires(may.RECEIPT_RECORD)
@on_invalid(ask_void)
def void(receipt_id: UUID) -> Response:
    """Strike out a receipt recorded by mistake."""
    receipt = queries.get_receipt(receipt_id, actor=current_actor())
    services.void_receipt(receipt_id, typed(ClaimReasonIn(unknown="exclude"))["reason"], actor=current_actor())
    return _recorded(receipt.matter_id, msg("已作废这笔收付款。"))
