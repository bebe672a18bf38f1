"""The wall: each figure is what its list or table holds, nobody is named, and it is fetched again as it hangs."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

from app.core import clock
from app.core.db import db
from app.intake.models import Event, MatterParty
from app.rosters import services as rosters
from app.rosters.commands import NewDuty
from app.rosters.types import DutyKind
from app.statistics import queries
from tests.support.dispatching import WaitingMatter
from tests.support.statements import statements
from tests.support.visits import Visitor

Visit = Callable[[str], Visitor]
FIGURE = re.compile(r'<a href="([^"]+)"[^>]* data-figure="(\w+)"><div class="k">[^<]*</div><div class="v">([^<]*?) <')
TOTAL = re.compile(r"共<b class=\"fq-tab\">(\d+)")
TITLE = "32名劳动者聚集讨薪"


def total_of(page: str) -> int:
    found = TOTAL.search(page)
    if found:
        return int(found[1])
    return len(re.findall(r'<td class="k-no">', page))


def test_each_figure_is_the_number_of_rows_behind_it(waiting: WaitingMatter, visit: Visit) -> None:
    waiting.dispatched()
    db.session.get_one(Event, waiting.matter_id).due_at = clock.now() - timedelta(hours=1)
    db.session.commit()
    director = visit("gu")
    page = director.get("/boards/wall")
    figures = {name: (href, value) for href, name, value in FIGURE.findall(page)}
    assert set(figures) == {"open", "arrived", "overdue", "red", "orange", "median"}
    assert [figures[name][1] for name in ("open", "arrived", "overdue", "red", "orange")] == ["1", "1", "1", "0", "0"]
    for name in ("open", "arrived", "overdue", "red", "orange"):
        assert total_of(director.get(figures[name][0])) == int(figures[name][1]), name
    for chart in ("今日上报，按小时", "在办，按环节"):
        table = page[page.index(f"{chart}</h2>") :]
        rows = re.findall(r"<tr><td>[^<]*</td><td class=\"fq-num\">(\d+)</td>", table[: table.index("</section>")])
        assert sum(map(int, rows)) == 1, chart
    behind = director.get(figures["median"][0])
    assert figures["median"][1] in re.findall(r'<td class="fq-num" data-label="分">(\d+)</td>', behind)
    minutes = re.findall(r'<td class="fq-num" data-label="分">(\d+)</td>', behind)
    assert len(minutes) == 1
    assert f"（{minutes[0]}分），n=1" in behind
    assert queries.median_minutes(queries.dispatch_times(waiting.actor("gu"))) == int(minutes[0])


def test_the_wall_names_no_party_and_is_fetched_with_few_statements(waiting: WaitingMatter, visit: Visit) -> None:
    party = db.session.query(MatterParty).first()
    center, person = waiting.cast.unit("center"), waiting.cast.memberships["gaomou"]
    now = clock.now()
    span = {"from_at": now - timedelta(hours=1), "until_at": now + timedelta(hours=3)}
    duty = NewDuty(membership_id=person.id, kind=DutyKind.DESK, unit_id=center.id, seat="一号窗口", **span)
    rosters.add_duty(duty, actor=waiting.actor("gu"))
    desk = visit("gaomou")
    desk.get("/boards/wall/figures")
    with statements() as sent:
        part = desk.get("/boards/wall/figures")
    assert len(sent) <= 12, sent
    assert "<html" not in part
    assert "一号窗口" in part
    assert re.search(r"data-wall-stamp>\d\d:\d\d:\d\d<", part)
    page = desk.get("/boards/wall")
    for forbidden in (TITLE, "康颐养老院", *([party.name] if party else [])):
        assert forbidden not in page
    assert "data-live=" in page
    assert 'data-bs-theme="dark"' in page


def test_only_the_centre_opens_the_wall(waiting: WaitingMatter, visit: Visit) -> None:
    for login in ("ding", "he"):
        client = visit(login).client
        assert client.get("/boards/wall").status_code == client.get("/boards/wall/dispatch-times").status_code == 403
