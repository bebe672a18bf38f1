"""Open the file safely: what it is, how large it really is, and what it must not contain."""

from __future__ import annotations

import io
from collections.abc import Iterator

from openpyxl import load_workbook
from openpyxl.cell.cell import MergedCell
from openpyxl.utils import get_column_letter
from openpyxl.workbook.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from app.claims.workbook.cells import shown
from app.claims.workbook.errors import CellError, WorkbookRefused
from app.claims.workbook.layout import FLOW_COLUMNS, FLOW_SHEET, ROSTER_COLUMNS, ROSTER_SHEET, TERMS_SHEET
from app.core.spreadsheets import PackageRefused, measure_workbook
from app.core.text import msg

MAX_BYTES = 5_000_000
MAX_UNPACKED_BYTES = 24_000_000


def open_package(content: bytes) -> Workbook:
    """Open the spreadsheet without evaluating anything; raises WorkbookRefused for what must not be opened."""
    try:
        measure_workbook(content, most_bytes=MAX_BYTES, most_unpacked=MAX_UNPACKED_BYTES)
    except PackageRefused as refused:
        raise WorkbookRefused(refused.code, refused.message) from refused
    try:
        return load_workbook(io.BytesIO(content), data_only=False, keep_links=False)
    except Exception as broken:  # the reader meets any kind of damage here
        raise WorkbookRefused("file_broken", msg("文件已损坏，无法打开。")) from broken


def structure_errors(book: Workbook) -> list[CellError]:
    """Hidden sheets anywhere; merged cells, formulas, error values and hidden rows on the sheets that are read."""
    found = [
        CellError("sheet_hidden", msg("有隐藏的工作表，请取消隐藏或删除后再上传。"), sheet.title)
        for sheet in book
        if sheet.sheet_state != "visible"
    ]
    for name in (TERMS_SHEET, ROSTER_SHEET, FLOW_SHEET):
        if name in book.sheetnames:
            found += _sheet_errors(book[name])
    return found


def _sheet_errors(sheet: Worksheet) -> Iterator[CellError]:
    for area in sheet.merged_cells.ranges:
        message = msg("{area}是合并单元格，请取消合并后逐格填写。", area=area.coord)
        yield CellError("cell_merged", message, sheet.title, area.min_row, get_column_letter(area.min_col))
    for number, row in sheet.row_dimensions.items():
        if row.hidden:
            yield CellError("row_hidden", msg("这一行被隐藏或筛选掉了，请显示后再上传。"), sheet.title, number)
    for letter, column in sheet.column_dimensions.items():
        if column.hidden:
            yield CellError("column_hidden", msg("这一列被隐藏了，请显示后再上传。"), sheet.title, column=letter)
    for cells in sheet.iter_rows():
        for cell in cells:
            if isinstance(cell, MergedCell) or cell.data_type not in {"f", "e"}:
                continue
            code, message = ("cell_formula", msg("含有公式，请粘贴为数值；系统不计算公式。"))
            if cell.data_type == "e":
                code, message = ("cell_error", msg("是出错的值，请改正。"))
            title = _title(sheet.title, cell.column)
            yield CellError(code, message, sheet.title, cell.row, cell.column_letter, title, _formula(cell.value))


def _title(sheet: str, column: int) -> str:
    columns = {ROSTER_SHEET: ROSTER_COLUMNS, FLOW_SHEET: FLOW_COLUMNS}.get(sheet, ())
    return columns[column - 1].title if column <= len(columns) else ""


def _formula(value: object) -> str:
    return shown(getattr(value, "text", None) or value)
