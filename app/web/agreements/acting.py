"""Freeze, sign, notify, perform, let lapse: the acts that move an agreement."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from werkzeug.wrappers import Response

from app.agreements import permissions as may
from app.agreements import schemas, services
from app.agreements.types.states import Route
from app.core.text import Message, msg
from app.http.access import requires
from app.http.forms import typed
from app.http.signed_in import current_actor
from app.http.versions import seen_version
from app.http.writes import on_invalid
from app.web.agreements.blueprint import bp, done
from app.web.agreements.showing import show_agreement


@bp.post("/agreements/<uuid:agreement_id>/freeze")
@requires(may.DRAFT)
@on_invalid(show_agreement)
def freeze(agreement_id: UUID) -> Response:
    """Content, wording and document under one digest."""
    services.freeze_agreement(agreement_id, version=seen_version(), actor=current_actor())
    return done(agreement_id, msg("已定稿，可以打印签名。"))


@bp.post("/agreements/<uuid:agreement_id>/sign")
@requires(may.SIGN)
@on_invalid(show_agreement)
def sign(agreement_id: UUID) -> Response:
    """Record signatures or the seal."""
    effect = services.record_signatures(
        agreement_id, typed(schemas.HandsIn()), version=seen_version(), actor=current_actor()
    )
    if effect is not None:
        return done(agreement_id, msg("签名盖章齐全，协议已生效，三十日的司法确认期限开始计算。"))
    return done(agreement_id, msg("已登记签名。"))


@bp.post("/agreements/<uuid:agreement_id>/note-oral")
@requires(may.DRAFT)
@on_invalid(show_agreement)
def note_oral(agreement_id: UUID) -> Response:
    """Note an oral agreement."""
    given = typed(schemas.OralIn())
    services.note_oral_agreement(agreement_id, given["agreed_at"], version=seen_version(), actor=current_actor())
    return done(agreement_id, msg("口头协议已登记，自达成之日起生效。"))


@bp.post("/agreements/<uuid:agreement_id>/notices")
@requires(may.NOTIFY)
@on_invalid(show_agreement)
def record_notice(agreement_id: UUID) -> Response:
    """Record a notice of assignment and issue D26."""
    notice, account = schemas.notice_from(typed(schemas.NoticeIn()))
    services.record_notice(agreement_id, notice, account, version=seen_version(), actor=current_actor())
    return done(agreement_id, msg("转让通知已登记。"))


@bp.post("/agreements/<uuid:agreement_id>/allocate")
@requires(may.PERFORM)
@on_invalid(show_agreement)
def allocate_receipts(agreement_id: UUID) -> Response:
    """Count the matter's receipts towards the duties."""
    count = services.allocate_receipts(agreement_id, version=seen_version(), actor=current_actor())
    return done(agreement_id, msg("已核销{count}笔。", count=count))


@bp.post("/agreements/<uuid:agreement_id>/obligations/<uuid:obligation_id>/done")
@requires(may.PERFORM)
@on_invalid(show_agreement)
def record_act_done(agreement_id: UUID, obligation_id: UUID) -> Response:
    """An act or a delivery was done."""
    given = typed(schemas.DoneIn())
    services.record_act_done(agreement_id, obligation_id, **given, version=seen_version(), actor=current_actor())
    return done(agreement_id, msg("已登记履行。"))


@bp.post("/agreements/<uuid:agreement_id>/lapse")
@requires(may.PERFORM)
@on_invalid(show_agreement)
def lapse(agreement_id: UUID) -> Response:
    """Paid first, or the assignee did not pay."""
    given = typed(schemas.NoteIn())
    cause = services.lapse_agreement(agreement_id, given["note"], version=seen_version(), actor=current_actor())
    return done(agreement_id, msg("协议已失效：{cause}。", cause=cause.label))


def _reasoned(agreement_id: UUID, service: Callable[..., Any], sentence: Message) -> Response:
    given = typed(schemas.AgreementReasonIn())
    service(agreement_id, given["reason"], version=seen_version(), actor=current_actor())
    return done(agreement_id, sentence)


@bp.post("/agreements/<uuid:agreement_id>/supersede")
@requires(may.DRAFT)
@on_invalid(show_agreement)
def supersede(agreement_id: UUID) -> Response:
    """A new agreement took its place."""
    return _reasoned(agreement_id, services.supersede_agreement, msg("已登记由新协议替代。"))


@bp.post("/agreements/<uuid:agreement_id>/enforce")
@requires(may.PERFORM)
@on_invalid(show_agreement)
def enforce(agreement_id: UUID) -> Response:
    """Enforcement of a confirmed agreement."""
    return _route(agreement_id, Route.ENFORCEMENT)


@bp.post("/agreements/<uuid:agreement_id>/take-to-dispute")
@requires(may.PERFORM)
@on_invalid(show_agreement)
def take_to_dispute(agreement_id: UUID) -> Response:
    """Payment order, arbitration or suit."""
    return _route(agreement_id, Route.DISPUTE)


def _route(agreement_id: UUID, route: Route) -> Response:
    given = typed(schemas.AgreementReasonIn())
    services.choose_route(agreement_id, route, given["reason"], version=seen_version(), actor=current_actor())
    return done(agreement_id, msg("已登记后续途径。"))


@bp.post("/agreements/<uuid:agreement_id>/papers/<code>")
@requires(may.PERFORM, may.NOTIFY)
@on_invalid(show_agreement)
def issue_paper(agreement_id: UUID, code: str) -> Response:
    """D27 for the debtor, D28 for the payer."""
    service = services.issue_acknowledgement if code == "D27" else services.issue_payment_instruction
    issued = service(agreement_id, actor=current_actor())
    return done(agreement_id, msg("已生成《{title}》。", title=issued.title))
