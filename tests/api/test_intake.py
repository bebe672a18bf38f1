"""Events by machine: once under their own number, batches row by row, absurd input told and nothing stored."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from app.clocks import services as clocks
from app.core import clock
from app.core.db import db
from app.core.permissions import Actor
from app.intake.models import Event
from tests.support.people import TOWN, Cast
from tests.support.visits import Visitor

Visit = Callable[[str], Visitor]
EVENTS = "/api/v1/events"


@pytest.fixture(autouse=True)
def _law(cast: Cast) -> None:
    clocks.load_shipped_tables(actor=Actor.system())


def body(**more: Any) -> dict[str, Any]:
    return {
        "source": "hotline_12345",
        "outside_number": "12345-1",
        "title": "楼上夜间噪声扰民",
        "summary": "住户反映楼上夜间拖动家具，多次沟通无果。",
        "occurred_at": clock.local(clock.now()).isoformat(),
        "region_code": TOWN,
        "place": "西潞街道虚构小区3号楼",
        "involved_count": 2,
        "parties_unknown": True,
        **more,
    }


def stored() -> int:
    return db.session.query(Event).count()


def test_a_report_is_taken_once_under_its_number(visit: Visit) -> None:
    desk, sent = visit("xilu"), body()
    first = desk.json(EVENTS, sent, status=201)
    assert desk.json(EVENTS, sent, status=200)["id"] == first["id"]
    refused = desk.json(EVENTS, {**sent, "title": "另一件事"}, status=422)
    assert (refused["code"], set(refused["errors"])) == ("outside_number_taken", {"outside_number"})
    assert stored() == 1


def test_a_batch_is_answered_row_by_row(visit: Visit) -> None:
    desk = visit("xilu")
    first = body()
    rows = [
        first,
        body(outside_number="12345-2", occurred_at="2025-09-31T08:00:00+08:00"),
        body(outside_number="12345-3", involved_count=-1),
        {"outside_number": "12345-4"},
        body(outside_number=""),
        first,
    ]
    answer = desk.json(f"{EVENTS}/batch", {"rows": rows})["rows"]
    assert [row["outcome"] for row in answer] == ["created", "refused", "refused", "refused", "refused", "known"]
    assert answer[5]["id"] == answer[0]["id"]
    assert [sorted(row["errors"]) for row in answer[1:3]] == [["occurred_at"], ["involved_count"]]
    assert {"source", "title", "place"} <= set(answer[3]["errors"])
    assert set(answer[4]["errors"]) == {"outside_number"}
    assert stored() == 1


def test_a_batch_holds_one_to_five_hundred_rows(visit: Visit) -> None:
    desk = visit("xilu")
    for rows in ([], [{}] * 501, "no list", [1]):
        assert "rows" in str(desk.json(f"{EVENTS}/batch", {"rows": rows}, status=422)["errors"])
    assert stored() == 0


def test_a_batch_is_for_those_who_may_file(visit: Visit) -> None:
    assert visit("sysadmin").json(f"{EVENTS}/batch", {"rows": [body()]}, status=403)["code"] == "forbidden"
    assert stored() == 0
