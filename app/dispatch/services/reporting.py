"""The result of a unit's part: handed in by an officer, agreed to by the head, checked by the centre."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from app.core import clock
from app.core.db import db
from app.core.errors import Conflict, InvalidInput
from app.core.ids import new_id
from app.core.permissions import Actor
from app.core.text import msg
from app.core.unit_of_work import unit_of_work
from app.dispatch import permissions as may
from app.dispatch.commands import FeedbackDetails
from app.dispatch.models import DispatchOrder, Feedback
from app.dispatch.queries.facts import open_feedback
from app.dispatch.rules.inputs import faults_of_feedback
from app.dispatch.services.acting import act_on_order, locked_order, refuse_faults


def submit_feedback(order_id: UUID, details: FeedbackDetails, *, version: int | None = None, actor: Actor) -> None:
    """Hand in what was done, what proves it, and how the party was told. The head agrees; a head's own is agreed to."""
    refuse_faults(faults_of_feedback(details, clock.today()))
    with unit_of_work(actor):
        order = locked_order(order_id, version, actor)
        act_on_order(order, "submit_feedback", actor)
        row = Feedback(
            id=new_id(),
            matter_id=order.matter_id,
            order_id=order.id,
            position=len(order.feedbacks) + 1,
            result=details.result,
            summary=details.summary.strip(),
            evidence=[text.strip() for text in details.evidence if text.strip()],
            party_told_on=details.party_told_on,
            party_told_by=details.party_told_by,
            written_by_name=actor.name,
            written_at=clock.now(),
        )
        db.session.add(row)
        db.session.flush()
        if actor.is_head and actor.may(may.APPROVE_FEEDBACK):
            _approve(order, row, "", actor)


def approve_feedback(order_id: UUID, opinion: str = "", *, version: int | None = None, actor: Actor) -> None:
    """The head of the unit agrees to the result: the handling clock stops, the centre's check (P14) is due."""
    with unit_of_work(actor):
        order = locked_order(order_id, version, actor)
        _approve(order, _open_feedback(order), opinion, actor)


def _approve(order: DispatchOrder, row: Feedback, opinion: str, actor: Actor) -> None:
    act_on_order(order, "approve_feedback", actor, reason=opinion or None)
    row.head_agrees, row.head_name, row.head_at = True, actor.name, clock.now()
    row.head_opinion = opinion.strip() or None


def decline_feedback(order_id: UUID, reason: str, *, version: int | None = None, actor: Actor) -> None:
    """The head of the unit sends the result back to the officer."""
    with unit_of_work(actor):
        order = locked_order(order_id, version, actor)
        row = _open_feedback(order)
        act_on_order(order, "decline_feedback", actor, reason=reason)
        row.head_agrees, row.head_name, row.head_at = False, actor.name, clock.now()
        row.head_opinion = reason.strip()


def accept_feedback(order_id: UUID, note: str = "", *, version: int | None = None, actor: Actor) -> None:
    """The centre accepts the result: the unit's part is completed."""
    with unit_of_work(actor):
        order = locked_order(order_id, version, actor)
        row = _open_feedback(order)
        act_on_order(order, "accept_feedback", actor, reason=note or None)
        order.ended_at = clock.now()
        _check(row, True, note, actor)


def send_back(order_id: UUID, defects: Sequence[str], reason: str, *, version: int | None = None, actor: Actor) -> None:
    """The centre sends the work back with a list of defects; a new term (P21) starts."""
    listed = [text.strip() for text in defects if text.strip()]
    if not listed:
        raise InvalidInput({"defects": [msg("请至少列出一项需要补正的问题。")]})
    with unit_of_work(actor):
        order = locked_order(order_id, version, actor)
        row = _open_feedback(order)
        act_on_order(order, "send_back", actor, reason=reason)
        row.defects = listed
        _check(row, False, reason, actor)


def _check(row: Feedback, accepted: bool, note: str, actor: Actor) -> None:
    row.accepted, row.checked_by_name, row.checked_at = accepted, actor.name, clock.now()
    row.check_note = note.strip() or None


def _open_feedback(order: DispatchOrder) -> Feedback:
    row = open_feedback(order.id)
    if row is None:
        raise Conflict(msg("没有等待审核的办理反馈。"), code="no_feedback_awaits")
    return row
