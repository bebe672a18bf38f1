"""The guard around every writing route: once per key, and a refused form comes back with what was typed.

``@on_invalid(page)`` names the page function that shows the form; when the write is refused it is called again with
what it needs of the address, and its ``form_state()`` then holds the typed text and the faults. Where no form of the
page claims the refusal, as with a lone button, the reasons stand at the head of the page.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from inspect import signature
from typing import Any, TypeVar

from flask import Flask, Response, current_app, g, make_response, request, url_for

from app.core import drafts
from app.core.db import db
from app.core.errors import Conflict, FengqiaoError, InvalidInput, LimitReached, Refused, StaleVersion
from app.http.access import handler_of
from app.http.csrf import SAFE
from app.http.forms.state import Refusal
from app.http.idempotency import KeyReused, once, sent_key
from app.http.pages import SHOWN_AT
from app.http.signed_in import person_or_none

View = TypeVar("View", bound=Callable[..., Any])
SHOWN_AGAIN = (InvalidInput, Refused, Conflict, StaleVersion, LimitReached, KeyReused)


def on_invalid(page: Callable[..., Any]) -> Callable[[View], View]:
    """Show this page again, with what was typed, when the write is refused."""

    def put(view: View) -> View:
        view.shown_again = page  # type: ignore[attr-defined]
        return view

    return put


def each_time(view: View) -> View:
    """No key: a write whose parts commit on their own, as a counted try must survive its refusal, or a mere look."""
    view.each_time = True  # type: ignore[attr-defined]
    return view


def guard(app: Flask) -> None:
    """Wrap the writing routes; called once, after the last route."""
    for rule in app.url_map.iter_rules():
        if (rule.methods or set()) - SAFE:
            view = app.view_functions[rule.endpoint]
            if not hasattr(view, "guarded"):
                app.view_functions[rule.endpoint] = _guarded(app, rule.endpoint, view)


def _guarded(app: Flask, endpoint: str, view: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(view)
    def act(**arguments: Any) -> Any:
        if request.method in SAFE:
            return view(**arguments)
        handler = handler_of(app, endpoint, request.method)
        try:
            response = _done(handler, view, arguments)
        except SHOWN_AGAIN as refusal:
            page = getattr(handler, "shown_again", None)
            if page is None:
                raise
            return _shown_again(page, refusal, arguments)
        _forget_draft(response)
        return response

    act.guarded = True  # type: ignore[attr-defined]
    return act


def _done(handler: Any, view: Callable[..., Any], arguments: dict[str, Any]) -> Response:
    key = sent_key()
    person = person_or_none()
    if not key or person is None or getattr(handler, "each_time", False):
        return make_response(view(**arguments))
    return once(key, person.actor, lambda: view(**arguments))


def _shown_again(page: Callable[..., Any], refusal: FengqiaoError, arguments: dict[str, Any]) -> Response:
    db.session.rollback()
    g.refusal = Refusal(refusal, request.form)
    understood = {name: arguments[name] for name in arguments.keys() & signature(page).parameters.keys()}
    endpoint = f"{request.blueprint}.{page.__name__}"
    if endpoint in current_app.view_functions:
        setattr(g, SHOWN_AT, url_for(endpoint, **understood))
    response = make_response(page(**understood))
    response.status_code = refusal.status
    return response


def _forget_draft(response: Response) -> None:
    """The act is done and leads on to another page: the draft is not needed. A look at a half-typed form keeps it."""
    key = request.form.get("draft_key", "")
    person = person_or_none()
    if key and person is not None and 300 <= response.status_code < 400:
        drafts.drop(key, actor=person.actor)
