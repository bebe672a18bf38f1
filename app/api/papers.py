"""Which printed form is issued by which act: what ``POST /documents`` offers, under the rules of the pages."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from app.agreements import services as agreements
from app.claims import forms as claims
from app.closure import forms as closure
from app.confirmation import forms as confirmation
from app.dispatch import forms as dispatch
from app.guidance import forms as guidance
from app.intake import forms as intake
from app.mediation import forms as mediation

#: Form by form, what issues it; each is given the id of its subject: an event, a mediation, a sitting, an order.
ISSUED_FOR: dict[str, Callable[..., Any]] = {
    "D01": intake.issue_receipt,
    "D05": mediation.issue_rights_notices,
    "D06": mediation.issue_consent_forms,
    "D07": confirmation.issue_address_confirmations,
    "D10": mediation.issue_election,
    "D11": dispatch.issue_notice,
    "D12": dispatch.issue_receipt,
    "D12-return": dispatch.issue_return,
    "D13": dispatch.issue_ruling,
    "D14": dispatch.issue_whistle_record,
    "D15": dispatch.issue_minutes,
    "D16": dispatch.issue_supervision_notice,
    "D17": dispatch.issue_supervision_reply,
    "D19": mediation.issue_record,
    "D21": guidance.issue_opinion,
    "D22": claims.issue_wage_check,
    "D27": agreements.issue_acknowledgement,
    "D28": agreements.issue_payment_instruction,
    "D35": confirmation.issue_ruling_draft,
    "D37": mediation.issue_terminations,
    "D40": closure.issue_visit_record,
}
