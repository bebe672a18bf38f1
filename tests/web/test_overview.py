"""The director's overview: every figure opens its rows, and what only the director decides stands on top."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

from app.core import clock
from app.core.db import db
from app.core.models import RecordedEvent
from app.dispatch import services as dispatch
from app.dispatch.commands import ExtensionDetails
from app.statistics.subscribers import count_event
from tests.support.dispatching import DAY, WaitingMatter
from tests.support.visits import Visitor

Visit = Callable[[str], Visitor]
TITLE = "32名劳动者聚集讨薪，称被拖欠4、5月工资"
FIGURE = re.compile(r'href="(/events\?[^"]*happened=(\w+)[^"]*)"')


def test_a_figure_of_the_fortnight_opens_the_matters_it_counts(waiting: WaitingMatter, visit: Visit) -> None:
    for event in db.session.query(RecordedEvent).filter_by(matter_id=waiting.matter_id):
        count_event(event)
    director = visit("gu")
    found = {what: address.replace("&amp;", "&") for address, what in FIGURE.findall(director.get("/overview"))}
    assert set(found) == {"submitted", "resolved", "closed"}
    assert TITLE in director.get(found["submitted"])
    assert TITLE not in director.get(found["resolved"])
    today = clock.today()
    assert TITLE in director.get(f"/events?happened=submitted&since={today}&until={today}")
    assert TITLE not in director.get(f"/events?happened=submitted&until={today - timedelta(days=1)}")
    assert TITLE not in director.get(f"/events?happened=submitted&since={today + timedelta(days=1)}")


def test_what_is_no_date_is_said_at_the_field_and_kept(waiting: WaitingMatter, visit: Visit) -> None:
    page = visit("gu").get("/events?happened=submitted&since=9月31日")
    assert "9月31日不存在" in page
    assert 'value="9月31日"' in page
    assert TITLE in page


def test_matters_without_a_confirmed_risk_have_a_list(waiting: WaitingMatter, visit: Visit) -> None:
    desk = visit("gaomou")
    assert TITLE not in desk.get("/desk?risk=none")
    assert TITLE in desk.get("/desk?risk=yellow")


def test_a_second_extension_waits_for_the_director(waiting: WaitingMatter, visit: Visit) -> None:
    order_id, director = waiting.lead_in_progress(), visit("gu")

    def ask(days: int) -> None:
        told = clock.today()
        more = ExtensionDetails(
            until=DAY + timedelta(days=days), reason="用人单位账册尚在调取。", party_told_on=told, party_told_by="phone"
        )
        dispatch.request_extension(order_id, more, actor=waiting.actor("rshead"))

    ask(20)
    assert "等您决定" not in director.get("/overview")
    dispatch.approve_extension(order_id, actor=waiting.actor("gaomou"))
    ask(30)
    page = director.get("/overview")
    assert "等您决定" in page
    assert "审批再次延期" in page
    assert "等您决定" not in visit("gaomou").get("/overview")
