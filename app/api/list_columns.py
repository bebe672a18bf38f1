"""The columns of lists by machine: what a person sees on the pages."""

from __future__ import annotations

from typing import Any

from app.api.resource import Resource
from app.core.errors import NotFound
from app.http.access import requires
from app.http.signed_in import current_actor
from app.search import permissions as may
from app.search import queries, services
from app.search.schemas import ListColumnsIn, ListColumnsOut
from app.search.types import COLUMNS, SHOWN, ViewList

blp = Resource("api-list-columns", __name__, url_prefix="/list-columns", description="Which columns a list shows")


def _list_of(name: str) -> ViewList:
    if name not in set(ViewList):
        raise NotFound()
    return ViewList(name)


def _shown(of: ViewList) -> dict[str, Any]:
    chosen = queries.columns_of(current_actor(), of)
    shown = chosen or COLUMNS[of][: SHOWN[of]]
    return {"list": of.value, "known": COLUMNS[of], "columns": shown, "chosen": bool(chosen)}


@blp.get("/<name>")
@requires(may.VIEW_KEEP)
@blp.response(200, ListColumnsOut)
def get_columns(name: str) -> Any:
    """The columns of one list."""
    return _shown(_list_of(name))


@blp.post("/<name>")
@requires(may.VIEW_KEEP)
@blp.arguments(ListColumnsIn)
@blp.response(200, ListColumnsOut)
def keep_columns(given: dict[str, Any], name: str) -> Any:
    """Choose them."""
    of = _list_of(name)
    services.keep_columns(of, given["columns"], actor=current_actor())
    return _shown(of)


@blp.post("/<name>/reset")
@requires(may.VIEW_KEEP)
@blp.response(200, ListColumnsOut)
def reset_columns(name: str) -> Any:
    """Go back to the list's own choice."""
    of = _list_of(name)
    services.reset_columns(of, actor=current_actor())
    return _shown(of)
