"""Bringing in a list at the pages: each fault at its field, the way to the result, who may not."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from uuid import UUID

import openpyxl
import pytest

from app.core.db import db
from app.intake import queries, services
from app.intake.models import Event, EventImport
from tests.support.lists import HEADS, as_csv, id_number, row, saved, table_of, xlsx
from tests.support.people import Cast
from tests.support.visits import Visitor, seen_errors, version_on

Visit = Callable[[str], Visitor]
BAD = row(2, 受理日期="2023-09-31")


def with_merged() -> bytes:
    book = openpyxl.load_workbook(io.BytesIO(xlsx([row(1)])))
    book.active.merge_cells("A3:B3")
    return saved(book)


def hand_in(
    visitor: Visitor, cast: Cast, content: bytes, name: str = "旧台账.xlsx", status: int = 303, **more: str
) -> str:
    fields = {"kind": "ledger", "unit_id": str(cast.unit("center").id), "source": "walk_in", **more}
    answer = visitor.upload("/events/imports", content, name, status, **fields)
    return seen_errors(answer) if status != 303 else answer.location.removesuffix("/columns")


def matched(visitor: Visitor, address: str, status: int = 303, **more: object) -> str:
    """Send the columns as the page suggests them."""
    page = visitor.get(f"{address}/columns")
    chosen = re.findall(r'<select class="form-select" id="f-columns-\d+".*?</select>', page, re.DOTALL)
    columns = [re.findall(r'value="(\w+)" selected', one) for one in chosen]
    ticked = {
        name: "1"
        for name in ("keep_rest", "finished", "parties_unknown")
        if f'id="f-{name}" name="{name}" value="1" checked' in page
    }
    fields = {"columns": [one[0] if one else "rest" for one in columns], "version": version_on(page), **ticked, **more}
    answer = visitor.send(f"{address}/columns", status, **fields)
    if status == 303:
        services.check_import(import_of(address))
    return seen_errors(answer)


def import_of(address: str) -> UUID:
    return UUID(address.rsplit("/", 1)[-1])


def confirmed(visitor: Visitor, address: str) -> str:
    visitor.send(f"{address}/begin", version=version_on(visitor.get(address)))
    assert "可以离开本页" in visitor.get(address)
    services.store_import(import_of(address), whole=True)
    return visitor.get(address)


@pytest.mark.parametrize(
    ("content", "name", "told"),
    [
        (b"MZ\x90\x00" + b"\x00" * 300, "工资.xlsx", "不是 Excel 或 CSV"),
        (b"", "空.csv", "文件是空的"),
        (b"PK\x03\x04" + b"0" * 50, "坏.xlsx", "不是 .xlsx"),
        (with_merged(), "合并.xlsx", "合并单元格"),
        ("1,2023-05-11,江某\n".encode(), "无标题.csv", "不是标题行"),
        (xlsx([row(1), [*row(2)[:-1], "=A1"]]), "公式.xlsx", "公式"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_at_its_field(
    visit: Visit, cast: Cast, content: bytes, name: str, told: str
) -> None:
    desk = visit("gaomou")
    assert told in hand_in(desk, cast, content, name, 422)
    assert db.session.query(EventImport).count() == 0


def test_no_file_and_a_foreign_unit_are_told_and_what_was_chosen_stays(visit: Visit, cast: Cast) -> None:
    desk = visit("gaomou")
    answer = desk.send("/events/imports", 422, kind="work_orders", unit_id=str(cast.unit("center").id), source="phone")
    assert "请选择文件" in seen_errors(answer)
    assert re.search(r'value="work_orders"\s+checked', answer.get_data(as_text=True))
    assert "所属单位" in hand_in(desk, cast, xlsx([row(1)]), status=422, unit_id=str(cast.unit("court").id))


def test_from_the_file_to_the_result_and_back(visit: Visit, cast: Cast) -> None:
    desk = visit("gaomou")
    address = hand_in(desk, cast, xlsx([row(1, 身份证号=id_number(1)), BAD, row(3)]))
    columns = desk.get(f"{address}/columns")
    assert "110****5003" not in columns
    assert id_number(1) not in columns
    assert "12000000001" not in columns
    matched(desk, address, name="街道台账", keep_rest="1")
    assert db.session.query(Event).count() == 0
    page = desk.get(address)
    assert "导入2行" in page
    assert "2023年9月没有31日。" in page
    assert "B3" in page
    assert "科室：二科" in page
    assert id_number(1) not in page
    done = confirmed(desk, address)
    assert "导入的事项" in done
    assert db.session.query(Event).count() == 2
    returned = desk.client.get(f"{address}/bad-rows")
    heads, line = table_of(returned.get_data())
    assert (heads, line[:-1]) == ([*HEADS, "原因"], BAD)
    line[1] = "2023-09-30"
    mended = hand_in(desk, cast, xlsx([line], heads))
    assert "街道台账" in desk.get(f"{mended}/columns")
    matched(desk, mended)
    confirmed(desk, mended)
    assert db.session.query(Event).count() == 3
    listed = desk.get("/events/imports")
    assert listed.count("旧台账.xlsx") == 2
    assert "撤销整批" in desk.get(address)
    refused = desk.send(f"{address}/undo", 422, version=version_on(desk.get(address)), reason="太短", form="undo")
    assert "不少于10个字" in seen_errors(refused)
    desk.send(
        f"{address}/undo", version=version_on(desk.get(address)), reason="选错了归属单位，重新导入一次。", form="undo"
    )
    services.take_back_import(import_of(address), whole=True)
    assert "留痕还在" in desk.get(address)
    assert queries.count_events(cast.actor("gaomou"), queries.EventFilter(tab="all"))[0] == 1


def test_a_column_given_twice_is_told_at_the_column_and_the_choice_stays(visit: Visit, cast: Cast) -> None:
    desk = visit("gaomou")
    address = hand_in(desk, cast, as_csv([row(1)]), "旧台账.csv")
    twice = ["title", "occurred_at", "title", *["rest"] * 8]
    told = matched(desk, address, 422, columns=twice, place="西潞街道辖区", name="我的对应")
    assert "“台账编号”已经对应这一项" in told
    page = desk.send(
        f"{address}/columns",
        422,
        columns=twice,
        place="西潞街道辖区",
        version=version_on(desk.get(f"{address}/columns")),
    ).get_data(as_text=True)
    assert "西潞街道辖区" in page
    assert page.count('value="title" selected') == 2
    assert "请选出哪一列是" in matched(desk, address, 422, columns=["rest"] * 11)


def test_a_page_that_waits_asks_and_is_shown_anew_when_all_is_done(visit: Visit, cast: Cast) -> None:
    desk = visit("gaomou")
    address = hand_in(desk, cast, xlsx([row(1)]))
    page = desk.get(f"{address}/columns")
    desk.send(f"{address}/columns", columns=["rest", "occurred_at", *["rest"] * 5, "place", "summary", "rest", "rest"],
              version=version_on(page), parties_unknown="1")  # fmt: skip
    waiting = desk.client.get(address, headers={"HX-Request": "true"})
    assert 'hx-trigger="every 2s"' in waiting.get_data(as_text=True)
    services.check_import(import_of(address))
    assert desk.client.get(address, headers={"HX-Request": "true"}).headers["HX-Refresh"] == "true"


def test_a_list_may_be_left_alone(visit: Visit, cast: Cast) -> None:
    desk = visit("gaomou")
    address = hand_in(desk, cast, xlsx([row(1)]))
    desk.send(f"{address}/drop", version=version_on(desk.get(address)))
    assert "未导入" in desk.get("/events/imports")
    assert desk.client.get(f"{address}/columns").status_code == 303


def test_two_tabs_do_not_confirm_twice(visit: Visit, cast: Cast) -> None:
    desk = visit("gaomou")
    address = hand_in(desk, cast, xlsx([row(1)]))
    matched(desk, address)
    version = version_on(desk.get(address))
    desk.send(f"{address}/begin", version=version)
    desk.send(f"{address}/begin", 409, version=version)


@pytest.mark.parametrize("login", ["xilu", "he", "ding", "meng", "review", "sysadmin"])
def test_those_who_may_not_import_find_no_page(visit: Visit, cast: Cast, login: str) -> None:
    address = hand_in(visit("gaomou"), cast, xlsx([row(1)]))
    other = visit(login)
    for page in ("/events/imports", "/events/imports/new", address, f"{address}/columns", f"{address}/bad-rows"):
        assert other.client.get(page).status_code == 403, page
    assert "批量导入" not in other.get("/notices")


def test_the_empty_list_can_be_taken_along(visit: Visit, cast: Cast) -> None:
    desk = visit("gaomou")
    content = desk.client.get("/events/imports/template.xlsx").get_data()
    (heads,) = table_of(content)
    assert heads[:2] == ["编号", "标题"]
    assert "只有标题行" in hand_in(desk, cast, content, status=422)


@pytest.mark.parametrize("standing", ["已办结", "办理中"])
def test_every_tab_of_an_imported_matter_opens(visit: Visit, cast: Cast, standing: str) -> None:
    desk = visit("gaomou")
    address = hand_in(desk, cast, xlsx([row(1, 办理状态=standing)]))
    matched(desk, address)
    confirmed(desk, address)
    matter = db.session.query(Event).one()
    for tab in ("", "/parties", "/dispatch", "/mediation", "/guidance", "/closure", "/documents", "/story"):
        assert desk.client.get(f"/events/{matter.id}{tab}").status_code in (200, 403), tab
    told = {"已办结": "补录已办结事项", "办理中": "批量导入"}[standing]
    story = desk.get(f"/events/{matter.id}/story")
    assert told in story[story.index("<main") :]
    assert "撤销导入" not in desk.get(f"/events/{matter.id}")
