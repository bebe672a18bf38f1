"""What pages and API hand in and get back for wage schedules, workers and receipts. Amounts are whole fen."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Any

from marshmallow import EXCLUDE, Schema, ValidationError, fields, post_load, validate

from app.claims.commands import ReceiptDetails, ScheduleDetails
from app.claims.rules.roster import WORKER_LIMIT_FEN
from app.claims.types import AcceptanceChannel, FlowMonth, Month, PaymentWay, ScheduleState, WorkerClaim
from app.core.identity import mask_account, mask_id_number, mask_phone
from app.core.money import LIMIT_FEN
from app.core.text import msg

DAYS = r"[0-9]{1,2}(\.[0-9]{1,2})?"


class MonthField(fields.String):
    """A month, written 2025-05; 2025年5月 is understood."""

    def _serialize(self, value: Any, attr: Any, obj: Any, **kwargs: Any) -> Any:
        return None if value is None else str(value)[:7]

    def _deserialize(self, value: Any, attr: Any, data: Any, **kwargs: Any) -> Any:
        month = Month.parse(super()._deserialize(value, attr, data, **kwargs))
        if month is None:
            raise ValidationError([msg("月份应写成 2025-05 或 2025年5月。")])  # type: ignore[list-item]
        return month


class DaysField(fields.String):
    """A number of days with at most two decimals, as text: 19, 0.5."""

    def __init__(self, **more: Any) -> None:
        super().__init__(metadata={"code": True, "pattern": f"^({DAYS})?$"}, **more)

    def _deserialize(self, value: Any, attr: Any, data: Any, **kwargs: Any) -> Any:
        text = super()._deserialize(value, attr, data, **kwargs)
        if text and not re.fullmatch(DAYS, text):
            raise ValidationError([msg("天数应是0至31的数，最多两位小数。")])  # type: ignore[list-item]
        return text or None


def _fen(most: int = WORKER_LIMIT_FEN, *, least: int = 0, **more: Any) -> fields.Integer:
    return fields.Integer(strict=True, validate=validate.Range(least, most), **more)


def _text(most: int, *, least: int = 0, **more: Any) -> fields.String:
    return fields.String(validate=validate.Length(least, most), **more)


class ClaimScheduleIn(Schema):
    """The terms of a schedule."""

    class Meta:
        unknown = EXCLUDE

    employer = _text(200, least=1, required=True)
    employer_uscc = fields.String(load_default="", metadata={"code": True}, validate=validate.Length(max=18))
    employer_party_id = fields.UUID(load_default=None, allow_none=True)
    first_month = MonthField(required=True, metadata={"code": True})
    last_month = MonthField(required=True, metadata={"code": True})
    pay_day = fields.Integer(strict=False, load_default=15, validate=validate.Range(1, 31))
    pay_offset = fields.Integer(load_default=1, validate=validate.OneOf([0, 1]))
    sources = fields.List(_text(2000), load_default=list, validate=validate.Length(max=20))
    evidence_kinds = fields.List(_text(40, least=1), load_default=list, validate=validate.Length(max=20))
    employer_present = fields.Boolean(load_default=False)
    attendance_by_both = fields.Boolean(load_default=True)

    @post_load
    def make(self, given: dict[str, Any], **_: Any) -> ScheduleDetails:
        """The frozen value services take; a source a line."""
        lines = tuple(line.strip() for text in given["sources"] for line in text.splitlines() if line.strip())
        return ScheduleDetails(**{**given, "sources": lines, "evidence_kinds": tuple(given["evidence_kinds"])})


class NewClaimScheduleIn(Schema):
    """A schedule to begin: the matter and the terms."""

    class Meta:
        unknown = EXCLUDE

    matter_id = fields.UUID(required=True)
    terms = fields.Nested(ClaimScheduleIn, required=True)


class WageMonthIn(Schema):
    """One month of wage flow and attendance."""

    class Meta:
        unknown = EXCLUDE

    month = MonthField(required=True, metadata={"code": True})
    due_fen = _fen(required=True)
    paid_fen = _fen(load_default=0)
    paid_on = fields.Date(load_default=None, allow_none=True)
    attendance_days = DaysField(load_default=None, allow_none=True)
    unpaid_leave_days = DaysField(load_default=None, allow_none=True)
    paid_statutory_days = DaysField(load_default=None, allow_none=True)
    holiday_overtime_days = DaysField(load_default=None, allow_none=True)
    deduction_fen = _fen(load_default=0)
    note = _text(200, load_default="")

    @post_load
    def make(self, given: dict[str, Any], **_: Any) -> FlowMonth:
        """The frozen value services take."""
        for name in ("unpaid_leave_days", "paid_statutory_days", "holiday_overtime_days"):
            given[name] = Fraction(given[name] or 0)
        known = given["attendance_days"]
        return FlowMonth(**{**given, "attendance_days": None if known is None else Fraction(known)})


class ClaimWorkerIn(Schema):
    """One worker of a schedule."""

    class Meta:
        unknown = EXCLUDE

    number = fields.Integer(required=True, validate=validate.Range(1, 99_999))
    name = _text(60, least=1, required=True)
    job = _text(200, load_default="")
    id_number = fields.String(required=True, metadata={"code": True}, validate=validate.Length(1, 40))
    monthly_wage_fen = _fen(least=1, required=True)
    claimed_fen = _fen(required=True)
    account = fields.String(load_default="", metadata={"code": True}, validate=validate.Length(max=60))
    account_name = _text(60, load_default="")
    bank = _text(200, load_default="")
    phone = fields.String(load_default="", metadata={"code": True}, validate=validate.Length(max=40))
    hired_on = fields.Date(load_default=None, allow_none=True)
    left_on = fields.Date(load_default=None, allow_none=True)
    flow = fields.List(fields.Nested(WageMonthIn), load_default=list, validate=validate.Length(max=36))

    @post_load
    def make(self, given: dict[str, Any], **_: Any) -> WorkerClaim:
        """The frozen value services take."""
        return WorkerClaim(**{**given, "flow": tuple(given["flow"])})


class DifferenceAcceptanceIn(Schema):
    """How a worker accepted a difference."""

    channel = fields.String(required=True, validate=validate.OneOf([one.value for one in AcceptanceChannel]))
    note = _text(500, load_default="")


class ClaimReasonIn(Schema):
    """A reason in words."""

    reason = _text(500, required=True)


class ReceiptIn(Schema):
    """Money that moved."""

    class Meta:
        unknown = EXCLUDE

    payer = _text(200, least=1, required=True)
    payee = _text(200, least=1, required=True)
    amount_fen = _fen(LIMIT_FEN, least=1, required=True)
    paid_on = fields.Date(required=True)
    bank_reference = _text(80, least=1, required=True, metadata={"code": True})
    way = fields.String(load_default=PaymentWay.BANK.value, validate=validate.OneOf([one.value for one in PaymentWay]))
    row_id = fields.UUID(load_default=None, allow_none=True)
    payer_party_id = fields.UUID(load_default=None, allow_none=True)
    payee_party_id = fields.UUID(load_default=None, allow_none=True)
    file_id = fields.UUID(load_default=None, allow_none=True)
    note = _text(500, load_default="")

    @post_load
    def make(self, given: dict[str, Any], **_: Any) -> ReceiptDetails:
        """The frozen value services take."""
        return ReceiptDetails(**{**given, "way": PaymentWay(given["way"])})


class ReceiptsIn(Schema):
    """Several payments of one matter, recorded together or not at all."""

    matter_id = fields.UUID(required=True)
    receipts = fields.List(fields.Nested(ReceiptIn), required=True, validate=validate.Length(1, 500))


class ClaimScheduleOut(Schema):
    """A schedule; identity numbers and accounts are in no list."""

    id = fields.UUID()
    matter_id = fields.UUID()
    state = fields.String(validate=validate.OneOf([state.value for state in ScheduleState]))
    version = fields.Integer()
    employer = fields.String()
    employer_uscc = fields.String()
    first_month = MonthField()
    last_month = MonthField()
    pay_day = fields.Integer()
    pay_offset = fields.Integer()
    sources = fields.List(fields.String())
    evidence_kinds = fields.List(fields.String())
    employer_present = fields.Boolean()
    attendance_by_both = fields.Boolean()
    claimed_fen = fields.Integer()
    verified_fen = fields.Integer()
    worked_out_on = fields.Date(allow_none=True)
    entered_by = fields.String()
    verified_by = fields.String()
    second_checked_by = fields.String()
    edition = fields.Integer()
    updated_at = fields.AwareDateTime()


class WageMonthOut(Schema):
    """One month as entered."""

    month = MonthField()
    due_fen = fields.Integer()
    paid_fen = fields.Integer()
    paid_on = fields.Date(allow_none=True)
    attendance_days = fields.Decimal(as_string=True, allow_none=True)
    unpaid_leave_days = fields.Decimal(as_string=True)
    paid_statutory_days = fields.Decimal(as_string=True)
    holiday_overtime_days = fields.Decimal(as_string=True)
    deduction_fen = fields.Integer()
    note = fields.String()


class ClaimRowOut(Schema):
    """One worker with masked particulars, the sum, its trace, the findings and the acceptance."""

    id = fields.UUID()
    schedule_id = fields.UUID()
    party_id = fields.UUID(allow_none=True)
    number = fields.Integer()
    name = fields.String()
    job = fields.String()
    id_number = fields.Function(lambda row: mask_id_number(row.id_number), metadata={"type": "string"})
    account = fields.Function(
        lambda row: mask_account(row.account) if row.account else None, metadata={"type": ["string", "null"]}
    )
    phone = fields.Function(
        lambda row: mask_phone(row.phone) if row.phone else None, metadata={"type": ["string", "null"]}
    )
    account_name = fields.String()
    bank = fields.String()
    hired_on = fields.Date(allow_none=True)
    left_on = fields.Date(allow_none=True)
    monthly_wage_fen = fields.Integer()
    claimed_fen = fields.Integer()
    verified_fen = fields.Integer()
    difference_fen = fields.Integer()
    accepted_at = fields.AwareDateTime(allow_none=True)
    accepted_channel = fields.String(allow_none=True)
    needs_acceptance = fields.Boolean()
    report = fields.Dict()
    flow = fields.List(fields.Nested(WageMonthOut))


class ReceiptOut(Schema):
    """One payment."""

    id = fields.UUID()
    matter_id = fields.UUID()
    row_id = fields.UUID(allow_none=True)
    payer = fields.String()
    payee = fields.String()
    amount_fen = fields.Integer()
    paid_on = fields.Date()
    way = fields.String()
    bank_reference = fields.String()
    note = fields.String()
    recorded_by = fields.String()
    voided_at = fields.AwareDateTime(allow_none=True)
    void_reason = fields.String(allow_none=True)
