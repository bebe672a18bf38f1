"""A unit at work: signing, the first contact, more time, rest and resumption."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from app.clocks import queries as clocks
from app.clocks import services as clock_services
from app.clocks.commands import Subject
from app.core import clock
from app.core.db import db
from app.core.errors import Conflict, Forbidden, InvalidInput
from app.core.ids import new_id
from app.core.permissions import Actor, authorise
from app.core.text import msg
from app.core.unit_of_work import unit_of_work
from app.dispatch import permissions as may
from app.dispatch.commands import ContactDetails, ExtensionDetails
from app.dispatch.models import ContactNote, DispatchOrder, Extension
from app.dispatch.queries.facts import earliest_due, open_extension, term_due_at
from app.dispatch.queries.work import colleagues_for
from app.dispatch.rules.chasing import TERM_CLOCKS
from app.dispatch.rules.inputs import faults_of_contact, faults_of_extension
from app.dispatch.services.acting import act_on_order, locked_order, refuse_faults
from app.dispatch.workflow import ORDER_KIND
from app.intake import queries as intake
from app.intake import services as matters


def subject_of(order: DispatchOrder) -> Subject:
    """The order as the clocks know it."""
    return Subject(ORDER_KIND, order.id, order.matter_id)


def sign_order(order_id: UUID, *, version: int | None = None, actor: Actor) -> None:
    """Sign for an order: signing's clock stops, contact (P06) and handling (P09) start; a lead moves the event on."""
    with unit_of_work(actor):
        order = locked_order(order_id, version, actor)
        act_on_order(order, "sign", actor)
        order.signed_at, order.signed_by_id, order.signed_by_name = clock.now(), actor.user_id, actor.name
        order.handler_id, order.handler_name = actor.user_id, actor.name
        if order.is_lead:
            matters.mark_lead_signed(order.matter_id, actor=actor)


def urge_order(order_id: UUID, words: str, *, version: int | None = None, actor: Actor) -> None:
    """Remind the unit of an order it has not finished (催办): a note to its people, no letter and no clock.

    Raises ``Refused`` within two hours of the last reminder (a setting of ours), ``InvalidInput`` without words.
    """
    with unit_of_work(actor):
        order = locked_order(order_id, version, actor)
        act_on_order(order, "urge", actor, reason=words)
        order.urged_at, order.urges = clock.now(), order.urges + 1


def hand_on_order(order_id: UUID, handler_id: UUID, reason: str, *, version: int | None = None, actor: Actor) -> None:
    """Let a colleague of the unit have the order from now on (转办); the unit stays responsible, its clocks run on.

    Raises ``InvalidInput`` at ``handler_id`` for somebody who has it already or may not act for the unit.
    """
    with unit_of_work(actor):
        order = locked_order(order_id, version, actor)
        chosen = next((one for one in colleagues_for(order) if one.user_id == handler_id), None)
        if chosen is None:
            raise InvalidInput({"handler_id": [msg("请选择本单位能办理的同事。")]})
        act_on_order(order, "hand_on", actor, reason=reason, handler_id=handler_id)
        order.handler_id, order.handler_name = chosen.user_id, chosen.name


def start_order(order_id: UUID, contact: ContactDetails, *, version: int | None = None, actor: Actor) -> None:
    """Begin the work with the note of the first contact with a party. Raises ``InvalidInput`` by field."""
    with unit_of_work(actor):
        order = locked_order(order_id, version, actor)
        refuse_faults(faults_of_contact(contact, clock.now(), order.issued_at))
        act_on_order(order, "start", actor)
        order.started_at = clock.now()
        _add_contact(order, contact, actor)


def note_contact(order_id: UUID, contact: ContactDetails, *, actor: Actor) -> UUID:
    """Note one more contact while the unit holds the order; a late note never overwrites an earlier one."""
    authorise(actor, may.START)
    with unit_of_work(actor) as uow:
        order = locked_order(order_id, None, actor)
        if order.unit_id != actor.unit_id:
            raise Forbidden(msg("这张派遣单不是派给您所在单位的。"), code="not_my_unit")
        if order.state not in ("signed", "return_pending", "in_progress", "suspended"):
            raise Conflict(msg("派遣单不在办理中，不能登记联系情况。"), code="wrong_state")
        refuse_faults(faults_of_contact(contact, clock.now(), order.issued_at))
        note_id = _add_contact(order, contact, actor)
        uow.audit("dispatch.note_contact", ORDER_KIND, order.id, order.matter_id, {"note": note_id})
        return note_id


