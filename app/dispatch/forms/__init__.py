"""The data of the forms of dispatch: D11 notice, D12 receipt and return, D13 ruling, D14 to D17."""

from app.dispatch.forms.issuing import (
    issue_minutes,
    issue_notice,
    issue_receipt,
    issue_return,
    issue_ruling,
    issue_supervision_notice,
    issue_supervision_reply,
    issue_whistle_record,
)
from app.dispatch.forms.orders import notice_form, receipt_form, return_form, ruling_form
from app.dispatch.forms.supervisions import reply_form, supervision_form

__all__ = [
    "issue_minutes",
    "issue_notice",
    "issue_receipt",
    "issue_return",
    "issue_ruling",
    "issue_supervision_notice",
    "issue_supervision_reply",
    "issue_whistle_record",
    "notice_form",
    "receipt_form",
    "reply_form",
    "return_form",
    "ruling_form",
    "supervision_form",
]
