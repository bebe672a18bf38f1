"""Printing: the form's data go to the record with template version and hash; the bytes follow."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from app.core.errors import Conflict
from app.core.permissions import Actor, authorise
from app.core.text import msg
from app.core.unit_of_work import unit_of_work
from app.dispatch import permissions as may
from app.dispatch.forms.callings import minutes_form, whistle_record
from app.dispatch.forms.orders import notice_form, receipt_form, return_form, ruling_form
from app.dispatch.forms.supervisions import reply_form, supervision_form
from app.dispatch.models import DispatchOrder, Supervision
from app.dispatch.queries.consultations import get_meeting
from app.dispatch.queries.orders import get_order
from app.dispatch.queries.supervisions import get_supervision
from app.dispatch.queries.whistles import get_whistle
from app.dispatch.workflow import MEETING_KIND, ORDER_KIND, SUPERVISION_KIND, WHISTLE_KIND
from app.rendering import services as rendering
from app.rendering.types import IssuedDocument


def issue_notice(order_id: UUID, *, actor: Actor) -> IssuedDocument:
    """Print D11, the notice with which the order goes to its unit."""
    authorise(actor, may.READ)
    with unit_of_work(actor):
        order = get_order(actor, order_id)
        return _of_order("D11", order, notice_form(order), actor)


def issue_receipt(order_id: UUID, *, actor: Actor) -> IssuedDocument:
    """Print D12 as the receipt of a signed order; raises ``Conflict`` before it is signed."""
    authorise(actor, may.READ)
    with unit_of_work(actor):
        order = get_order(actor, order_id)
        if order.signed_at is None:
            raise Conflict(msg("派遣单尚未签收。"), code="not_signed")
        return _of_order("D12", order, receipt_form(order), actor)


def issue_return(order_id: UUID, *, actor: Actor) -> IssuedDocument:
    """Print D12 as the return the unit last asked for; raises ``Conflict`` when there is none."""
    authorise(actor, may.READ)
    with unit_of_work(actor):
        order = get_order(actor, order_id)
        if not order.returns:
            raise Conflict(msg("派遣单没有退回。"), code="not_returned")
        return _of_order("D12", order, return_form(order, order.returns[-1]), actor)


def issue_ruling(order_id: UUID, *, actor: Actor) -> IssuedDocument:
    """Print D13, the last ruling on a return; raises ``Conflict`` before the centre ruled."""
    authorise(actor, may.READ)
    with unit_of_work(actor):
        order = get_order(actor, order_id)
        ruled = [row for row in order.returns if row.ruling]
        if not ruled:
            raise Conflict(msg("退回尚未裁定。"), code="not_ruled")
        return _of_order("D13", order, ruling_form(order, ruled[-1]), actor)


def issue_supervision_notice(supervision_id: UUID, *, actor: Actor) -> IssuedDocument:
    """Print D16, the letter of a supervision."""
    authorise(actor, may.SUPERVISION_READ)
    with unit_of_work(actor):
        row = get_supervision(actor, supervision_id)
        return _of_supervision("D16", row, supervision_form(row), actor)


def issue_supervision_reply(supervision_id: UUID, *, actor: Actor) -> IssuedDocument:
    """Print D17, the last reply to a supervision; raises ``Conflict`` when there is none."""
    authorise(actor, may.SUPERVISION_READ)
    with unit_of_work(actor):
        row = get_supervision(actor, supervision_id)
        if not row.replies:
            raise Conflict(msg("督办尚未回复。"), code="not_replied")
        return _of_supervision("D17", row, reply_form(row, row.replies[-1]), actor)


def issue_whistle_record(whistle_id: UUID, *, actor: Actor) -> IssuedDocument:
    """Print D14, the record of a whistle as far as it has come."""
    authorise(actor, may.WHISTLE_READ)
    with unit_of_work(actor):
        row = get_whistle(actor, whistle_id)
        return rendering.issue_document(
            "D14", whistle_record(row), matter_id=row.matter_id, subject_kind=WHISTLE_KIND, subject_id=row.id,
            actor=actor,
        )  # fmt: skip


def issue_minutes(consultation_id: UUID, *, actor: Actor) -> IssuedDocument:
    """Print D15, the signed minutes with their supplements; raises ``Conflict`` before the chair signed."""
    authorise(actor, may.MEETING_READ)
    with unit_of_work(actor):
        row = get_meeting(actor, consultation_id)
        if row.signed_text is None or row.signed_at is None:
            raise Conflict(msg("纪要尚未签发。"), code="not_signed")
        return rendering.issue_document(
            "D15", minutes_form(row), matter_id=row.matter_id, subject_kind=MEETING_KIND, subject_id=row.id, actor=actor
        )


def _of_order(code: str, order: DispatchOrder, content: dict[str, Any], actor: Actor) -> IssuedDocument:
    return rendering.issue_document(
        code, content, matter_id=order.matter_id, subject_kind=ORDER_KIND, subject_id=order.id, actor=actor
    )


def _of_supervision(code: str, row: Supervision, content: dict[str, Any], actor: Actor) -> IssuedDocument:
    return rendering.issue_document(
        code, content, matter_id=row.matter_id, subject_kind=SUPERVISION_KIND, subject_id=row.id, actor=actor
    )
