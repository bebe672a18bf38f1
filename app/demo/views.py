"""Lists as people keep them: views, the columns of one, and one act on many rows."""

from __future__ import annotations

from app.bulk import queries as runs
from app.bulk import services as bulk
from app.bulk.commands import BulkInputs, ChosenRow
from app.bulk.types import BulkAct
from app.demo.at_work import AtWork
from app.dispatch import queries as dispatch
from app.search import queries, services
from app.search.types import ViewList, ViewScope

KEPT = (
    ("gaomou", ViewList.DESK, "红橙未派", "tab=to_dispatch&risk=red,orange", ViewScope.OWN),
    ("gaomou", ViewList.DESK, "已超期", "late=1", ViewScope.UNIT),
    ("gaomou", ViewList.DESK, "红橙看板", "as=board&risk=red,orange", ViewScope.UNIT),
    ("gu", ViewList.LEDGER, "今天上报", "happened=submitted&since=%E4%BB%8A%E5%A4%A9", ViewScope.EVERYBODY),
    ("gu", ViewList.LEDGER, "本辖区红橙", "risk=red,orange&region=%40my-town", ViewScope.EVERYBODY),
)


#: Which columns the director sees of the orders.
COLUMNS = ("risk", "what", "unit", "state", "wait", "clock", "urges")
MOST_URGED = 3
WORDS = "请今天上午完成签收，并说明没有及时签收的原因。"


def plant_views(at_work: AtWork) -> None:
    """Keep those that are not there yet."""
    for login, of, name, query, scope in KEPT:
        actor = at_work.actor(login)
        if name not in {row.name for row in queries.views_of(actor, of)}:
            services.keep_view(of, name, query, scope, actor=actor)
    director = at_work.actor("gu")
    if not queries.columns_of(director, ViewList.ORDERS):
        services.keep_columns(ViewList.ORDERS, COLUMNS, actor=director)


def urge_together(at_work: AtWork) -> None:
    """The dispatcher reminds of the orders that are longest overdue, in one go; told once."""
    actor = at_work.actor("gaomou")
    if runs.list_runs(actor).rows:
        return
    late = dispatch.list_orders(actor, dispatch.OrderFilter(tab="to_sign", late=True, own=True), limit=MOST_URGED)
    rows = [ChosenRow(id=order.id, version=order.version) for order in late.rows]
    if rows:
        run_id = bulk.prepare_run(BulkAct.URGE, rows, BulkInputs(), back="/orders?tab=to_sign&late=1", actor=actor)
        bulk.confirm_run(run_id, BulkInputs(words=WORDS), actor=actor)
