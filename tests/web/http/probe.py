"""A small form and a small resource that use every part of the http layer and nothing of the business."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from flask import Blueprint, flash, redirect, render_template_string, request, url_for
from marshmallow import Schema, fields, validate
from werkzeug import Response

from app.accounts.permissions import EDIT_USERS
from app.api.resource import PageQuery, Resource, page_body, page_schema
from app.core.errors import InvalidInput, StaleVersion
from app.core.numbers import next_number
from app.core.pagination import Page
from app.core.text import msg
from app.core.unit_of_work import unit_of_work
from app.http.access import public, requires, signed_in
from app.http.forms import form_state, typed
from app.http.signed_in import current_actor
from app.http.versions import etag, seen_version
from app.http.writes import on_invalid

#: Held by administrators alone, so by nobody who signs in here.
ADMINISTRATORS_ONLY = EDIT_USERS
STORED = SimpleNamespace(place="拱辰街道", occurred_on="2025-06-13", amount_fen=800_000, version=4, id=1)

PAGE = """{% import 'macros/forms.html' as forms with context %}
{{ forms.summary(form, {'place': '地点', 'occurred_on': '发生日期', 'amount_fen': '金额'}) }}
{{ forms.open(form, url_for('probe.write'), version=4) }}{{ forms.text(form, 'place', '地点', required=True) }}
{{ forms.day(form, 'occurred_on', '发生日期') }}{{ forms.money(form, 'amount_fen', '金额') }}</form>"""


class ProbeIn(Schema):
    """What the form asks."""

    place = fields.String(required=True, validate=validate.Length(1, 40))
    occurred_on = fields.Date(load_default=None, allow_none=True)
    amount_fen = fields.Integer(load_default=None, allow_none=True)


class ProbeOut(Schema):
    """What the resource answers."""

    number = fields.Integer(required=True)


bp = Blueprint("probe", __name__, url_prefix="/probe")
blp = Resource("api-probe", __name__, url_prefix="/probe")


def act(found: dict[str, Any]) -> int:
    """A service: takes a number, refuses one place after taking it."""
    with unit_of_work(current_actor()):
        number = next_number("probe", 2025)
        if found["place"] == "哪里都不是":
            raise InvalidInput({"place": [msg("没有这个地方。")]})
        return number


@bp.get("")
@signed_in
def show() -> str:
    """The form."""
    return render_template_string(PAGE, form=form_state(STORED, draft="probe"))


@bp.post("")
@signed_in
@on_invalid(show)
def write() -> Response:
    """The act."""
    found = typed(ProbeIn())
    if seen_version() != STORED.version:
        raise StaleVersion(seen_version(), STORED.version)
    flash("done")
    return redirect(url_for("probe.show", number=act(found)), 303)


@bp.post("/bare")
@signed_in
def bare() -> Response:
    """An act whose page does not show itself again."""
    return redirect(url_for("probe.show", number=act(typed(ProbeIn()))), 303)


@bp.get("/secret")
@requires(ADMINISTRATORS_ONLY)
def secret() -> str:
    """Administrators may."""
    return "secret"


@bp.get("/fault")
@signed_in
def fault() -> str:
    """Breaks."""
    raise ZeroDivisionError(request.path)


@bp.get("/open")
@public
def open_to_all() -> str:
    """Everybody may."""
    return "open"


@blp.post("")
@signed_in
@blp.versioned
@blp.arguments(ProbeIn)
@blp.response(201, ProbeOut)
def create(found: dict[str, Any]) -> Any:
    """Take a number."""
    if seen_version() != STORED.version:
        raise StaleVersion(seen_version(), STORED.version)
    return {"number": act(found)}, 201, etag(STORED)


@blp.get("")
@signed_in
@blp.arguments(PageQuery, location="query")
@blp.response(200, page_schema(ProbeOut))
def read(query: dict[str, Any]) -> Any:
    """A list."""
    return page_body(Page([{"number": query["limit"]}], None, total=1))
