"""The spreadsheet of a schedule: what goes out comes back; what is wrong is refused at its cell with the reason."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from app.claims.samples import VERIFIED, sample_terms, sample_workers
from app.claims.types import Month
from app.claims.workbook import CellError, ReadSchedule, read_schedule, write_schedule, write_template
from app.claims.workbook.layout import FLOW_SHEET, MAX_WORKERS, ROSTER_SHEET, TERMS_SHEET
from app.claims.workbook.package import MAX_BYTES
from app.clocks.rules import calendar_from_table

ON = date(2025, 6, 20)
PEOPLE = sample_workers(calendar_from_table())
TERMS = sample_terms()
FEW = write_schedule(TERMS, PEOPLE[:5])


def changed(change: Callable[[Workbook], None]) -> ReadSchedule:
    book = load_workbook(io.BytesIO(FEW))
    change(book)
    target = io.BytesIO()
    book.save(target)
    return read_schedule(target.getvalue(), ON)


def with_cell(sheet: str, place: str, value: Any) -> ReadSchedule:
    def change(book: Workbook) -> None:
        cell = book[sheet][place]
        assert not isinstance(cell, tuple)
        cell.value = value

    return changed(change)


def the_error(read: ReadSchedule) -> CellError:
    assert len(read.errors) == 1, [(error.place, error.code) for error in read.errors]
    return read.errors[0]


def test_the_fangshan_roster_comes_back_as_it_went_out() -> None:
    read = read_schedule(write_schedule(TERMS, PEOPLE), ON)
    assert read.ok
    assert (read.roster_rows, read.flow_rows) == (len(VERIFIED), 384)
    assert read.terms == TERMS
    assert read.workers == PEOPLE


def test_the_empty_template_says_what_is_missing() -> None:
    read = read_schedule(write_template(), ON)
    assert {error.code for error in read.errors} == {"cell_missing", "roster_empty"}
    assert read.terms is None


@pytest.mark.parametrize("name", ["䶮", "𬱖某", "次仁·卓玛", "阿卜杜热合曼·买买提伊明·吐尔逊阿吉"])
def test_rare_and_long_names_survive_the_spreadsheet(name: str) -> None:
    people = [replace(PEOPLE[0], name=name, account_name=name)]
    read = read_schedule(write_schedule(TERMS, people), ON)
    assert read.ok
    assert read.workers[0].name == name


def test_text_that_looks_like_a_formula_stays_text() -> None:
    people = [replace(PEOPLE[0], job="=1+1")]
    read = read_schedule(write_schedule(TERMS, people), ON)
    assert read.ok
    assert read.workers[0].job == "=1+1"


@pytest.mark.parametrize(
    ("sheet", "place", "value", "code"),
    [
        (ROSTER_SHEET, "A3", "甲", "number_malformed"),
        (ROSTER_SHEET, "A3", -2, "number_malformed"),
        (ROSTER_SHEET, "B3", None, "cell_missing"),
        (ROSTER_SHEET, "B3", "李某4", "name_letter"),
        (ROSTER_SHEET, "D3", "110199197206041023", "id_number_check_digit"),
        (ROSTER_SHEET, "D3", 110199197206041022, "id_number_not_text"),
        (ROSTER_SHEET, "D3", "11019919720604", "id_number_length"),
        (ROSTER_SHEET, "E3", -3600, "amount_negative"),
        (ROSTER_SHEET, "E3", "-3,600.00", "amount_negative"),
        (ROSTER_SHEET, "E3", 0, "wage_zero"),
        (ROSTER_SHEET, "F3", 7200.005, "amount_finer_than_fen"),
        (ROSTER_SHEET, "F3", "7200.005", "amount_finer_than_fen"),
        (ROSTER_SHEET, "F3", 99999999999, "amount_too_large"),
        (ROSTER_SHEET, "F3", 1e300, "amount_too_large"),
        (ROSTER_SHEET, "F3", "七千二", "amount_malformed"),
        (ROSTER_SHEET, "F3", datetime(2025, 4, 1), "amount_malformed"),
        (ROSTER_SHEET, "F3", True, "cell_logical"),
        (ROSTER_SHEET, "G3", 1234567890123, "account_not_text"),
        (ROSTER_SHEET, "G3", "123", "account_shape"),
        (ROSTER_SHEET, "I3", "2025-09-31", "date_impossible"),
        (ROSTER_SHEET, "I3", "9月31日", "date_impossible"),
        (ROSTER_SHEET, "I3", "2月30日", "date_impossible"),
        (ROSTER_SHEET, "I3", "二〇二五年", "date_malformed"),
        (ROSTER_SHEET, "J3", "2020-01-01", "left_before_hired"),
        (ROSTER_SHEET, "K3", "123", "phone_shape"),
        (FLOW_SHEET, "B3", "2025-13", "month_malformed"),
        (FLOW_SHEET, "C3", "3600,5", "amount_malformed"),
        (FLOW_SHEET, "E3", "31/09/2024", "date_malformed"),
        (FLOW_SHEET, "F3", 32, "days_too_many"),
        (FLOW_SHEET, "F3", "二十", "days_malformed"),
        (FLOW_SHEET, "K3", "注" * 201, "text_too_long"),
        (TERMS_SHEET, "B4", 32, "pay_day"),
        (TERMS_SHEET, "B5", "下月", "pay_month"),
        (TERMS_SHEET, "B3", "91110199MA0FXC0117", "uscc_check_letter"),
        (TERMS_SHEET, "B6", "2025-06", "months_reversed"),
        (TERMS_SHEET, "B6", "2024-01", "months_too_many"),
    ],
)
def test_a_wrong_cell_is_named_with_sheet_row_column_and_reason(sheet: str, place: str, value: Any, code: str) -> None:
    read = with_cell(sheet, place, value)
    error = the_error(read)
    assert error.code == code
    assert error.sheet == sheet
    assert str(error.message)
    if code not in {"months_reversed", "months_too_many"}:
        assert error.place == f"{sheet}!{place}"
    assert not read.ok


def test_more_days_than_the_month_has_are_refused() -> None:
    def change(book: Workbook) -> None:
        book[FLOW_SHEET]["F3"], book[FLOW_SHEET]["G3"] = 30, 3

    assert the_error(changed(change)).code == "days_too_many"


def test_the_reason_for_an_impossible_day_names_the_day() -> None:
    assert str(the_error(with_cell(ROSTER_SHEET, "I3", "9月31日")).message) == "2025年9月没有31日。"


def test_one_wrong_cell_leaves_the_other_rows_readable() -> None:
    read = with_cell(ROSTER_SHEET, "E4", "很多")
    assert [worker.number for worker in read.workers] == [1, 2, 4, 5]


def test_amounts_and_days_are_read_as_typed() -> None:
    def change(book: Workbook) -> None:
        sheet = book[ROSTER_SHEET]
        sheet["E2"], sheet["F2"] = "３,６００元", "0.72万"
        sheet["I2"], sheet["A2"] = datetime(2021, 8, 1), "1"
        flow = book[FLOW_SHEET]
        flow["B2"], flow["F2"], flow["E2"] = datetime(2024, 6, 1), "19天", "2024年7月15日"

    read = changed(change)
    assert read.ok, [(error.place, str(error.message)) for error in read.errors]
    assert read.workers[0].monthly_wage_fen == 360000
    assert read.workers[0].claimed_fen == 720000
    assert read.workers[0].flow[0].month == Month(2024, 6)


def _append(sheet: str, source: int) -> Callable[[Workbook], None]:
    def change(book: Workbook) -> None:
        book[sheet].append([cell.value for cell in book[sheet][source]])

    return change


def test_a_worker_entered_twice_is_refused_at_the_second_row() -> None:
    read = changed(_append(ROSTER_SHEET, 2))
    assert {(error.code, error.row, error.column) for error in read.errors} == {
        ("row_twice", 7, "A"),
        ("row_twice", 7, "D"),
        ("row_twice", 7, "G"),
    }


def test_a_month_entered_twice_is_refused() -> None:
    error = the_error(changed(_append(FLOW_SHEET, 2)))
    assert (error.code, error.column, error.row) == ("row_twice", "B", 62)


def test_flow_of_nobody_and_nobody_without_flow() -> None:
    assert the_error(with_cell(FLOW_SHEET, "A3", 99)).code == "number_unknown"

    def change(book: Workbook) -> None:
        book[FLOW_SHEET].delete_rows(50, 12)

    error = the_error(changed(change))
    assert (error.code, error.place) == ("flow_missing", f"{ROSTER_SHEET}!A6")


@pytest.mark.parametrize("formula", ["=7000+200", '=HYPERLINK("http://x")', "=cmd|' /C calc'!A0"])
def test_a_formula_is_refused_and_never_evaluated(formula: str) -> None:
    read = with_cell(ROSTER_SHEET, "F3", formula)
    error = the_error(read)
    assert (error.code, error.place, error.value) == ("cell_formula", f"{ROSTER_SHEET}!F3", formula)
    assert [worker.number for worker in read.workers] == [1, 3, 4, 5]


def test_an_error_value_is_refused() -> None:
    def change(book: Workbook) -> None:
        cell = book[FLOW_SHEET]["C3"]
        cell.value, cell.data_type = "#REF!", "e"

    assert the_error(changed(change)).code == "cell_error"


def test_merged_cells_are_refused() -> None:
    codes = {error.code for error in changed(lambda book: book[ROSTER_SHEET].merge_cells("C2:C4")).errors}
    assert codes == {"cell_merged"}


def _hide(book: Workbook) -> None:
    book.create_sheet("旧数据").sheet_state = "hidden"


def _very_hidden(book: Workbook) -> None:
    book[FLOW_SHEET].sheet_state = "veryHidden"


@pytest.mark.parametrize("change", [_hide, _very_hidden])
def test_hidden_sheets_are_refused(change: Callable[[Workbook], None]) -> None:
    assert the_error(changed(change)).code == "sheet_hidden"


def test_hidden_rows_and_columns_are_refused() -> None:
    def change(book: Workbook) -> None:
        book[ROSTER_SHEET].row_dimensions[3].hidden = True
        book[FLOW_SHEET].column_dimensions["D"].hidden = True

    assert {error.code for error in changed(change).errors} == {"row_hidden", "column_hidden"}


def _other_version(book: Workbook) -> None:
    book[TERMS_SHEET]["B1"] = "FQ-GZHC-0"


def _renamed(book: Workbook) -> None:
    book[ROSTER_SHEET].title = "Sheet1"


def _swapped(book: Workbook) -> None:
    book[ROSTER_SHEET]["B1"], book[ROSTER_SHEET]["C1"] = "岗位", "姓名"


@pytest.mark.parametrize("change", [_other_version, _renamed, _swapped])
def test_another_template_is_refused_before_any_row(change: Callable[[Workbook], None]) -> None:
    read = changed(change)
    assert {error.code for error in read.errors} == {"wrong_template"}
    assert read.workers == ()


def _zip(parts: dict[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return target.getvalue()


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "file_not_xlsx"),
        (b"MZ\x90\x00 this program", "file_not_xlsx"),
        (b"PK\x03\x04 broken", "file_not_xlsx"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 512, "file_old_or_locked"),
        (b"\x00" * (MAX_BYTES + 1), "file_too_large"),
        (_zip({"word/document.xml": b"<w/>"}), "file_not_xlsx"),
        (_zip({"xl/workbook.xml": b"<workbook/>"}), "file_broken"),
        (_zip({"xl/workbook.xml": b"<workbook/>", "xl/vbaProject.bin": b"x"}), "file_with_macros"),
        (_zip({"xl/workbook.xml": b"<workbook/>", "xl/worksheets/sheet1.xml": b"0" * 25_000_000}), "file_too_large"),
        (_zip({"xl/workbook.xml": b'<!DOCTYPE w [<!ENTITY a "b">]><w/>'}), "file_broken"),
    ],
    ids=["empty", "exe", "damaged", "old", "large", "word", "hollow", "macros", "bomb", "entities"],
)
def test_what_is_no_spreadsheet_is_not_opened(content: bytes, code: str) -> None:
    read = read_schedule(content, ON)
    assert the_error(read).code == code
    assert read.workers == ()


def test_rows_beyond_the_limit_are_refused() -> None:
    def change(book: Workbook) -> None:
        sheet: Worksheet = book[ROSTER_SHEET]
        for number in range(6, MAX_WORKERS + 3):
            sheet.append([number, "某"])

    assert "too_many_rows" in {error.code for error in changed(change).errors}


def test_an_error_tells_machines_the_same() -> None:
    told = the_error(with_cell(ROSTER_SHEET, "E3", -1)).as_dict()
    assert (told["sheet"], told["row"], told["column"], told["title"]) == (ROSTER_SHEET, 3, "E", "月工资标准")
    assert told["value"] == "-1"
