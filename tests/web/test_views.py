"""Lists take several values of a field, and a query is kept under a name for oneself, one's unit or everybody."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import select

from app.audit.models import AuditEntry
from app.core.db import db
from app.core.errors import Forbidden, InvalidInput, NotFound
from app.search import queries, services
from app.search.models import SavedView
from app.search.types import ViewList, ViewScope
from app.web.views import query_of, state_of
from tests.support.dispatching import WaitingMatter
from tests.support.machine import Machine
from tests.support.page_forms import Clerk
from tests.support.people import Cast
from tests.support.statements import statements

QUERY = "tab=to_dispatch&risk=yellow,orange"
NEW = f"/views/new?list=desk&query={QUERY.replace('&', '%26')}"


def keep(cast: Cast, login: str, name: str, scope: ViewScope = ViewScope.OWN, query: str = QUERY) -> SavedView:
    return services.keep_view(ViewList.DESK, name, query, scope, actor=cast.actor(login))


def names(cast: Cast, login: str) -> list[str]:
    return [row.name for row in queries.views_of(cast.actor(login))]


def test_several_values_of_a_field_find_what_one_of_them_finds(
    waiting: WaitingMatter, clerk: Callable[[str], Clerk]
) -> None:
    """The sub-centre's report is yellow: it is found among yellow and red, not among red and blue."""
    person = clerk("gaomou")
    for page in ("/desk", "/events"):
        for query in ("risk=yellow&risk=red", "risk=yellow,red", "risk=none,yellow", "region=110111008,110111"):
            assert "32名劳动者聚集讨薪" in person.get(f"{page}?{query}"), query
        for query in ("risk=blue,red", "risk=none", "risk=purple", "region=110112,999", "source=phone,walk_in"):
            assert "32名劳动者聚集讨薪" not in person.get(f"{page}?{query}"), query
    narrowed = person.get("/desk?risk=yellow,red&source=police_110")
    assert "risk=red&source=police_110" in narrowed, "the way to take yellow out"
    assert person.json("/api/v1/events?risk=yellow,red")["total"] == 1
    assert person.json("/api/v1/events?risk=&source=police_110,phone")["total"] == 1
    assert person.json("/api/v1/events?risk=blue,red")["total"] == 0
    person.json("/api/v1/events?risk=blue,purple", status=422)


def test_a_query_is_kept_found_with_its_count_and_dropped(
    waiting: WaitingMatter, clerk: Callable[[str], Clerk]
) -> None:
    person = clerk("gaomou")
    assert "存为视图" in person.get("/views/bar?list=desk&query=risk%3Dyellow,orange")
    assert "存为视图" not in person.get("/views/bar?list=desk&query=tab%3Dall")
    page = person.get(NEW)
    assert "页签：待派单" in page
    assert "风险：橙色、黄色" in page or "风险：黄色、橙色" in page
    refused = person.fill(NEW, "/views", {"name": "   ", "scope": "unit"}, status=422)
    assert "橙色" in refused.get_data(as_text=True)
    answer = person.fill(NEW, "/views", {"name": " 急需派单 ", "scope": "everybody"})
    assert answer.location == f"/desk?{QUERY}"
    bar = person.get(f"/views/bar?list=desk&query={QUERY.replace('&', '%26')}")
    assert 'aria-current="page">急需派单<span class="n">1</span>' in bar
    assert "存为视图" not in bar
    with statements() as sent:
        assert "急需派单" in person.get("/views")
    keep(waiting.cast, "gaomou", "另一个", query="risk=red")
    with statements() as with_two:
        assert "另一个" in person.get("/views")
    assert len(with_two) == len(sent) <= 5, with_two
    services.drop_view(
        next(row.id for row in queries.views_of(waiting.actor("gaomou")) if row.name == "另一个"),
        actor=waiting.actor("gaomou"),
    )
    assert "急需派单" not in clerk("ding").get("/views"), "a mediator has no desk"
    person.fill("/views", "/drop")
    assert "还没有视图" in person.get("/views")
    told = db.session.execute(select(AuditEntry.action).where(AuditEntry.action.startswith("search."))).scalars()
    assert list(told) == ["search.view_kept"] * 2 + ["search.view_dropped"] * 2


def test_a_view_is_offered_to_whom_it_is_for(cast: Cast) -> None:
    keep(cast, "gaomou", "自己的")
    keep(cast, "gaomou", "本单位的", ViewScope.UNIT)
    everybody = keep(cast, "gaomou", "全中心的", ViewScope.EVERYBODY)
    assert names(cast, "gaomou") == ["自己的", "本单位的", "全中心的"]
    assert names(cast, "gu") == ["本单位的", "全中心的"]
    assert names(cast, "ding") == ["全中心的"]
    with pytest.raises(Forbidden, match="高某"):
        services.drop_view(everybody.id, actor=cast.actor("ding"))
    own = next(row for row in queries.views_of(cast.actor("gaomou")) if row.name == "自己的")
    with pytest.raises(NotFound):
        services.drop_view(own.id, actor=cast.actor("gu"))
    services.drop_view(everybody.id, actor=cast.actor("gu"))
    assert names(cast, "ding") == []


def test_the_same_name_takes_the_new_query_and_there_is_an_end_to_many(cast: Cast) -> None:
    first = keep(cast, "gaomou", "常用")
    again = keep(cast, "gaomou", "常用", query="risk=red")
    assert (again.id, again.query) == (first.id, "risk=red")
    for number in range(services.MOST_VIEWS - 1):
        keep(cast, "gaomou", f"第{number}个")
    for field, login, name, scope, query in (
        ("name", "gaomou", "再一个", ViewScope.OWN, QUERY),
        ("scope", "ding", "大家用", ViewScope.EVERYBODY, QUERY),
        ("query", "gu", "空的", ViewScope.OWN, ""),
    ):
        with pytest.raises(InvalidInput) as refused:
            keep(cast, login, name, scope, query)
        assert list(refused.value.fields) == [field]
    assert keep(cast, "gaomou", "常用").id == first.id


def test_a_view_by_machine(app: Flask, cast: Cast) -> None:
    machine = Machine(app.test_client(), cast.actor("gaomou"))
    made = machine.make("/saved-views", {"list": "ledger", "name": "今天上报", "query": "since=今天"})
    assert (made["scope"], made["owner_name"]) == ("own", "高某")
    assert machine.get(f"/saved-views/{made['id']}") == made
    assert machine.get("/saved-views")["items"] == [made]


def test_a_query_has_one_writing_and_nothing_the_list_does_not_know(app: Flask) -> None:
    with app.test_request_context("/"):
        raw = "?cursor=x&size=50&risk=red&open=1&tab=all&risk=orange&colour=9&region=@my-town"
        assert query_of(ViewList.DESK, raw) == "risk=red,orange&region=%40my-town"
        assert state_of(ViewList.DESK, query_of(ViewList.DESK, raw)).many("region") == ("@my-town",)
        assert query_of(ViewList.ORDERS, "tab=to_sign&q=讨薪&risk=red") == "q=%E8%AE%A8%E8%96%AA"
