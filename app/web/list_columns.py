"""Choosing the columns of a list: ticks, and buttons that move a line up or down; kept for oneself or used once."""

from __future__ import annotations

from flask import Blueprint, flash, render_template, request
from werkzeug.wrappers import Response

from app.core.errors import NotFound
from app.core.text import msg
from app.http.access import requires
from app.http.forms import form_state
from app.http.pages import SEVERAL, back_to
from app.http.signed_in import current_actor
from app.http.writes import each_time, on_invalid
from app.search import permissions as may
from app.search import services
from app.search.types import ViewList
from app.web.columns import ALL, chosen
from app.web.shell import may_open
from app.web.views import PLACES, state_of

bp = Blueprint("columns", __name__, url_prefix="/columns")


def _list_asked() -> ViewList:
    asked = request.values.get("list", "")
    if asked not in set(ViewList) or not may_open(PLACES[ViewList(asked)].endpoint):
        raise NotFound()
    return ViewList(asked)


def _lines(of: ViewList) -> tuple[list[str], set[str]]:
    """All columns in the order they stand, and those ticked: as sent, else as the list shows them now."""
    known = list(ALL[of])
    if "order" in request.form:
        order = [name for name in request.form.getlist("order") if name in known]
        ticked = set(request.form.getlist("columns"))
    else:
        shown = chosen(of, state_of(of, request.values.get("query", "")), current_actor()).names
        order, ticked = shown, set(shown)
    return list(dict.fromkeys([*order, *known])), ticked


def _moved(order: list[str]) -> list[str]:
    """The order with the line moved whose button was pressed; the first line stays where it is."""
    name, _, way = request.form.get("move", "").partition(SEVERAL)
    if name not in order[1:] or way not in ("up", "down"):
        return order
    at = order.index(name)
    to = at - 1 if way == "up" else at + 1
    if 1 <= to < len(order):
        order[at], order[to] = order[to], order[at]
    return order


@bp.get("")
@requires(may.VIEW_KEEP)
def choose() -> str:
    """The columns of a list, each with its tick and its place."""
    of = _list_asked()
    order, ticked = _lines(of)
    query = request.values.get("query", "")
    return render_template(
        "views/columns.html",
        of=of,
        query=query,
        lines=[ALL[of][name] for name in _moved(order)],
        ticked=ticked,
        moved=request.form.get("move", ""),
        back=state_of(of, query).url(columns=""),
        form=form_state(form="columns"),
        crumbs=[msg("选列")],
    )


@bp.post("/move")
@requires(may.VIEW_KEEP)
@each_time
def move() -> str:
    """The same with one line moved; nothing is kept yet."""
    return choose()


@bp.post("")
@requires(may.VIEW_KEEP)
@each_time
@on_invalid(choose)
def keep() -> Response:
    """Keep the choice, use it once, or go back to the list's own."""
    of, how = _list_asked(), request.form.get("how", "keep")
    state = state_of(of, request.form.get("query", ""))
    order, ticked = _lines(of)
    wanted = [name for name in order if name in ticked]
    if how == "once":
        return back_to(state.url(columns=SEVERAL.join(wanted)))
    if how == "reset":
        services.reset_columns(of, actor=current_actor())
        flash(str(msg("已恢复默认的列。")), "done")
    else:
        services.keep_columns(of, wanted, actor=current_actor())
        flash(str(msg("列已保存，以后打开这个列表都这样显示。")), "done")
    return back_to(state.url(columns=""))
