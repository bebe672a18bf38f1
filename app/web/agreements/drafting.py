"""Write the draft: head, clauses one by one, what the file does not say; with the check beside it while one types."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any
from uuid import UUID

from flask import render_template, request
from werkzeug.wrappers import Response

from app.agreements import permissions as may
from app.agreements import queries, services
from app.agreements.commands import Changes
from app.agreements.models import Agreement
from app.agreements.rules import codec
from app.agreements.schemas import HeadIn, KeysIn, OptionalReasonIn, changes_from
from app.agreements.types.clauses import Clause
from app.agreements.types.content import CLAUSE_BY_KIND, AgreementContent
from app.core.errors import Forbidden, InvalidInput, NotFound
from app.core.text import Message, msg
from app.http.access import requires
from app.http.forms import form_state, typed
from app.http.signed_in import current_actor
from app.http.versions import seen_version
from app.http.writes import each_time, on_invalid
from app.web.agreements.blueprint import bp, done, frame, lint_panel, organisations_of
from app.web.agreements.circumstance_forms import CircumstancesIn, circumstances_from, shown_circumstances
from app.web.agreements.clause_forms import boxes_of, read_clause, values_of
from app.web.agreements.clause_words import CLAUSE_WORDS
from app.web.agreements.showing import show_agreement


def _drafted(agreement_id: UUID) -> tuple[Agreement, AgreementContent]:
    """The draft with its full numbers, for whoever conducts the mediation only."""
    actor = current_actor()
    row = queries.get_agreement(actor, agreement_id)
    if not queries.conducts(row, actor):
        raise Forbidden(msg("只有本调解的调解员可以修改协议。"), code="not_the_mediator")
    return row, queries.content_of(row)


@bp.get("/agreements/<uuid:agreement_id>/head")
@requires(may.DRAFT)
def edit_head(agreement_id: UUID) -> str:
    """Facts, points in dispute, responsibility, day and place of signing."""
    row, content = _drafted(agreement_id)
    names = ("title", "facts", "disputed", "responsibility", "signing_on", "signing_place", "recorder")
    form = form_state({name: getattr(content, name) for name in names})
    return render_template("agreements/head.html", form=form, **frame(row, content))


@bp.post("/agreements/<uuid:agreement_id>/head")
@requires(may.DRAFT)
@on_invalid(edit_head)
def change_head(agreement_id: UUID) -> Response:
    """Replace the head."""
    changes, reason = changes_from(typed(HeadIn()))
    services.edit_agreement(agreement_id, changes, reason=reason, version=seen_version(), actor=current_actor())
    return done(agreement_id, msg("已保存。"))


@bp.get("/agreements/<uuid:agreement_id>/clauses/new/<kind>")
@requires(may.DRAFT)
def new_clause(agreement_id: UUID, kind: str) -> str:
    """The form of a clause to be added."""
    return _clause_page(agreement_id, kind, None)


@bp.get("/agreements/<uuid:agreement_id>/clauses/<key>")
@requires(may.DRAFT)
def edit_clause(agreement_id: UUID, key: str) -> str:
    """The form of a clause with the check beside it."""
    _, content = _drafted(agreement_id)
    clause = _clause(content, key)
    return _clause_page(agreement_id, clause.KIND, clause)


def _clause_page(agreement_id: UUID, kind: str, clause: Clause | None) -> str:
    row, content = _drafted(agreement_id)
    if kind not in CLAUSE_BY_KIND:
        raise NotFound()
    masked_content = queries.masked(content)
    return render_template(
        "agreements/clause.html",
        **frame(row, content),
        form=form_state(values_of(clause or CLAUSE_BY_KIND[kind](key=""))),
        clause=clause,
        kind_name=kind,
        title=CLAUSE_WORDS[kind],
        boxes=boxes_of(CLAUSE_BY_KIND[kind], masked_content),
        panel=lint_panel(row),
    )


def _clause(content: AgreementContent, key: str) -> Clause:
    found = next((clause for clause in content.clauses if clause.key == key), None)
    if found is None:
        raise NotFound()
    return found


def _put(content: AgreementContent, clause: Clause) -> tuple[Clause, ...]:
    if any(one.key == clause.key for one in content.clauses):
        return tuple(clause if one.key == clause.key else one for one in content.clauses)
    closing = [one for one in content.clauses if one.KIND in ("confirmation_wish", "copies")]
    others = [one for one in content.clauses if one not in closing]
    return (*others, clause, *closing)


def _fresh_key(content: AgreementContent, kind: str) -> str:
    taken = {clause.key for clause in content.clauses}
    return next(key for key in (f"{kind}_{number}" for number in range(1, 1000)) if key not in taken)


@bp.post("/agreements/<uuid:agreement_id>/clauses/new/<kind>")
@requires(may.DRAFT)
@on_invalid(new_clause)
def add_clause(agreement_id: UUID, kind: str) -> Response:
    """Add a clause before the closing ones."""
    _, content = _drafted(agreement_id)
    if kind not in CLAUSE_BY_KIND:
        raise NotFound()
    clause = read_clause(kind, _fresh_key(content, kind), content)
    return _save(agreement_id, _put(content, clause), msg("已添加一条。"))


@bp.post("/agreements/<uuid:agreement_id>/clauses/<key>")
@requires(may.DRAFT)
@on_invalid(edit_clause)
def change_clause(agreement_id: UUID, key: str) -> Response:
    """Replace a clause."""
    _, content = _drafted(agreement_id)
    clause = read_clause(_clause(content, key).KIND, key, content)
    return _save(agreement_id, _put(content, clause), msg("已保存这一条。"))


@bp.post("/agreements/<uuid:agreement_id>/clauses/<key>/remove")
@requires(may.DRAFT)
@on_invalid(show_agreement)
def remove_clause(agreement_id: UUID, key: str) -> Response:
    """Take a clause out."""
    _, content = _drafted(agreement_id)
    _clause(content, key)
    return _save(agreement_id, tuple(one for one in content.clauses if one.key != key), msg("已删除这一条。"))


@bp.post("/agreements/<uuid:agreement_id>/clauses/<key>/move")
@requires(may.DRAFT)
@on_invalid(show_agreement)
def move_clause(agreement_id: UUID, key: str) -> Response:
    """Move a clause one place up or down."""
    _, content = _drafted(agreement_id)
    clauses = list(content.clauses)
    at = clauses.index(_clause(content, key))
    to = max(0, min(len(clauses) - 1, at + (1 if request.form.get("to") == "down" else -1)))
    clauses.insert(to, clauses.pop(at))
    return _save(agreement_id, tuple(clauses), msg("已移动。"))


def _save(agreement_id: UUID, clauses: tuple[Clause, ...], sentence: Message) -> Response:
    reason = request.form.get("reason", "")
    services.edit_agreement(
        agreement_id, Changes(clauses=clauses), reason=reason, version=seen_version(), actor=current_actor()
    )
    return done(agreement_id, sentence)


@bp.post("/agreements/<uuid:agreement_id>/try")
@requires(may.DRAFT)
@each_time
def try_out(agreement_id: UUID) -> str:
    """What the check would say of the form as it stands now; nothing is stored."""
    row, content = _drafted(agreement_id)
    kind, key = request.form.get("clause_kind", ""), request.form.get("clause_key", "")
    try:
        if kind in CLAUSE_BY_KIND:
            clause = read_clause(kind, key or _fresh_key(content, kind), content)
            return lint_panel(row, replace(content, clauses=_put(content, clause)))
        changes, _ = changes_from(typed(HeadIn()))
        given = {name: getattr(changes, name) for name in ("facts", "disputed", "responsibility", "signing_on")}
        return lint_panel(row, replace(content, **{name: one for name, one in given.items() if one is not None}))
    except InvalidInput:
        return lint_panel(row, note=msg("表单里有看不懂的内容，检查结果按已保存的协议显示。"))


@bp.get("/agreements/<uuid:agreement_id>/circumstances")
@requires(may.DRAFT)
def edit_circumstances(agreement_id: UUID) -> str:
    """What the file does not say by itself: look-ups, papers, consents, absences."""
    row, content = _drafted(agreement_id)
    noted = queries.noted_of(row)
    return render_template(
        "agreements/circumstances.html",
        **frame(row, content),
        form=form_state(shown_circumstances(noted, content)),
        firms=organisations_of(content),
        consents={one.party: one.on for one in noted.settlement_consents},
    )


@bp.post("/agreements/<uuid:agreement_id>/circumstances")
@requires(may.DRAFT)
@on_invalid(edit_circumstances)
def note_circumstances(agreement_id: UUID) -> Response:
    """Note them."""
    row, content = _drafted(agreement_id)
    given = circumstances_from(typed(CircumstancesIn()), queries.noted_of(row), content)
    services.note_circumstances(agreement_id, codec.dump_parts(given), version=seen_version(), actor=current_actor())
    return done(agreement_id, msg("已记录，检查结果已更新。"))


@bp.post("/agreements/<uuid:agreement_id>/leave-out")
@requires(may.DRAFT)
@on_invalid(show_agreement)
def leave_out_workers(agreement_id: UUID) -> Response:
    """Take workers who do not sign out of the annex."""
    given = typed(KeysIn())
    services.leave_out_workers(
        agreement_id, given["keys"], reason=given["reason"], version=seen_version(), actor=current_actor()
    )
    return done(agreement_id, msg("已从附件剔除，合计已重新计算。"))


@bp.post("/agreements/<uuid:agreement_id>/without-debtor")
@requires(may.DRAFT)
@on_invalid(show_agreement)
def go_on_without_debtor(agreement_id: UUID) -> Response:
    """Two parties and a notice."""
    return _reasoned(agreement_id, services.go_on_without_debtor, msg("已改为两方协议，请另行通知债务人。"))


@bp.post("/agreements/<uuid:agreement_id>/latest-schedule")
@requires(may.DRAFT)
@on_invalid(show_agreement)
def take_latest_schedule(agreement_id: UUID) -> Response:
    """The annex from the latest frozen schedule."""
    return _reasoned(agreement_id, services.take_latest_schedule, msg("附件已换成最新定稿的核查表。"))


def _reasoned(agreement_id: UUID, service: Callable[..., None], sentence: Message) -> Response:
    given: dict[str, Any] = typed(OptionalReasonIn())
    service(agreement_id, reason=given["reason"], version=seen_version(), actor=current_actor())
    return done(agreement_id, sentence)


@bp.post("/agreements/<uuid:agreement_id>/reopen")
@requires(may.DRAFT)
@on_invalid(show_agreement)
def reopen(agreement_id: UUID) -> Response:
    """Back to the draft; collected signatures are void."""
    given: dict[str, Any] = typed(OptionalReasonIn())
    services.edit_agreement(
        agreement_id, Changes(), reason=given["reason"], version=seen_version(), actor=current_actor()
    )
    return done(agreement_id, msg("已退回修改，原来的签名作废。"))
