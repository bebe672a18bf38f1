"""Notices of assignment, the debtor's acknowledgement, the payment instruction."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import func, select

from app.agreements import events as told
from app.agreements import permissions as may
from app.agreements.commands import NoticeDetails
from app.agreements.forms.notices import acknowledgement_form, instruction_form, notice_form
from app.agreements.models import Agreement, Notice
from app.agreements.queries.stored import content_of
from app.agreements.services.loading import locked_agreement
from app.agreements.types.content import AgreementContent
from app.agreements.types.enums import AgreementKind, NoticeMode, ReceiverRole
from app.agreements.types.states import AgreementState
from app.agreements.workflow import KIND
from app.core import clock
from app.core.db import db
from app.core.errors import InvalidInput, Refused
from app.core.ids import new_id
from app.core.permissions import Actor, authorise
from app.core.text import Message, msg
from app.core.unit_of_work import lock, unit_of_work
from app.rendering import services as rendering
from app.rendering.types import IssuedDocument

NOTICE = "assignment_notice"


def record_notice(
    agreement_id: UUID,
    details: NoticeDetails,
    account: tuple[str, str],
    *,
    version: int | None = None,
    actor: Actor,
) -> UUID:
    """Record a notice to the debtor and issue D26; `account` is the assignee's bank and account number."""
    authorise(actor, may.NOTIFY)
    _check(details, account)
    with unit_of_work(actor) as uow:
        row = locked_agreement(agreement_id, version, actor)
        content = _assignment(row)
        last = select(func.coalesce(func.max(Notice.number), 0)).where(Notice.agreement_id == row.id)
        notice = Notice(
            id=new_id(),
            agreement_id=row.id,
            matter_id=row.matter_id,
            number=db.session.execute(last).scalar_one() + 1,
            sender=details.sender,
            mode=details.mode,
            receiver=details.receiver.strip(),
            receiver_role=details.receiver_role,
            address=details.address,
            sent_at=details.sent_at,
            arrived_at=details.arrived_at,
            reference=details.reference.strip(),
            proof=(details.proof or "").strip() or None,
            file_id=details.file_id,
            recorded_by=actor.name,
        )
        db.session.add(notice)
        db.session.flush()
        notice.document_id = _issue_notice(row, content, notice, account, actor).id
        row.touch()
        uow.record(
            told.AssignmentNotified(
                matter_id=row.matter_id, subject_kind=NOTICE, subject_id=notice.id, proven=notice.is_proven
            )
        )
        return notice.id


def record_arrival(notice_id: UUID, details: NoticeDetails, *, actor: Actor) -> None:
    """Add the arrival and its proof to a notice already given."""
    authorise(actor, may.NOTIFY)
    if details.arrived_at is None or not (details.proof or "").strip():
        raise InvalidInput({"proof": [msg("请填写到达时间和送达证明。")]})
    with unit_of_work(actor) as uow:
        notice = lock(Notice, notice_id)
        row = locked_agreement(notice.agreement_id, None, actor)
        if not notice.sent_at <= details.arrived_at <= clock.now():
            raise InvalidInput({"arrived_at": [msg("到达时间应在寄出之后、现在之前。")]})
        notice.arrived_at, notice.proof = details.arrived_at, (details.proof or "").strip()
        notice.receiver, notice.receiver_role = details.receiver.strip() or notice.receiver, details.receiver_role
        notice.file_id = details.file_id or notice.file_id
        row.touch()
        uow.record(
            told.AssignmentNotified(
                matter_id=row.matter_id, subject_kind=NOTICE, subject_id=notice.id, proven=notice.is_proven
            )
        )


def issue_acknowledgement(agreement_id: UUID, *, actor: Actor) -> IssuedDocument:
    """D27 for the debtor to sign; the day of receipt is the latest notice's, or that of effect."""
    authorise(actor, may.NOTIFY)
    with unit_of_work(actor):
        row = locked_agreement(agreement_id, None, actor)
        content = _assignment(row)
        form = acknowledgement_form(content, clock.local(row.effective_at or clock.now()).date())
        return rendering.issue_document(
            "D27", dict(form), matter_id=row.matter_id, subject_kind=KIND, subject_id=row.id, actor=actor
        )


def issue_payment_instruction(agreement_id: UUID, *, shared_copy: bool = False, actor: Actor) -> IssuedDocument:
    """D28: each worker's own account and the purpose of the transfer; only for an assignment in force."""
    authorise(actor, may.PERFORM)
    with unit_of_work(actor):
        row = locked_agreement(agreement_id, None, actor)
        content = _assignment(row)
        if row.state in (AgreementState.DRAFT, AgreementState.LAPSED):
            raise Refused(msg("协议定稿以后才能出具代付款指令。"), code="wrong_state")
        form = instruction_form(content, clock.today(), prepared_by=actor.name, shared_copy=shared_copy)
        return rendering.issue_document(
            "D28", dict(form), matter_id=row.matter_id, subject_kind=KIND, subject_id=row.id, actor=actor
        )


def _assignment(row: Agreement) -> AgreementContent:
    content = content_of(row)
    if content.kind is AgreementKind.GENERAL or content.annex is None:
        raise Refused(msg("只有债权转让协议才有转让通知和代付款指令。"), code="not_an_assignment")
    return content


def _issue_notice(
    row: Agreement, content: AgreementContent, notice: Notice, account: tuple[str, str], actor: Actor
) -> IssuedDocument:
    day = clock.local(row.effective_at or notice.sent_at).date()
    form = notice_form(content, notice, account=account, effective_on=day)
    return rendering.issue_document(
        "D26", dict(form), matter_id=row.matter_id, subject_kind=NOTICE, subject_id=notice.id, actor=actor
    )


def _check(details: NoticeDetails, account: tuple[str, str]) -> None:
    found: dict[str, list[Message]] = {}
    if details.sender not in ("assignors", "assignee"):
        found["sender"] = [msg("请选择由谁通知。")]
    if details.mode not in set(NoticeMode):
        found["mode"] = [msg("请选择通知方式。")]
    if details.receiver_role not in set(ReceiverRole):
        found["receiver_role"] = [msg("请选择收件人身份。")]
    if not details.receiver.strip():
        found["receiver"] = [msg("请填写收件人。")]
    if details.sent_at > clock.now():
        found["sent_at"] = [msg("通知时间不能晚于现在。")]
    if details.arrived_at is not None and not details.sent_at <= details.arrived_at <= clock.now():
        found["arrived_at"] = [msg("到达时间应在寄出之后、现在之前。")]
    if not account[1].strip():
        found["account"] = [msg("请填写受让人的收款账户。")]
    if found:
        raise InvalidInput(found)