def _add_contact(order: DispatchOrder, contact: ContactDetails, actor: Actor) -> UUID:
    if contact.party_id is not None and contact.party_id not in {p.id for p in intake.parties_of(order.matter_id)}:
        raise InvalidInput({"party_id": [msg("请选择本事项的当事人。")]})
    row = ContactNote(
        id=new_id(),
        matter_id=order.matter_id,
        order_id=order.id,
        party_id=contact.party_id,
        contacted_at=contact.contacted_at,
        channel=contact.channel,
        note=contact.note.strip(),
        noted_by_name=actor.name,
    )
    db.session.add(row)
    return row.id


def request_extension(order_id: UUID, details: ExtensionDetails, *, version: int | None = None, actor: Actor) -> None:
    """The unit's head asks for more time before the term ends, twice at most, after telling the party."""
    with unit_of_work(actor):
        order = locked_order(order_id, version, actor)
        due_at = term_due_at(order.id)
        refuse_faults(faults_of_extension(details, clock.today(), clock.local(due_at).date() if due_at else None))
        act_on_order(order, "request_extension", actor, reason=details.reason)
        db.session.add(
            Extension(
                id=new_id(),
                matter_id=order.matter_id,
                order_id=order.id,
                position=len(order.extensions) + 1,
                until=details.until,
                reason=details.reason.strip(),
                party_told_on=details.party_told_on,
                party_told_by=details.party_told_by,
                asked_by_name=actor.name,
                asked_at=clock.now(),
            )
        )


def approve_extension(order_id: UUID, note: str = "", *, version: int | None = None, actor: Actor) -> None:
    """Grant the time asked for: the term ends on the new day. The second time this is the director's to decide."""
    with unit_of_work(actor):
        order = locked_order(order_id, version, actor)
        row = _open_extension(order)
        act_on_order(order, "approve_extension", actor, reason=note or None)
        for rule_id in _running_terms(order):
            clock_services.extend(subject_of(order), rule_id, reason=row.reason, until=row.until, actor=actor)
        order.extensions_granted += 1
        _decide(row, True, note, actor)
        order.due_at = earliest_due(ORDER_KIND, order.id)


def decline_extension(order_id: UUID, reason: str, *, version: int | None = None, actor: Actor) -> None:
    """Grant no more time; the term stays."""
    with unit_of_work(actor):
        order = locked_order(order_id, version, actor)
        row = _open_extension(order)
        act_on_order(order, "decline_extension", actor, reason=reason)
        _decide(row, False, reason, actor)


def suspend_order(order_id: UUID, reason: str, until: date, *, version: int | None = None, actor: Actor) -> None:
    """Let the work rest for a reason and until a day; the handling clock rests as well, a review (P22) is due."""
    if until <= clock.today():
        raise InvalidInput({"until": [msg("中止截止日期应当晚于今天。")]})
    with unit_of_work(actor):
        order = locked_order(order_id, version, actor)
        for rule_id in _running_terms(order):
            clock_services.suspend(subject_of(order), reason=reason, rule_id=rule_id, actor=actor)
        act_on_order(order, "suspend", actor, reason=reason)
        order.suspended_until = until


def resume_order(order_id: UUID, *, version: int | None = None, actor: Actor) -> None:
    """Let the work go on; the time of rest is added to the handling clock."""
    with unit_of_work(actor):
        order = locked_order(order_id, version, actor)
        act_on_order(order, "resume", actor)
        clock_services.resume(subject_of(order), actor=actor)
        order.suspended_until = None
        order.due_at = earliest_due(ORDER_KIND, order.id)


def _running_terms(order: DispatchOrder) -> list[str]:
    running = {view.rule_id for view in clocks.clocks_of_subject(ORDER_KIND, order.id)}
    return [rule_id for rule_id in TERM_CLOCKS if rule_id in running]


def _open_extension(order: DispatchOrder) -> Extension:
    row = open_extension(order.id)
    if row is None:
        raise Conflict(msg("没有等待审批的延期申请。"), code="no_extension_awaits")
    return row


def _decide(row: Extension, granted: bool, note: str, actor: Actor) -> None:
    row.granted, row.decided_by_name, row.decided_at = granted, actor.name, clock.now()
    row.decision_note = note.strip() or None
