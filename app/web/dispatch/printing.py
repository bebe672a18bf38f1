"""Printing the forms of orders and supervisions."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from flask import url_for
from werkzeug.wrappers import Response

from app.core.errors import NotFound
from app.dispatch import forms as printed
from app.dispatch import permissions as may
from app.http.access import requires
from app.http.pages import back_to
from app.http.signed_in import current_actor
from app.http.writes import on_invalid
from app.web.dispatch.blueprint import bp
from app.web.dispatch.orders import show_order
from app.web.dispatch.supervisions import show_supervision

OF_ORDER: dict[str, Callable[..., Any]] = {
    "notice": printed.issue_notice,
    "receipt": printed.issue_receipt,
    "return": printed.issue_return,
    "ruling": printed.issue_ruling,
}
OF_SUPERVISION: dict[str, Callable[..., Any]] = {
    "notice": printed.issue_supervision_notice,
    "reply": printed.issue_supervision_reply,
}


@bp.post("/orders/<uuid:order_id>/print/<paper>")
@requires(may.READ)
@on_invalid(show_order)
def print_order(order_id: UUID, paper: str) -> Response:
    """Put a paper of the order on the record and show it."""
    if paper not in OF_ORDER:
        raise NotFound()
    document = OF_ORDER[paper](order_id, actor=current_actor())
    return back_to(url_for("documents.show", document_id=document.id))


@bp.post("/supervisions/<uuid:supervision_id>/print/<paper>")
@requires(may.SUPERVISION_READ)
@on_invalid(show_supervision)
def print_supervision(supervision_id: UUID, paper: str) -> Response:
    """Put a paper of the supervision on the record and show it."""
    if paper not in OF_SUPERVISION:
        raise NotFound()
    document = OF_SUPERVISION[paper](supervision_id, actor=current_actor())
    return back_to(url_for("documents.show", document_id=document.id))
