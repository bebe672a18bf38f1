"""D26 notice of assignment, D27 the debtor's acknowledgement, D28 payment instruction."""

from __future__ import annotations

from datetime import date

from app.agreements.forms.parts import PLACES, period_of, printed_party, roster
from app.agreements.models import Notice
from app.agreements.types.assignment import DebtorAcknowledgement
from app.agreements.types.claims import Annex
from app.agreements.types.clauses import PayAtOnce, PayInstalments
from app.agreements.types.content import AgreementContent
from app.agreements.types.enums import Standing
from app.rendering.shapes.agreements import AssignmentNotice, Delivery
from app.rendering.shapes.agreements import DebtorAcknowledgement as PrintedAcknowledgement
from app.rendering.shapes.claims import PaymentInstruction, PaymentRow

_MODES = {
    "signed_here": "当面签章",
    "ems": "特快专递（EMS）",
    "on_site": "现场送交",
    "sms": "手机短信",
    "wechat": "微信",
    "court_service": "法院送达",
}
_RECEIVERS = {
    "legal_representative": "法定代表人",
    "authorised": "受委托的人",
    "registered_address": "登记住所地收件人",
    "unauthorised": "未经授权的人",
}


def basis_of(content: AgreementContent) -> str:
    """The agreement as other papers cite it."""
    return f"《{content.title}》（编号：{content.number or '未编号'}）"


def claim_text(content: AgreementContent) -> str:
    """What was assigned, in one phrase."""
    annex = _annex(content)
    periods = sorted({period_of(row) for row in annex.rows}, key=len, reverse=True)
    debtor = content.with_standing(Standing.DEBTOR)[0]
    return f"甲方{len(annex.rows)}人对{debtor.name}享有的{periods[0] if periods else ''}劳动报酬债权"


def notice_form(
    content: AgreementContent, notice: Notice, *, account: tuple[str, str], effective_on: date
) -> AssignmentNotice:
    """D26: from now on pay the assignee; `account` is its bank and account number."""
    assignee, debtor = content.with_standing(Standing.ASSIGNEE)[0], content.with_standing(Standing.DEBTOR)[0]
    return {
        "number": content.number or "",
        "sender": "assignee" if notice.sender == "assignee" else "assignors",
        "debtor": printed_party(debtor, "债务人"),
        "assignors": roster(content),
        "assignee": printed_party(assignee, "受让人"),
        "basis": basis_of(content),
        "agreed_on": content.signing_on or effective_on,
        "claim_text": claim_text(content),
        "total_fen": _annex(content).total_fen,
        "new_account": {"owner": assignee.name, "bank": account[0], "account": account[1]},
        "effective_on": effective_on,
        "delivery": _delivery(notice),
        "attachments": ["附件一 债权明细表（复印件）"],
        "given_on": notice.sent_at.date(),
    }


def _delivery(notice: Notice) -> Delivery:
    return {
        "mode": _MODES.get(notice.mode, notice.mode),
        "receiver": notice.receiver,
        "receiver_role": _RECEIVERS.get(notice.receiver_role),
        "address": notice.address,
        "reference": notice.reference or None,
        "sent_at": notice.sent_at,
        "arrived_at": notice.arrived_at,
        "proof": notice.proof,
    }


def acknowledgement_form(content: AgreementContent, received_on: date) -> PrintedAcknowledgement:
    """D27: the claim is true; defences and counterclaims are listed, or there are none."""
    assignee, debtor = content.with_standing(Standing.ASSIGNEE)[0], content.with_standing(Standing.DEBTOR)[0]
    clause = next(iter(content.of_type(DebtorAcknowledgement)), None)
    setoffs = clause.setoffs or () if clause else ()
    defences = clause.defences or () if clause else ()
    return {
        "number": content.number or "",
        "debtor": printed_party(debtor, PLACES[Standing.DEBTOR]),
        "assignors": roster(content),
        "assignee": printed_party(assignee, PLACES[Standing.ASSIGNEE]),
        "basis": basis_of(content),
        "claim_text": claim_text(content),
        "total_fen": _annex(content).total_fen,
        "received_on": received_on,
        "defences": [one.text for one in defences],
        "setoffs": [{"text": one.text, "amount_fen": one.amount_fen} for one in setoffs],
        "statements": [],
    }


def instruction_form(
    content: AgreementContent, issued_on: date, *, prepared_by: str, shared_copy: bool
) -> PaymentInstruction:
    """D28: whom the assignee pays, to which own account, with which purpose."""
    annex, debtor = _annex(content), content.with_standing(Standing.DEBTOR)[0]
    clause = next(one for one in content.clauses if isinstance(one, PayAtOnce | PayInstalments) and one.per_annex)
    due = clause.due_on if isinstance(clause, PayAtOnce) else clause.instalments[-1].due_on
    return {
        "number": content.number or "",
        "payer": content.with_standing(Standing.ASSIGNEE)[0].name,
        "employer": debtor.name,
        "basis": basis_of(content),
        "purpose": f"代付{debtor.name}拖欠工资" if not clause.purpose else clause.purpose,
        "pay_by": due or issued_on,
        "rows": _payment_rows(annex),
        "total_fen": annex.total_fen,
        "prepared_by": prepared_by,
        "checked_by": annex.second_checked_by or "",
        "issued_on": issued_on,
        "shared_copy": shared_copy,
    }


def _payment_rows(annex: Annex) -> list[PaymentRow]:
    return [
        {
            "no": row.no,
            "name": row.name,
            "id_number": row.id_number or "",
            "owner": row.account.holder if row.account else "",
            "bank": row.account.bank if row.account else "",
            "account": row.account.number if row.account else "",
            "amount_fen": row.verified_fen,
        }
        for row in annex.rows
    ]


def _annex(content: AgreementContent) -> Annex:
    if content.annex is None:
        raise ValueError("an assignment carries its annex")
    return content.annex
