"""The order list, returns that wait for a ruling, and one order with its acts."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import render_template

from app.bulk import queries as bulk
from app.bulk.types import ON_ORDERS
from app.clocks import queries as clocks
from app.core.permissions import Actor
from app.core.workflow import Offer
from app.dispatch import permissions as may
from app.dispatch import queries
from app.dispatch.workflow import ORDER_KIND
from app.http.access import requires
from app.http.pages import Listing, ListState, Tab, list_state
from app.http.signed_in import current_actor
from app.search.types import ViewList
from app.web.columns import chosen
from app.web.columns import orders as order_columns
from app.web.dispatch.blueprint import acting_units, bp, choices
from app.web.dispatch.countersign_words import countersign_words
from app.web.matter_frame import clocks_by_subject, frame_of
from app.web.stage_words import ORDER_TABS as TAB_WORDS
from app.web.stages import order_board

ORDER_FIELDS = ("q", "unit", "role", "late", "mine", "as", "columns")
URGENT = {"return_pending"}


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def filter_of(state: ListState) -> queries.OrderFilter:
    """What the address asks for."""
    return queries.OrderFilter(
        tab=state.get("tab"),
        unit_id=_uuid(state.get("unit")),
        role=state.get("role"),
        late=bool(state.get("late")),
        handled_by_me=bool(state.get("mine")),
        keyword=state.get("q"),
        own=True,
    )


def listing_of(actor: Actor, state: ListState) -> Listing:
    """One page of orders with tabs, counts and total."""
    wanted = filter_of(state)
    page = queries.list_orders(actor, wanted, cursor=state.cursor, limit=state.size)
    total, capped = queries.count_orders(actor, wanted)
    counts = queries.order_tab_counts(actor, wanted)
    tabs = [Tab(name, words, counts.get(name), urgent=name in URGENT) for name, words in TAB_WORDS.items()]
    return Listing(state, page, total, capped, tabs)


@bp.get("/orders")
@requires(may.READ)
def list_orders() -> str:
    """Orders sent to one's own unit, or sent by one's own centre."""
    actor = current_actor()
    state = orders_state()
    board = order_board(actor, state, filter_of(state)) if state.get("as") == "board" else None
    listing = Listing(state, board.page) if board else listing_of(actor, state)
    return render_template(
        "dispatch/orders.html",
        listing=listing,
        board=board,
        shown=chosen(ViewList.ORDERS, state, actor),
        facts=order_columns.facts_of(listing.page.rows),
        units=acting_units(),
        acts=bulk.offered(actor, ON_ORDERS),
        sends=actor.may(may.ISSUE),
        **choices(),
    )


def orders_state() -> ListState:
    """The list of orders a person asked for."""
    return list_state(*ORDER_FIELDS, default_tab="to_sign")


@bp.get("/returns")
@requires(may.RULE)
def list_returns() -> str:
    """Returns that wait for a ruling, the most urgent first."""
    actor, state = current_actor(), list_state()
    wanted = queries.OrderFilter(tab="return_pending", own=True)
    page = queries.list_orders(actor, wanted, cursor=state.cursor, limit=state.size)
    total, capped = queries.count_orders(actor, wanted)
    ids = [order.id for order in page.rows]
    return render_template(
        "dispatch/returns.html",
        listing=Listing(state, page, total, capped),
        events=queries.events_of(order.matter_id for order in page.rows),
        returns=queries.open_returns(ids),
        views=clocks.clocks_of_subjects(ORDER_KIND, ids),
        **choices(),
    )


def acts_of(order: Any, actor: Actor) -> dict[str, Offer]:
    """Acts on the order for this person, by name."""
    return {offer.name: offer for offer in queries.order_offers(order, actor)}


def order_page(order_id: UUID, template: str, *, with_urges: bool = False, **more: Any) -> str:
    """A page about one order inside the frame of its matter."""
    actor = current_actor()
    order = queries.get_order(actor, order_id)
    frame = frame_of(order.matter_id, "dispatch")
    return render_template(
        template,
        **frame,
        order=order,
        acts=acts_of(order, actor),
        views=clocks_by_subject(frame, ORDER_KIND).get(order.id, []),
        crumbs=[order.number],
        may_ask_countersign=queries.may_ask_countersign(order, actor),
        urges=queries.urges_of(order) if with_urges else (),
        **choices(),
        **more,
    )


@bp.get("/orders/<uuid:order_id>")
@requires(may.READ)
def show_order(order_id: UUID) -> str:
    """One order: what is asked, how far it is, and what may be done now."""
    return order_page(
        order_id,
        "dispatch/order.html",
        with_urges=True,
        countersigns=queries.countersigns_of(order_id),
        **countersign_words(),
    )
