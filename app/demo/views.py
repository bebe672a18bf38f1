"""Views of lists: two for everybody, one of the centre's unit, one of the dispatcher's own."""

from __future__ import annotations

from app.demo.at_work import AtWork
from app.search import queries, services
from app.search.types import ViewList, ViewScope

KEPT = (
    ("gaomou", ViewList.DESK, "红橙未派", "tab=to_dispatch&risk=red,orange", ViewScope.OWN),
    ("gaomou", ViewList.DESK, "已超期", "late=1", ViewScope.UNIT),
    ("gu", ViewList.LEDGER, "今天上报", "happened=submitted&since=%E4%BB%8A%E5%A4%A9", ViewScope.EVERYBODY),
    ("gu", ViewList.LEDGER, "本辖区红橙", "risk=red,orange&region=%40my-town", ViewScope.EVERYBODY),
)


def plant_views(at_work: AtWork) -> None:
    """Keep those that are not there yet."""
    for login, of, name, query, scope in KEPT:
        actor = at_work.actor(login)
        if name not in {row.name for row in queries.views_of(actor, of)}:
            services.keep_view(of, name, query, scope, actor=actor)
