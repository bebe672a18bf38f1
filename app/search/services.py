"""Keeping a list's query under a name, and giving it up."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.dialects.postgresql import insert

from app.core import clock
from app.core.db import db
from app.core.errors import Forbidden, InvalidInput
from app.core.ids import new_id
from app.core.permissions import Actor, authorise
from app.core.text import msg
from app.core.unit_of_work import unit_of_work
from app.search import permissions as may
from app.search.models import ListColumns, SavedView
from app.search.queries import get_view
from app.search.types import COLUMNS, ViewList, ViewScope

#: How many views one person keeps of one list. [P]
MOST_VIEWS = 20


def keep_view(of: ViewList, name: str, query: str, scope: ViewScope, *, actor: Actor) -> SavedView:
    """Keep a query under a name; the same name of one's own on the same list is given the new query and scope.

    Raises ``InvalidInput`` at ``query`` for a list that is not narrowed, at ``scope`` for a view for everybody without
    the right to share it, at ``name`` when there are too many.
    """
    authorise(actor, may.VIEW_KEEP)
    if actor.user_id is None or actor.unit_id is None:
        raise Forbidden()
    if not query:
        raise InvalidInput({"query": [msg("列表没有任何条件，先筛选再保存。")]})
    if scope is ViewScope.EVERYBODY and not actor.may(may.VIEW_SHARE):
        raise InvalidInput({"scope": [msg("提供给全中心的视图由调度员或者主任保存。")]})
    with unit_of_work(actor) as uow:
        own = select(SavedView.name).where(SavedView.owner_id == actor.user_id, SavedView.list == of.value)
        names = set(db.session.execute(own).scalars())
        if name not in names and len(names) >= MOST_VIEWS:
            raise InvalidInput({"name": [msg("这个列表已有{most}个视图，请先删除不用的。", most=MOST_VIEWS)]})
        kept = {"query": query, "scope": scope.value, "unit_id": actor.unit_id, "owner_name": actor.name}
        new = {"id": new_id(), "owner_id": actor.user_id, "list": of.value, "name": name, "created_at": clock.now()}
        written = insert(SavedView).values(**new, **kept)
        written = written.on_conflict_do_update(index_elements=["owner_id", "list", "name"], set_=kept)
        row = db.session.execute(
            written.returning(SavedView), execution_options={"populate_existing": True}
        ).scalar_one()
        told = {"list": of.value, "name": name, "query": query, "scope": scope.value}
        uow.audit("search.view_kept", "user", actor.user_id, None, told)
        return row


def drop_view(view_id: UUID, *, actor: Actor) -> None:
    """Give up one's own view, or take back one that is offered to everybody.

    Raises ``NotFound`` for a view one is not offered, ``Forbidden`` for somebody else's.
    """
    authorise(actor, may.VIEW_KEEP)
    with unit_of_work(actor) as uow:
        row = get_view(actor, view_id)
        if not may_drop(row, actor):
            raise Forbidden(msg("这是{name}保存的视图，由本人删除。", name=row.owner_name))
        told = {"list": row.list, "name": row.name, "owner": row.owner_name}
        db.session.delete(row)
        uow.audit("search.view_dropped", "user", row.owner_id, None, told)


def may_drop(row: SavedView, actor: Actor) -> bool:
    """Whether a person may delete a view."""
    own = row.owner_id == actor.user_id
    return own or (row.scope == ViewScope.EVERYBODY.value and actor.may(may.VIEW_SHARE))


def keep_columns(of: ViewList, columns: Sequence[str], *, actor: Actor) -> None:
    """Keep which columns of a list a person sees, in this order; the list's first column always stands first.

    Raises ``InvalidInput`` at ``columns`` for one the list does not have, or for none besides the first.
    """
    authorise(actor, may.VIEW_KEEP)
    first, known = COLUMNS[of][0], set(COLUMNS[of])
    chosen = list(dict.fromkeys([first, *columns]))
    if not known.issuperset(chosen):
        raise InvalidInput({"columns": [msg("列表没有这一列。")]})
    if len(chosen) == 1:
        raise InvalidInput({"columns": [msg("除编号外至少选一列。")]})
    if actor.user_id is None:
        raise Forbidden()
    with unit_of_work(actor) as uow:
        kept = {"columns": chosen, "changed_at": clock.now()}
        written = insert(ListColumns).values(user_id=actor.user_id, list=of.value, **kept)
        db.session.execute(written.on_conflict_do_update(index_elements=["user_id", "list"], set_=kept))
        uow.audit("search.columns_kept", "user", actor.user_id, None, {"list": of.value, "columns": chosen})


def reset_columns(of: ViewList, *, actor: Actor) -> None:
    """Let a list show its own choice of columns again."""
    authorise(actor, may.VIEW_KEEP)
    if actor.user_id is None:
        raise Forbidden()
    with unit_of_work(actor) as uow:
        gone = delete(ListColumns).where(ListColumns.user_id == actor.user_id, ListColumns.list == of.value)
        if db.session.execute(gone.returning(ListColumns.list)).first() is not None:
            uow.audit("search.columns_reset", "user", actor.user_id, None, {"list": of.value})
