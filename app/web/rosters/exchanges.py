"""换班, 代班, 顶班: asking, answering, deciding."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from flask import flash, render_template, request, url_for
from werkzeug.wrappers import Response

from app.accounts import queries as accounts
from app.core import clock
from app.core.errors import NotFound
from app.core.text import Message, msg
from app.http.access import requires
from app.http.forms import form_state, typed
from app.http.pages import Listing, Tab, back_to, list_state
from app.http.signed_in import current_actor
from app.http.versions import seen_version
from app.http.writes import on_invalid
from app.organisations import queries as organisations
from app.rosters import queries, services
from app.rosters.models import Duty
from app.rosters.permissions import EXCHANGE_DUTIES
from app.rosters.policies import may_decide_exchange
from app.rosters.schemas import ExchangeIn
from app.rosters.types import ExchangeKind, ExchangeTab
from app.rosters.workflow import STATES
from app.web.rosters.blueprint import bp

LABELS = {
    ExchangeTab.TO_ANSWER: msg("待我答复"),
    ExchangeTab.TO_DECIDE: msg("待他人答复"),
    ExchangeTab.ASKED: msg("我提出的"),
    ExchangeTab.DONE: msg("已办结"),
}


@bp.get("/exchanges")
@requires(EXCHANGE_DUTIES)
def list_exchanges() -> str:
    """One's own exchanges, and those of the units one manages."""
    actor, state = current_actor(), list_state(default_tab=ExchangeTab.TO_ANSWER.value)
    tab = next((one for one in ExchangeTab if one.value == state.get("tab")), ExchangeTab.TO_ANSWER)
    page = queries.exchange_page(actor, tab, cursor=state.cursor, limit=state.size)
    counts = queries.exchange_counts(actor)
    tabs = [Tab(one.value, word, counts.get(one), one is ExchangeTab.TO_ANSWER) for one, word in LABELS.items()]
    return render_template(
        "rosters/exchanges.html",
        listing=Listing(state, page, tabs=tabs),
        kinds=ExchangeKind,
        states=STATES,
        crumbs=[msg("班次调换")],
    )


@bp.get("/duties/<uuid:duty_id>/exchange")
@requires(EXCHANGE_DUTIES)
def new_exchange(duty_id: UUID) -> str:
    """The form that asks for a swap, a cover or a step-in."""
    duty, actor = queries.duty(duty_id), current_actor()
    manages = may_decide_exchange(actor, duty.unit_id)
    if not manages and actor.unit_id != duty.unit_id:
        raise NotFound()
    begun, own = duty.from_at <= clock.now(), duty.user_id == actor.user_id
    kinds = _kinds(duty, own=own or manages, begun=begun)
    values = {"kind": kinds[0][0] if kinds else "", "taker_membership_id": "" if own else actor.membership_id}
    return render_template(
        "rosters/new_exchange.html",
        form=form_state(values),
        duty=duty,
        unit=organisations.unit(duty.unit_id),
        kinds=kinds,
        people=_takers(duty, anybody=own or manages),
        others=queries.duties_to_swap(duty) if not begun and (own or manages) else [],
        decides=manages and not own,
        crumbs=[msg("班次调换")],
    )


def _kinds(duty: Duty, *, own: bool, begun: bool) -> list[tuple[str, Message]]:
    """What may be asked for this duty now: a swap or a cover before it begins, a step-in until it ends."""
    if duty.until_at <= clock.now():
        return []
    kinds = [ExchangeKind.STEP_IN] if begun or not own else list(ExchangeKind)
    return [(one.value, one.label) for one in kinds]


def _takers(duty: Duty, *, anybody: bool) -> list[tuple[UUID, str]]:
    people = accounts.colleagues(unit_id=duty.unit_id)
    actor = current_actor()
    return [
        (one.membership_id, one.name)
        for one in people
        if one.user_id != duty.user_id and (anybody or one.user_id == actor.user_id)
    ]


@bp.post("/duties/<uuid:duty_id>/exchange")
@requires(EXCHANGE_DUTIES)
@on_invalid(new_exchange)
def ask_exchange(duty_id: UUID) -> Response:
    """Ask, or decide at once as the one who manages the roster."""
    given = request.form.copy()
    given["duty_id"] = str(duty_id)
    exchange = services.ask_exchange(typed(ExchangeIn(unknown="exclude"), form=given), actor=current_actor())
    said = msg("已调换，双方都会收到通知。") if exchange.state == "done" else msg("已提出，等待对方答复。")
    flash(str(said), "done")
    return back_to(url_for("rosters.show_exchange", exchange_id=exchange.id))


@bp.get("/exchanges/<uuid:exchange_id>")
@requires(EXCHANGE_DUTIES)
def show_exchange(exchange_id: UUID) -> str:
    """One exchange and what may be done with it."""
    actor = current_actor()
    exchange = queries.exchange(exchange_id, actor=actor)
    acts = {one.name: one for one in queries.exchange_offers(exchange, actor)}
    return render_template(
        "rosters/exchange.html",
        exchange=exchange,
        kind=ExchangeKind(exchange.kind),
        state=STATES[exchange.state],
        unit=organisations.unit(exchange.unit_id),
        acts=acts,
        forms_of={name: form_state({}, form=name) for name in acts},
        crumbs=[msg("班次调换")],
    )


def _answered(act: Callable[..., Any], exchange_id: UUID, said: Message, *more: str) -> Response:
    act(exchange_id, *more, version=seen_version(), actor=current_actor())
    flash(str(said), "done")
    return back_to(url_for("rosters.show_exchange", exchange_id=exchange_id))


@bp.post("/exchanges/<uuid:exchange_id>/accept")
@requires(EXCHANGE_DUTIES)
@on_invalid(show_exchange)
def accept_exchange(exchange_id: UUID) -> Response:
    """Agree as the one who is asked."""
    return _answered(services.accept_exchange, exchange_id, msg("已同意，值班表已更新。"))


@bp.post("/exchanges/<uuid:exchange_id>/approve")
@requires(EXCHANGE_DUTIES)
@on_invalid(show_exchange)
def approve_exchange(exchange_id: UUID) -> Response:
    """Decide as the one who manages the roster."""
    return _answered(services.approve_exchange, exchange_id, msg("已决定调换，值班表已更新。"))


@bp.post("/exchanges/<uuid:exchange_id>/decline")
@requires(EXCHANGE_DUTIES)
@on_invalid(show_exchange)
def decline_exchange(exchange_id: UUID) -> Response:
    """Say no."""
    reason = request.form.get("reason", "")
    return _answered(services.decline_exchange, exchange_id, msg("已答复不同意。"), reason)


@bp.post("/exchanges/<uuid:exchange_id>/withdraw")
@requires(EXCHANGE_DUTIES)
@on_invalid(show_exchange)
def withdraw_exchange(exchange_id: UUID) -> Response:
    """Take one's own request back."""
    return _answered(services.withdraw_exchange, exchange_id, msg("已撤回。"))
