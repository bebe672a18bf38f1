"""Reporting an event at the page: a look for twins takes neither the form's key nor its draft."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date

import pytest

from app.core import clock
from app.core.db import db
from app.intake.models import Event
from tests.support.people import TOWN
from tests.support.visits import Visitor, version_on

Visit = Callable[[str], Visitor]

TYPED = {
    "source": "police_110",
    "title": "4名劳动者聚集讨薪",
    "summary": "4名劳动者聚集讨薪，称被拖欠工资。",
    "occurred_at": "6月18日 8:40",
    "involved_count": "4",
    "region_code": TOWN,
    "place": "房山区虚构养老院门前",
    "parties_unknown": "1",
    "idempotency_key": "one-form",
}


@pytest.fixture(autouse=True)
def _on_the_day() -> Iterator[None]:
    with clock.frozen(clock.at(date(2025, 6, 18), 9)):
        yield


def test_twins_may_be_looked_for_before_the_form_is_sent(visit: Visit) -> None:
    police = visit("police")
    police.send("/events/twins", 200, **TYPED)
    police.send("/events/twins", 200, **{**TYPED, "place": "房山区虚构养老院北门"})
    police.send("/events", **TYPED)
    assert db.session.query(Event).filter_by(title=TYPED["title"]).count() == 1


def test_looking_for_twins_keeps_the_draft(visit: Visit) -> None:
    police = visit("police")
    assert "没有提交的内容" not in police.get("/events/new")
    police.send("/drafts/event-new", 200, title="写到一半的事件")
    police.send("/events/twins", 200, **TYPED, draft_key="event-new")
    assert "写到一半的事件" in police.get("/events/new")
    police.send("/events", **TYPED, draft_key="event-new")
    assert "写到一半的事件" not in police.get("/events/new")


def test_a_receipt_is_offered_once_the_event_is_registered(visit: Visit) -> None:
    address = visit("police").send("/events", **TYPED).location
    desk = visit("gaomou")
    page = desk.get(address)
    assert "受理回执" not in page
    assert "待评</span>" in page.replace(" ", "")
    desk.send(f"{address}/register", version=version_on(page), twins_seen="1")
    assert "受理回执" in desk.get(address)


@pytest.mark.parametrize("page", ["dispatch", "parties", "story"])
def test_every_page_of_a_matter_says_where_it_stands(visit: Visit, page: str) -> None:
    shown = visit("gaomou").get(visit("police").send("/events", **TYPED).location + f"/{page}")
    trail = shown[shown.index('class="fq-crumb"') :]
    assert re.findall(r"<li[^>]*>([^<]+)</li>", trail)[:2] == ["受理登记", "事件台账"]
