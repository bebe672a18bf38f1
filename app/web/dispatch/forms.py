"""The pages on which a larger act of an order is written: return, ruling, first contact, more time, result."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from flask import url_for
from werkzeug.wrappers import Response

from app.core import clock
from app.core.errors import NotFound
from app.dispatch import permissions as may
from app.dispatch import queries
from app.http.access import requires
from app.http.forms import form_state
from app.http.pages import back_to
from app.http.signed_in import current_actor
from app.web.dispatch.blueprint import acting_units, bp, parties_of
from app.web.dispatch.orders import acts_of, order_page

#: The page of a form, and the acts any of which opens it.
PAGES: dict[str, tuple[str, ...]] = {
    "return": ("request_return",),
    "rule": ("accept_return", "refuse_return"),
    "start": ("start",),
    "contact": (),
    "assistance": ("ask_assistance",),
    "hand-on": ("hand_on",),
    "extension": ("request_extension",),
    "suspension": ("suspend",),
    "feedback": ("submit_feedback",),
    "send-back": ("send_back",),
    "supervision": (),
}


def _values(order: Any, page: str) -> dict[str, Any]:
    if page in ("start", "contact"):
        return {"contacted_at": clock.now(), "channel": "phone"}
    if page in ("extension", "feedback"):
        return {"party_told_on": clock.today(), "party_told_by": "phone", "evidence": []}
    if page == "supervision":
        return {"level": "yellow", "cause": "time_limit", "requirements": []}
    return {"new_unit_id": order.returns[-1].suggested_unit_id} if page == "rule" and order.returns else {}


def draw(order_id: UUID, page: str) -> str:
    """One form of an order."""
    order = queries.get_order(current_actor(), order_id)
    form = form_state(_values(order, page), draft=f"order-{page}-{order_id}", form=page)
    return order_page(
        order_id,
        f"dispatch/form_{page.replace('-', '_')}.html",
        form=form,
        units=[(unit_id, name) for unit_id, name in acting_units() if unit_id != order.unit_id],
        parties=parties_of(order.matter_id),
        colleagues=[(one.user_id, one.name) for one in queries.colleagues_for(order)] if page == "hand-on" else [],
    )


def drawn_again(page: str) -> Callable[..., str]:
    """The page that shows a refused form again."""

    def again(order_id: UUID) -> str:
        return draw(order_id, page)

    return again


@bp.get("/orders/<uuid:order_id>/<page>")
@requires(may.READ)
def show_form(order_id: UUID, page: str) -> str | Response:
    """A form, when its act is offered; otherwise the order, which says why not."""
    if page not in PAGES:
        raise NotFound()
    actor = current_actor()
    acts = acts_of(queries.get_order(actor, order_id), actor)
    named = PAGES[page]
    if named and not any(name in acts and acts[name].allowed for name in named):
        return back_to(url_for("dispatch.show_order", order_id=order_id))
    return draw(order_id, page)
