"""Lists by machine: from a stored file to the result, what is refused on the way, and taken back."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest

from app.clocks import services as clocks
from app.core.db import db
from app.core.permissions import Actor
from app.files import services as files
from app.intake import services
from app.intake.models import Event
from tests.support.lists import HEADS, row, table_of, xlsx
from tests.support.people import Cast
from tests.support.visits import Visitor

Visit = Callable[[str], Visitor]
IMPORTS = "/api/v1/event-imports"


@pytest.fixture(autouse=True)
def _law(cast: Cast) -> None:
    clocks.load_shipped_tables(actor=Actor.system())


def stored(cast: Cast, content: bytes, login: str = "gaomou") -> str:
    return str(files.store_upload(io.BytesIO(content), "旧台账.xlsx", actor=cast.actor(login)).id)


def body(cast: Cast, content: bytes, **more: Any) -> dict[str, Any]:
    return {"kind": "ledger", "unit_id": str(cast.unit("center").id), "file_id": stored(cast, content), **more}


def at(found: dict[str, Any]) -> str:
    return f"{IMPORTS}/{found['id']}"


def test_a_list_goes_its_way_and_back_by_machine(visit: Visit, cast: Cast) -> None:
    desk = visit("gaomou")
    found = desk.json(IMPORTS, body(cast, xlsx([row(1), row(2, 受理日期="2023-09-31")])), status=201)
    assert (found["state"], found["total"], found["heads"]) == ("uploaded", 2, list(HEADS))
    desk.json(f"{at(found)}/map", {"columns": found["suggested_columns"]}, status=428)
    mapped = desk.json(
        f"{at(found)}/map", {"columns": found["suggested_columns"], "finished": True}, If_Match=f'"{found["version"]}"'
    )
    assert mapped["state"] == "checking"
    services.check_import(UUID(found["id"]))
    checked = desk.json(at(found))
    assert (checked["state"], checked["counts"]) == ("checked", {"fresh": 1, "bad": 1})
    assert db.session.query(Event).count() == 0
    (wrong,) = desk.json(f"{at(found)}/rows")["rows"]
    assert (wrong["number"], wrong["faults"]) == (3, [{"column": 1, "detail": "2023年9月没有31日。"}])
    heads, line = table_of(desk.client.get(f"{at(found)}/bad-rows").get_data())
    assert (heads[-1], line[1]) == ("原因", "2023-09-31")
    desk.json(f"{at(found)}/begin", {}, If_Match=f'"{checked["version"]}"')
    services.store_import(UUID(found["id"]), whole=True)
    done = desk.json(at(found))
    assert (done["state"], done["counts"]) == ("imported", {"stored": 1, "bad": 1})
    assert [one["name"] for one in done["allowed_actions"]] == ["undo"]
    refused = desk.json(f"{at(found)}/undo", {"reason": "短"}, status=422, If_Match=f'"{done["version"]}"')
    assert set(refused["errors"]) == {"reason"}
    desk.json(f"{at(found)}/undo", {"reason": "选错了归属单位，重新导入一次。"}, If_Match=f'"{done["version"]}"')
    services.take_back_import(UUID(found["id"]), whole=True)
    assert desk.json(at(found))["counts"] == {"withdrawn": 1, "bad": 1}
    assert desk.json("/api/v1/events")["rows"] == []
    assert [one["id"] for one in desk.json(IMPORTS)["rows"]] == [found["id"]]


def test_what_is_wrong_with_a_list_is_told_by_field(visit: Visit, cast: Cast) -> None:
    desk = visit("gaomou")
    refused = desk.json(IMPORTS, body(cast, xlsx([], HEADS)), status=422)
    assert set(refused["errors"]) == {"file"}
    desk.json(IMPORTS, body(cast, xlsx([row(1)]), kind="diary"), status=422)
    desk.json(IMPORTS, {**body(cast, xlsx([row(1)])), "file_id": stored(cast, xlsx([row(1)]), "xilu")}, status=404)
    found = desk.json(IMPORTS, body(cast, xlsx([row(1)])), status=201)
    given = {"columns": ["title", "title", *["rest"] * 9]}
    twice = desk.json(f"{at(found)}/map", given, status=422, If_Match='"1"')
    assert "columns.1" in twice["errors"]


@pytest.mark.parametrize("login", ["xilu", "he", "review"])
def test_nobody_else_reaches_an_import(visit: Visit, cast: Cast, login: str) -> None:
    found = visit("gaomou").json(IMPORTS, body(cast, xlsx([row(1)])), status=201)
    other = visit(login)
    other.json(IMPORTS, status=403)
    other.json(at(found), status=403)
