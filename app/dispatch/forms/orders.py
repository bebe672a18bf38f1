"""D11 notice, D12 receipt or return, D13 ruling: the data of the forms of an order."""

from __future__ import annotations

from typing import Any

from app.clocks import queries as clocks
from app.dispatch.models import DispatchOrder, OrderReturn
from app.dispatch.queries.orders import orders_of
from app.dispatch.types import ReturnCode
from app.dispatch.workflow import LEAVES_NO_LEAD, ORDER_KIND
from app.intake import queries as intake
from app.intake.types import DisputeType, RiskLevel

ROLE_WORDS = {"lead": "主办", "assist": "协办"}
STANDING_TASK = "按照职责配合主办单位办理，办理情况通过平台反馈。"
ENDED_NOTE = "原派遣单自本裁定作出之日起终结。"
NEW_NOTE = "原派遣单自本裁定作出之日起终结；新派遣单的签收、联系、办理时限自发出之时重新计算。"
KEPT_NOTE = "原派遣单继续有效，办理时限连续计算，不因退回中断或者重新起算。"


def contact_of(center: Any) -> dict[str, Any]:
    """Whom a unit calls at the centre."""
    return {"name": "指挥调度岗", "phone": center.phone, "address": center.address or None}


def notice_form(order: DispatchOrder) -> dict[str, Any]:
    """D11 派遣（派单）通知单."""
    event = intake.matter(order.matter_id)
    dispute = intake.dispute_of(order.matter_id)
    others = [one for one in orders_of(order.matter_id) if one.id != order.id and one.state not in LEAVES_NO_LEAD]
    return {
        "number": order.number,
        "centre": order.center.name,
        "addressee": order.unit.name,
        "role": order.role,
        "matter_number": event.number or "",
        "category": DisputeType(dispute.dispute_type).label.text if dispute else "",
        "risk": RiskLevel(order.risk).label.text if order.risk else "未定",
        "place": event.place,
        "demand": order.demand or event.demand,
        "summary": event.summary,
        "task": order.task or STANDING_TASK,
        "duty_basis": _basis(order),
        "sign_by": order.limits["sign"],
        "contact_by": order.limits["contact"],
        "finish_by": order.limits["finish"],
        "return_by": order.return_by.isoformat() if order.return_by else None,
        "units": [
            {"unit": one.unit.name, "role": ROLE_WORDS[one.role], "task": one.task or STANDING_TASK} for one in others
        ],
        "contact": contact_of(order.center),
        "attachments": ["事件登记表"],
        "issued_on": order.issued_at.isoformat(),
        "copies_to": [],
    }


def _basis(order: DispatchOrder) -> list[dict[str, str]]:
    if not order.duty_basis:
        return [{"source": "本中心派单规则", "text": "根据职责分工派遣。"}]
    rows = []
    for one in order.duty_basis:
        law = f"（{one['law']}）" if one.get("law") else ""
        rows.append({"source": f"权责清单{one['source']}{law}", "text": f"{one['text']}。"})
    return rows


def _head(order: DispatchOrder) -> dict[str, Any]:
    event = intake.matter(order.matter_id)
    return {
        "number": order.number,
        "centre": order.center.name,
        "unit": order.unit.name,
        "matter_number": event.number or "",
        "order_role": ROLE_WORDS[order.role],
    }


def receipt_form(order: DispatchOrder) -> dict[str, Any]:
    """D12 签收回执."""
    ends = [view.due_at for view in clocks.clocks_of_subject(ORDER_KIND, order.id, ended=True) if view.rule_id == "P09"]
    return {
        **_head(order),
        "kind": "signed",
        "matter_summary": intake.matter(order.matter_id).title,
        "received_at": order.issued_at.isoformat(),
        "acted_at": (order.signed_at or order.issued_at).isoformat(),
        "acted_by": order.signed_by_name or "",
        "officer": order.signed_by_name,
        "officer_phone": order.unit.phone or None,
        "finish_by": ends[-1].isoformat() if ends else order.limits["finish"],
    }


def return_form(order: DispatchOrder, row: OrderReturn) -> dict[str, Any]:
    """D12 退回单."""
    return {
        **_head(order),
        "kind": "returned",
        "matter_summary": intake.matter(order.matter_id).title,
        "received_at": order.issued_at.isoformat(),
        "acted_at": row.asked_at.isoformat(),
        "acted_by": row.asked_by_name,
        "return_code": row.code,
        "return_label": ReturnCode(row.code).label.text,
        "return_reason": row.reason,
        "return_basis": row.basis or None,
        "suggested_unit": row.suggested_unit.name,
        "return_by": order.return_by.isoformat() if order.return_by else None,
        "head": row.head_name,
        "head_opinion": row.head_opinion or ("同意退回。" if row.head_agrees else None),
        "head_at": row.head_at.isoformat() if row.head_at else None,
    }


def ruling_form(order: DispatchOrder, row: OrderReturn) -> dict[str, Any]:
    """D13 退回裁定单; the return has been ruled on."""
    assert row.ruling is not None
    assert row.ruled_at is not None
    new = row.new_order
    note = KEPT_NOTE if row.ruling == "refused" else NEW_NOTE if new else ENDED_NOTE
    return {
        **_head(order),
        "returned_at": (row.head_at or row.asked_at).isoformat(),
        "return_code": row.code,
        "return_label": ReturnCode(row.code).label.text,
        "return_reason": row.reason,
        "suggested_unit": row.suggested_unit.name,
        "outcome": row.ruling,
        "ruling": row.ruling_text or "",
        "basis": row.ruling_basis or row.basis,
        "new_unit": new.unit.name if new else None,
        "new_number": new.number if new else None,
        "clock_note": note,
        "ruled_by": row.ruled_by_name or "",
        "ruled_at": row.ruled_at.isoformat(),
    }
