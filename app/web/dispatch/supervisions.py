"""Supervisions: the list, one with its replies, issuing and answering."""

from __future__ import annotations

from uuid import UUID

from flask import render_template
from werkzeug.wrappers import Response

from app.clocks import queries as clocks
from app.core.text import msg
from app.dispatch import permissions as may
from app.dispatch import queries, schemas, services
from app.dispatch.rules.chasing import LADDER_LABELS
from app.dispatch.workflow import ORDER_KIND, SUPERVISION_KIND
from app.http.access import requires
from app.http.forms import form_state, typed
from app.http.pages import Listing, Tab, list_state
from app.http.signed_in import current_actor
from app.http.versions import seen_version
from app.http.writes import on_invalid
from app.web.dispatch.blueprint import bp, choices, supervision_done
from app.web.dispatch.forms import drawn_again
from app.web.matter_frame import frame_of

TAB_WORDS = {
    "to_acknowledge": msg("待签收"),
    "to_reply": msg("待回复"),
    "to_check": msg("待审核"),
    "over": msg("已办结"),
    "all": msg("全部"),
}


@bp.get("/supervisions")
@requires(may.SUPERVISION_READ)
def list_supervisions() -> str:
    """Supervisions of one's own unit, or issued by one's own centre."""
    actor, state = current_actor(), list_state("level", default_tab="all")
    wanted = queries.SupervisionFilter(tab=state.get("tab"), level=state.get("level"), own=True)
    page = queries.list_supervisions(actor, wanted, cursor=state.cursor, limit=state.size)
    total, capped = queries.count_supervisions(actor, wanted)
    counts = queries.supervision_tab_counts(actor, wanted)
    tabs = [Tab(name, words, counts.get(name), urgent=name == "to_acknowledge") for name, words in TAB_WORDS.items()]
    return render_template(
        "dispatch/supervisions.html",
        listing=Listing(state, page, total, capped, tabs),
        events=queries.events_of(row.matter_id for row in page.rows),
        views=clocks.clocks_of_subjects(SUPERVISION_KIND, [row.id for row in page.rows]),
        **choices(),
    )


@bp.get("/supervisions/<uuid:supervision_id>")
@requires(may.SUPERVISION_READ)
def show_supervision(supervision_id: UUID) -> str:
    """One supervision: the letter, its clocks, the replies, and the answer form."""
    actor = current_actor()
    row = queries.get_supervision(actor, supervision_id)
    return render_template(
        "dispatch/supervision.html",
        **frame_of(row.matter_id, "dispatch"),
        row=row,
        acts={offer.name: offer for offer in queries.supervision_offers(row, actor)},
        views=clocks.clocks_of_subject(SUPERVISION_KIND, row.id),
        order_id=row.subject_id if row.subject_kind == ORDER_KIND else None,
        order_number=queries.subject_number(row),
        ladder=LADDER_LABELS,
        form=form_state({"measures": [], "evidence": []}, draft=f"supervision-reply-{row.id}", form="reply"),
        crumbs=[row.number],
        **choices(),
    )


@bp.post("/orders/<uuid:order_id>/supervision")
@requires(may.SUPERVISION_ISSUE)
@on_invalid(drawn_again("supervision"))
def issue_supervision(order_id: UUID) -> Response:
    """Chase the unit of an order."""
    actor = current_actor()
    order = queries.get_order(actor, order_id)
    given = typed(schemas.SupervisionIn(exclude=("order_id",)))
    found = services.issue_supervision(schemas.supervision_of(order, given), actor=actor)
    return supervision_done(found, msg("已发出督办。"))


@bp.post("/supervisions/<uuid:supervision_id>/acknowledge")
@requires(may.SUPERVISION_ACKNOWLEDGE)
@on_invalid(show_supervision)
def acknowledge(supervision_id: UUID) -> Response:
    """Acknowledge."""
    services.acknowledge_supervision(supervision_id, version=seen_version(), actor=current_actor())
    return supervision_done(supervision_id, msg("已签收督办，请按期回复。"))


@bp.post("/supervisions/<uuid:supervision_id>/reply")
@requires(may.SUPERVISION_REPLY)
@on_invalid(show_supervision)
def reply(supervision_id: UUID) -> Response:
    """Answer."""
    details = typed(schemas.ReplyIn())
    services.reply_to_supervision(supervision_id, details, version=seen_version(), actor=current_actor())
    return supervision_done(supervision_id, msg("已回复，等待中心审核。"))


@bp.post("/supervisions/<uuid:supervision_id>/accept")
@requires(may.SUPERVISION_CHECK)
@on_invalid(show_supervision)
def accept_reply(supervision_id: UUID) -> Response:
    """Accept the reply."""
    reason = typed(schemas.OrderReasonIn())["reason"]
    services.accept_reply(supervision_id, reason, version=seen_version(), actor=current_actor())
    return supervision_done(supervision_id, msg("督办已办结。"))


@bp.post("/supervisions/<uuid:supervision_id>/find-insufficient")
@requires(may.SUPERVISION_CHECK)
@on_invalid(show_supervision)
def find_insufficient(supervision_id: UUID) -> Response:
    """Chase on."""
    reason = typed(schemas.OrderReasonIn())["reason"]
    services.find_reply_insufficient(supervision_id, reason, version=seen_version(), actor=current_actor())
    return supervision_done(supervision_id, msg("督办继续，等级升一级。"))
