"""Countersigns: the list, the form that asks, one with its signers and answers, adding and removing signers."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import flash, render_template, url_for
from werkzeug.wrappers import Response

from app.core.permissions import Actor
from app.core.text import Message, msg
from app.core.workflow import Offer
from app.dispatch import permissions as may
from app.dispatch import queries, schemas, services
from app.dispatch.types import SigningMode, SigningOrder
from app.http.access import requires
from app.http.forms import form_state, typed
from app.http.pages import Listing, Tab, back_to, list_state
from app.http.signed_in import current_actor
from app.http.versions import seen_version
from app.http.writes import on_invalid
from app.web.dispatch.blueprint import acting_units, bp
from app.web.dispatch.countersign_words import countersign_words
from app.web.dispatch.orders import order_page
from app.web.matter_frame import frame_of

TAB_WORDS = {
    "waiting": msg("待我处理"),
    "standing": msg("没有结束"),
    "over": msg("已结束"),
    "all": msg("全部"),
}
ROWS = 5
REASON_LEAST = 4


@bp.get("/countersigns")
@requires(may.COUNTERSIGN_READ)
def list_countersigns() -> str:
    """Countersigns that ask oneself or one's unit, that it asked for, or on orders of one's own centre."""
    actor, state = current_actor(), list_state(default_tab="waiting")
    wanted = queries.CountersignFilter(tab=state.get("tab"), own=True)
    page = queries.list_countersigns(actor, wanted, cursor=state.cursor, limit=state.size)
    counts = queries.countersign_tab_counts(actor, wanted)
    total, capped = queries.count_countersigns(actor, wanted)
    tabs = [Tab(name, words, counts.get(name), urgent=name == "waiting") for name, words in TAB_WORDS.items()]
    return render_template(
        "dispatch/countersigns.html",
        listing=Listing(state, page, total, capped, tabs),
        events=queries.events_of(row.matter_id for row in page.rows),
        **countersign_words(),
    )


@bp.get("/orders/<uuid:order_id>/countersigns/new")
@requires(may.COUNTERSIGN_ASK)
def new_countersign(order_id: UUID) -> str | Response:
    """The form that asks; the order where nobody may ask now."""
    actor = current_actor()
    order = queries.get_order(actor, order_id)
    if not queries.may_ask_countersign(order, actor) or queries.order_facts(order).countersign_open:
        return back_to(url_for("dispatch.show_order", order_id=order_id))
    values = {"mode": SigningMode.ALL.value, "order": SigningOrder.PARALLEL.value, "signers": []}
    return order_page(
        order_id,
        "dispatch/form_countersign.html",
        form=form_state(values, draft=f"countersign-{order_id}", form="countersign"),
        units=acting_units(),
        rows=ROWS,
        **countersign_words(),
    )


@bp.post("/orders/<uuid:order_id>/countersigns")
@requires(may.COUNTERSIGN_ASK)
@on_invalid(new_countersign)
def ask_countersign(order_id: UUID) -> Response:
    """Ask the units and officers."""
    found = services.ask_countersign(
        order_id, typed(schemas.CountersignIn()), version=seen_version(), actor=current_actor()
    )
    return countersign_done(found, msg("已请会签，轮到的单位和人员已收到通知。会签结束前不能反馈和办结。"))


def countersign_done(countersign_id: UUID, words: Message) -> Response:
    """Say what was done and show the countersign; the list where the reader no longer sees it."""
    flash(str(words), "done")
    if queries.sees_countersign(current_actor(), countersign_id):
        return back_to(url_for("dispatch.show_countersign", countersign_id=countersign_id))
    return back_to(url_for("dispatch.list_countersigns"))


@bp.get("/countersigns/<uuid:countersign_id>")
@requires(may.COUNTERSIGN_READ)
def show_countersign(countersign_id: UUID) -> str:
    """One countersign: what is asked, who answered what, and what may be done now."""
    actor = current_actor()
    row = queries.get_countersign(actor, countersign_id)
    acts = {offer.name: offer for offer in queries.countersign_offers(row, actor)}
    return render_template(
        "dispatch/countersign.html",
        **frame_of(row.matter_id, "dispatch"),
        row=row,
        acts=acts,
        mine=queries.my_line(row, actor),
        removals=_removals(row, actor),
        again=form_state({"asked": row.asked}, form="again"),
        adding=form_state({"before": "0"}, form="add"),
        units=acting_units() if "add_signer" in acts else [],
        crumbs=[msg("会签"), row.order.number],
        **countersign_words(),
    )


def _removals(row: Any, actor: Actor) -> dict[UUID, Offer]:
    """Removing, beside each line that has no answer, for the unit that asked."""
    if row.state != "open" or row.unit_id != actor.unit_id or not actor.may(may.COUNTERSIGN_ASK):
        return {}
    lines = [one for one in queries.present_round(row) if one.answer is None and one.removed_at is None]
    return {one.id: Offer(f"remove-{one.position}", msg("减签"), reason=REASON_LEAST) for one in lines}


@bp.post("/countersigns/<uuid:countersign_id>/agree")
@requires(may.COUNTERSIGN_ANSWER)
@on_invalid(show_countersign)
def agree_to_countersign(countersign_id: UUID) -> Response:
    """Agree."""
    said = typed(schemas.SignerWordsIn())
    services.agree_to_countersign(countersign_id, said["signer_id"], said["reason"], actor=current_actor())
    return countersign_done(countersign_id, msg("已会签同意。"))


@bp.post("/countersigns/<uuid:countersign_id>/refuse")
@requires(may.COUNTERSIGN_ANSWER)
@on_invalid(show_countersign)
def refuse_countersign(countersign_id: UUID) -> Response:
    """Do not agree, and say why."""
    said = typed(schemas.SignerWordsIn())
    services.refuse_countersign(countersign_id, said["signer_id"], said["reason"], actor=current_actor())
    return countersign_done(countersign_id, msg("已答复不同意，提出会签的单位已收到通知。"))


@bp.post("/countersigns/<uuid:countersign_id>/signers")
@requires(may.COUNTERSIGN_ASK)
@on_invalid(show_countersign)
def add_signer(countersign_id: UUID) -> Response:
    """Add a signer."""
    details = typed(schemas.SignerAddedIn())
    services.add_signer(countersign_id, details, version=seen_version(), actor=current_actor())
    return countersign_done(countersign_id, msg("已加签。"))


@bp.post("/countersigns/<uuid:countersign_id>/signers/<uuid:signer_id>/remove")
@requires(may.COUNTERSIGN_ASK)
@on_invalid(show_countersign)
def remove_signer(countersign_id: UUID, signer_id: UUID) -> Response:
    """Remove a signer who has not answered."""
    reason = typed(schemas.OrderReasonIn())["reason"]
    services.remove_signer(countersign_id, signer_id, reason, version=seen_version(), actor=current_actor())
    return countersign_done(countersign_id, msg("已减签。"))


@bp.post("/countersigns/<uuid:countersign_id>/again")
@requires(may.COUNTERSIGN_ASK)
@on_invalid(show_countersign)
def ask_again(countersign_id: UUID) -> Response:
    """Ask again in other words."""
    given = typed(schemas.AskAgainIn())
    services.ask_again(countersign_id, given["asked"], given["due_at"], version=seen_version(), actor=current_actor())
    return countersign_done(countersign_id, msg("已按修改后的内容再次会签。"))


@bp.post("/countersigns/<uuid:countersign_id>/withdraw")
@requires(may.COUNTERSIGN_ASK)
@on_invalid(show_countersign)
def withdraw_countersign(countersign_id: UUID) -> Response:
    """Take the whole back."""
    reason = typed(schemas.OrderReasonIn())["reason"]
    services.withdraw_countersign(countersign_id, reason, version=seen_version(), actor=current_actor())
    return countersign_done(countersign_id, msg("已撤回会签，可以继续反馈和办结。"))
