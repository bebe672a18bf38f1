"""Lists as files: what is read, and what is refused with a sentence that says what to change."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import date, datetime

import openpyxl
import pytest

from app.intake.rules.importing import FileRefused, Table, read_file, write_table
from tests.support.lists import HEADS, as_csv, row, saved, xlsx


def refusal(content: bytes) -> str:
    with pytest.raises(FileRefused) as refused:
        read_file(content)
    return str(refused.value.message)


def book(change: Callable[[openpyxl.Workbook], object]) -> bytes:
    made = openpyxl.Workbook()
    for line in (["编号", "标题"], ["1", "甲"], ["2", "乙"]):
        made.active.append(line)
    change(made)
    return saved(made)


def with_part(content: bytes, name: str, body: bytes) -> bytes:
    stream = io.BytesIO(content)
    with zipfile.ZipFile(stream, "a") as package:
        package.writestr(name, body)
    return stream.getvalue()


def cells(table: Table) -> list[tuple[str, ...]]:
    return [line.cells for line in table.lines]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_csv_is_read_in_each_encoding_of_the_office(encoding: str) -> None:
    table = read_file(as_csv([row(1), row(2, 简要案情="第一行\n第二行，“引号”")], encoding=encoding))
    assert (table.ending, table.heads) == ("csv", HEADS)
    assert cells(table) == [tuple(row(1)), tuple(row(2, 简要案情="第一行\n第二行，“引号”"))]


def test_separators_and_empty_lines_do_not_matter() -> None:
    table = read_file("编号;标题\n\n1;甲\n;\n2;乙\n".encode())
    assert [(line.number, line.cells) for line in table.lines] == [(3, ("1", "甲")), (5, ("2", "乙"))]


def test_a_workbook_is_read_with_days_and_numbers_as_a_clerk_writes_them() -> None:
    lines = [[7, 3.5, date(2023, 5, 11), datetime(2023, 5, 11, 8, 30), None, "文字 "]]
    table = read_file(xlsx(lines, ("甲列", "乙列", "丙列", "丁列", "戊列", "己列")))
    assert cells(table) == [("7", "3.5", "2023-05-11", "2023-05-11 08:30", "", "文字")]


def test_a_number_too_long_for_its_cell_is_marked() -> None:
    table = read_file(xlsx([["甲", 110199198503070018]], ("姓名", "身份证号")))
    assert table.lines[0].cut_off == (1,)


def test_the_column_of_a_returned_file_is_left_out_again() -> None:
    returned = write_table("csv", HEADS, [[*row(1), "[受理日期] 不对"]], returned=True)
    assert read_file(returned).heads == HEADS
    own = (*HEADS, "原因")
    assert read_file(write_table("xlsx", own, [[*row(1), "琐事", "缺少地点"]], returned=True)).heads == own


def test_what_a_spreadsheet_would_take_for_a_formula_stays_a_text_there_and_back() -> None:
    sent = write_table("csv", ("标题",), [["=1+1"], ["-甲"]])
    assert "'=1+1" in sent.decode("utf-8-sig")
    assert cells(read_file(sent)) == [("=1+1",), ("-甲",)]


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "文件是空的"),
        (b"MZ\x90\x00\x03" + b"\x00" * 200, "不是 Excel 或 CSV"),
        (b"\xd0\xcf\x11\xe0" + b"0" * 600, "旧格式"),
        (b"PK\x03\x04broken", "不是 .xlsx"),
        ("编号,标题\n".encode(), "只有标题行"),
        (b"\n\n  \n", "没有内容"),
        ("1,2023-05-11,江某\n2,2023-05-12,白某\n".encode(), "不是标题行"),
        ("2023年纠纷台账\n编号,标题\n1,甲\n".encode(), "大标题"),
        ("编号,,地点\n1,甲,乙\n".encode(), "第2列没有标题"),
        ("编号,标题,编 号\n1,甲,乙\n".encode(), "都是“编 号”"),
        ("编号,标题\n1,甲,多出来的\n".encode(), "第2行的内容超出"),
        ('编号,标题\n1,"甲\n'.encode(), "引号不成对"),
        (",".join(f"第{n}项列" for n in "甲乙丙丁戊己庚辛壬癸" * 7).encode(), "都是"),
        (b"x" * 10_000_001, "超过10MB"),
    ],
)
def test_what_is_no_plain_table_is_refused_with_the_reason(content: bytes, told: str) -> None:
    assert told in refusal(content)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda made: made.active.merge_cells("A4:B5"), "A4:B5是合并单元格"),
        (lambda made: made.active.append(["3", "=A1"]), "B4等1个单元格是公式"),
        (lambda made: setattr(made.create_sheet("底表"), "sheet_state", "hidden"), "隐藏的工作表“底表”"),
        (lambda made: made.create_sheet("二月").append(["编号", "标题"]), "2张有内容的工作表（Sheet、二月）"),
    ],
)
def test_what_a_workbook_must_not_hold_is_named(change: Callable[[openpyxl.Workbook], object], told: str) -> None:
    assert told in refusal(book(change))


def test_an_empty_second_sheet_does_no_harm() -> None:
    assert cells(read_file(book(lambda made: made.create_sheet("Sheet2")))) == [("1", "甲"), ("2", "乙")]


def test_macros_and_declarations_are_refused() -> None:
    plain = book(lambda made: None)
    assert "宏" in refusal(with_part(plain, "xl/vbaProject.bin", b"0"))
    assert "损坏" in refusal(with_part(plain, "xl/extra.xml", b'<!DOCTYPE x [<!ENTITY a "b">]><x/>'))


def test_ten_thousand_rows_and_no_more() -> None:
    assert len(read_file(as_csv([["1", "甲"]] * 10_000, ("编号", "标题"))).lines) == 10_000
    assert "有10001行，一次最多导入10000行" in refusal(as_csv([["1", "甲"]] * 10_001, ("编号", "标题")))
