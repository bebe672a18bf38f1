"""Views: a list's query kept under a name, offered above the list with how many rows it finds now."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl, urlencode
from uuid import UUID

from flask import Blueprint, flash, render_template, request, url_for
from sqlalchemy import Select
from werkzeug.wrappers import Response

from app.core.errors import NotFound
from app.core.pagination import capped_counts
from app.core.permissions import Actor
from app.core.text import Message, msg
from app.dispatch import queries as dispatch
from app.dispatch.types import OrderRole
from app.http.access import requires
from app.http.forms import form_state, typed
from app.http.pages import SEVERAL, ListState, back_to
from app.http.signed_in import current_actor
from app.http.writes import on_invalid
from app.intake import queries as intake
from app.search import permissions as may
from app.search import queries, services
from app.search.models import SavedView
from app.search.schemas import SavedViewIn
from app.search.types import ViewList, ViewScope
from app.web.columns import ALL
from app.web.desk import DESK_FIELDS, desk_filter
from app.web.dispatch.orders import ORDER_FIELDS, filter_of
from app.web.intake import LEDGER_FIELDS, choices, ledger_filter
from app.web.narrowing import towns_wanted
from app.web.shell import may_open
from app.web.stage_words import EVENT_TABS, ORDER_TABS

bp = Blueprint("views", __name__, url_prefix="/views")
#: A view says how many rows it finds up to this figure.
COUNT_CAP = 999
Words = dict[str, dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Place:
    """A list: its page, the fields its address knows, and the ids of the rows a query finds for somebody."""

    endpoint: str
    fields: tuple[str, ...]
    tab: str
    rows: Callable[[Actor, ListState], Select[Any]]


PLACES = {
    ViewList.DESK: Place("desk.show", DESK_FIELDS, "all", lambda who, at: intake.event_ids(who, desk_filter(at))),
    ViewList.LEDGER: Place(
        "intake.list_events", LEDGER_FIELDS, "all", lambda who, at: intake.event_ids(who, ledger_filter(at))
    ),
    ViewList.ORDERS: Place(
        "dispatch.list_orders", ORDER_FIELDS, "to_sign", lambda who, at: dispatch.order_ids(who, filter_of(at))
    ),
}
LABELS = {
    "tab": msg("页签"),
    "risk": msg("风险"),
    "dispute_type": msg("类型"),
    "source": msg("来源"),
    "region": msg("街道乡镇"),
    "late": msg("时限"),
    "happened": msg("发生了"),
    "since": msg("自"),
    "until": msg("至"),
    "mine": msg("经办"),
    "q": msg("关键词"),
    "role": msg("角色"),
    "as": msg("显示方式"),
    "columns": msg("列"),
}


@dataclass(frozen=True, slots=True)
class Shown:
    """A view as a person is offered it."""

    row: SavedView
    href: str
    count: tuple[int, bool]
    conditions: list[str]
    here: bool
    droppable: bool


def state_of(of: ViewList, query: str) -> ListState:
    """What a query asks of a list; fields the list does not know are left out."""
    place, values = PLACES[of], dict[str, str]()
    for name, value in parse_qsl(query.lstrip("?")):
        if name in place.fields or name == "tab":
            values[name] = SEVERAL.join(filter(None, (values.get(name), value.strip())))
    return ListState(url_for(place.endpoint), {**values, "tab": values.get("tab") or place.tab})


def query_of(of: ViewList, query: str) -> str:
    """A query in one writing: what the list knows, in the order it is declared, without what is understood."""
    state, place = state_of(of, query), PLACES[of]
    kept = {name: state.get(name) for name in ("tab", *place.fields) if state.get(name)}
    if kept.get("tab") == place.tab:
        del kept["tab"]
    return urlencode(kept, safe=SEVERAL)


def _list_asked() -> ViewList:
    asked = request.values.get("list", "")
    if asked not in set(ViewList) or not may_open(PLACES[ViewList(asked)].endpoint):
        raise NotFound()
    return ViewList(asked)


def _words() -> Words:
    """What the codes of a query mean, by field."""
    shown = choices()
    return {
        "tab": {**EVENT_TABS, **ORDER_TABS},
        "risk": dict(shown["risks_wanted"]),
        "dispute_type": dict(shown["dispute_types"]),
        "source": dict(shown["sources"]),
        "region": dict(towns_wanted()),
        "happened": dict(shown["happenings"]),
        "role": {one.value: one.label for one in OrderRole},
        "late": {"1": msg("已超期")},
        "mine": {"1": msg("本人")},
        "as": {"board": msg("看板")},
        "columns": {column.name: column.label for known in ALL.values() for column in known.values()},
    }


def conditions(of: ViewList, query: str, words: Words) -> list[str]:
    """What a query asks, in words; the unit it may name is left to the list."""
    state = state_of(of, query)
    return [
        f"{label}：{'、'.join(str(words.get(name, {}).get(one, one)) for one in state.many(name))}"
        for name, label in LABELS.items()
        if state.get(name) and (name, state.get(name)) != ("tab", PLACES[of].tab)
    ]


def _shown(rows: list[SavedView], actor: Actor, here: str = "") -> list[Shown]:
    """The views with what they find now, all counted in one statement."""
    words, lists = _words(), [ViewList(row.list) for row in rows]
    states = [state_of(of, row.query) for of, row in zip(lists, rows, strict=True)]
    counts = capped_counts([PLACES[of].rows(actor, at) for of, at in zip(lists, states, strict=True)], COUNT_CAP)
    return [
        Shown(row, at.url(), count, conditions(of, row.query, words), here == row.query, services.may_drop(row, actor))
        for row, of, at, count in zip(rows, lists, states, counts, strict=True)
    ]


def _offered(actor: Actor, of: ViewList | None = None) -> list[SavedView]:
    return [row for row in queries.views_of(actor, of) if may_open(PLACES[ViewList(row.list)].endpoint)]


@bp.get("/bar")
@requires(may.VIEW_KEEP)
def bar() -> str:
    """The views of one list with their counts, fetched after the list itself."""
    actor, of = current_actor(), _list_asked()
    here = query_of(of, request.args.get("query", ""))
    return render_template("views/_bar.html", of=of, shown=_shown(_offered(actor, of), actor, here), here=here)


@bp.get("")
@requires(may.VIEW_KEEP)
def list_views() -> str:
    """All views one is offered, by list."""
    actor = current_actor()
    shown = _shown(_offered(actor), actor)
    return render_template("views/list.html", shown=shown, lists=ViewList, scopes=ViewScope, crumbs=[msg("列表视图")])


@bp.get("/new")
@requires(may.VIEW_KEEP)
def new_view() -> str:
    """The form: a name for what the list shows now, and whom it is for."""
    of = _list_asked()
    query = query_of(of, request.values.get("query", ""))
    return render_template(
        "views/new.html",
        form=form_state({"list": of.value, "query": query, "scope": ViewScope.OWN.value}),
        of=of,
        back=state_of(of, query).url(),
        conditions=conditions(of, query, _words()),
        scopes=_scopes(current_actor()),
        crumbs=[msg("列表视图")],
    )


def _scopes(actor: Actor) -> list[tuple[str, Message]]:
    found = [(one.value, one.label) for one in ViewScope]
    return found if actor.may(may.VIEW_SHARE) else found[:-1]


@bp.post("")
@requires(may.VIEW_KEEP)
@on_invalid(new_view)
def keep_view() -> Response:
    """Keep it, and go back to the list."""
    of, given = _list_asked(), typed(SavedViewIn())
    query = query_of(of, given["query"])
    services.keep_view(of, given["name"], query, ViewScope(given["scope"]), actor=current_actor())
    flash(str(msg("视图已保存。")), "done")
    return back_to(state_of(of, query).url())


@bp.post("/<uuid:view_id>/drop")
@requires(may.VIEW_KEEP)
def drop_view(view_id: UUID) -> Response:
    """Give a view up."""
    services.drop_view(view_id, actor=current_actor())
    flash(str(msg("视图已删除。")), "done")
    return back_to(url_for("views.list_views"))
