"""A list as a file: its rows, its columns, all of them; what looks like a formula stays text."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from html import unescape
from urllib.parse import unquote

import openpyxl
import pytest
from flask import Flask
from sqlalchemy import func, select, update

from app.core import clock
from app.core.db import db
from app.core.models import RecordedEvent
from app.core.pagination import batches
from app.core.text import msg
from app.intake.models import Event
from app.web.exports import files
from tests.support.dispatching import WaitingMatter
from tests.support.visits import Visitor

Visit = Callable[[str], Visitor]
TITLE = "32名劳动者聚集讨薪，称被拖欠4、5月工资"
LISTS = ("/events/export", "/desk/export", "/orders/export")


def rows_of_csv(visitor: Visitor, address: str) -> list[list[str]]:
    answer = visitor.client.get(address)
    assert answer.headers["Content-Disposition"].isascii()
    assert unquote(answer.headers["Content-Disposition"]).endswith(".csv")
    content = answer.get_data()
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def sheet_of(visitor: Visitor, address: str) -> list[tuple[object, ...]]:
    book = openpyxl.load_workbook(io.BytesIO(visitor.client.get(address).get_data()))
    return list(book.worksheets[0].iter_rows(values_only=True))


@pytest.mark.parametrize("path", LISTS)
def test_both_files_hold_the_rows_of_the_list(waiting: WaitingMatter, visit: Visit, path: str) -> None:
    waiting.dispatched()
    desk = visit("gaomou")
    lines, cells = rows_of_csv(desk, f"{path}.csv"), sheet_of(desk, f"{path}.xlsx")
    assert len(lines) == len(cells) > 1
    assert lines[0] == list(cells[0])
    assert all(len(line) == len(lines[0]) for line in lines)
    assert TITLE in lines[1]
    assert TITLE in cells[1]
    shown = visit("gaomou").get(path.removesuffix("/export"))
    assert lines[1][0] in shown


def test_the_filters_of_the_list_are_those_of_its_file(waiting: WaitingMatter, visit: Visit) -> None:
    desk = visit("gaomou")
    page = desk.get("/events?risk=yellow&tab=to_dispatch")
    assert "/events/export.csv?risk=yellow&tab=to_dispatch" in unescape(page)
    assert TITLE in str(rows_of_csv(desk, "/events/export.csv?risk=yellow&tab=to_dispatch"))
    assert len(rows_of_csv(desk, "/events/export.csv?risk=red")) == 1
    assert len(sheet_of(desk, "/events/export.xlsx?risk=red")) == 1


@pytest.mark.parametrize("text", ["=1+1", "+86 打来电话", "-去年的事", "@某甲", "\t空", '"引号",逗号'])
def test_a_text_that_looks_like_a_formula_stays_a_text(waiting: WaitingMatter, visit: Visit, text: str) -> None:
    db.session.execute(update(Event).where(Event.id == waiting.matter_id).values(title=text))
    db.session.commit()
    desk = visit("gaomou")
    (line,) = rows_of_csv(desk, "/events/export.csv")[1:]
    assert line[1] == (text if text.startswith('"') else f"'{text}")
    (_, cells) = sheet_of(desk, "/events/export.xlsx")
    assert cells[1] == text
    book = openpyxl.load_workbook(io.BytesIO(desk.client.get("/events/export.xlsx").get_data()))
    assert book.worksheets[0]["B2"].data_type == "s"


def test_times_are_those_of_the_wall_in_beijing(waiting: WaitingMatter, visit: Visit) -> None:
    event = db.session.get_one(Event, waiting.matter_id)
    written = clock.local(event.created_at).replace(tzinfo=None, microsecond=0)
    desk = visit("gaomou")
    assert rows_of_csv(desk, "/events/export.csv")[1][-1] == f"{written:%Y-%m-%d %H:%M}"
    assert sheet_of(desk, "/events/export.xlsx")[1][-1] == written


def test_who_may_not_read_the_list_gets_no_file(waiting: WaitingMatter, visit: Visit) -> None:
    assert visit("liang").client.get("/desk/export.csv").status_code == 403
    assert rows_of_csv(visit("liang"), "/events/export.csv")[1:] == []


def test_batches_lose_no_row_and_repeat_none(waiting: WaitingMatter) -> None:
    waiting.dispatched()
    statement = select(RecordedEvent)
    everything = db.session.execute(select(func.count()).select_from(RecordedEvent)).scalar_one()
    for falling in (False, True):
        found = [row.id for rows in batches(statement, [RecordedEvent.id], descending=falling, size=2) for row in rows]
        assert len(found) == len(set(found)) == everything > 4
        assert found == sorted(found, reverse=falling)


def test_a_list_longer_than_a_sheet_goes_on_in_the_next(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "SHEET_ROWS", 2)
    with app.test_request_context("/events/export.xlsx"):
        answer = files.send_table(msg("事件台账"), [msg("编号"), msg("人数")], [[f"甲{n}", n] for n in range(5)])
        answer.direct_passthrough = False
        book = openpyxl.load_workbook(io.BytesIO(answer.get_data()))
    assert book.sheetnames == ["事件台账", "事件台账2", "事件台账3"]
    found = [row for sheet in book.worksheets for row in sheet.iter_rows(min_row=2, values_only=True)]
    assert found == [(f"甲{n}", n) for n in range(5)]
