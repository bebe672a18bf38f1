"""One agreement: the text with its checks while it is drafted, the hands while it is signed, the money afterwards."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import Response as FlaskResponse
from flask import render_template
from werkzeug.wrappers import Response

from app.agreements import permissions as may
from app.agreements import queries, services
from app.agreements.models import Agreement
from app.agreements.rules.wording import articles_of, recitals_of
from app.agreements.schemas import OverrideIn
from app.agreements.types.content import AgreementContent
from app.agreements.types.enums import NoticeMode, ReceiverRole, SignMode
from app.agreements.types.states import AgreementState
from app.agreements.workflow import IN_FORCE
from app.claims import queries as claims
from app.core import clock
from app.core.text import msg
from app.http.access import requires
from app.http.forms import typed
from app.http.signed_in import current_actor
from app.http.versions import seen_version
from app.http.writes import on_invalid
from app.rendering.queries import DocumentFilter, documents
from app.web.agreements.blueprint import bp, done, frame, loaded, log_read
from app.web.agreements.clause_words import CHOICE_WORDS, CLAUSE_WORDS

SIGN_MODES = {
    SignMode.PEN: msg("手写签名"),
    SignMode.FINGERPRINT: msg("按指印"),
    SignMode.SEAL: msg("盖章"),
    SignMode.ELECTRONIC: msg("电子签名"),
}
RECEIVERS = {
    ReceiverRole.LEGAL_REPRESENTATIVE: msg("法定代表人"),
    ReceiverRole.AUTHORISED: msg("受委托的人"),
    ReceiverRole.REGISTERED_ADDRESS: msg("登记住所地收件人"),
    ReceiverRole.UNAUTHORISED: msg("未经授权的人"),
}


@bp.get("/agreements/<uuid:agreement_id>")
@requires(may.READ)
def show_agreement(agreement_id: UUID) -> str:
    """The agreement in its present state."""
    row, content = loaded(agreement_id)
    log_read("agreements.show_agreement", row)
    return render_template(
        "agreements/agreement.html",
        **frame(row, content),
        articles=list(zip(content.numbered, articles_of(content), strict=True)),
        recitals=recitals_of(content),
        clause_words=CLAUSE_WORDS,
        report=queries.lint(row, on=clock.today()) if row.state == AgreementState.DRAFT else None,
        overrides={one.rule_id: one for one in queries.overrides_of(row)},
        in_force=row.state in IN_FORCE,
        **_hands(row, content),
        **_money(row),
    )


def _hands(row: Agreement, content: AgreementContent) -> dict[str, Any]:
    missing = queries.effect_now(row).missing if row.state == AgreementState.FROZEN else ()
    return {
        "signatures": queries.signature_rows(row.id),
        "missing": missing,
        "unsigned": [party for party in content.signers if party.key in missing],
        "sign_modes": SIGN_MODES,
        "versions": row.versions,
        "notices": queries.notice_rows(row.id),
        "notice_modes": {mode: CHOICE_WORDS[mode] for mode in NoticeMode},
        "receivers": RECEIVERS,
    }


def _money(row: Agreement) -> dict[str, Any]:
    actor = current_actor()
    duties = queries.duties_of(row.id)
    found = documents(DocumentFilter(subject_kind="agreement", subject_id=row.id), actor=actor)
    return {
        "duties": duties,
        "outstanding": sum(duty.outstanding_fen for duty in duties),
        "received": claims.received_total(row.matter_id),
        "papers": found.rows,
        "today": clock.today(),
    }


@bp.get("/agreements/<uuid:agreement_id>/preview.pdf")
@requires(may.READ)
def preview(agreement_id: UUID) -> Response:
    """The draft as PDF; numbers are masked for those who do not draft."""
    actor = current_actor()
    pdf = services.preview_agreement(agreement_id, shared_copy=not actor.may(may.DRAFT), actor=actor)
    return FlaskResponse(pdf, mimetype="application/pdf")


@bp.post("/agreements/<uuid:agreement_id>/override")
@requires(may.OVERRIDE)
@on_invalid(show_agreement)
def override_finding(agreement_id: UUID) -> Response:
    """The director lets a blocking finding pass."""
    given = typed(OverrideIn())
    services.override_finding(agreement_id, **given, version=seen_version(), actor=current_actor())
    return done(agreement_id, msg("已准许，理由随检查结果保存。"))
