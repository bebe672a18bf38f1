"""Open the file safely: what it is, how large it really is, and what it must not contain."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator

from openpyxl import load_workbook
from openpyxl.cell.cell import MergedCell
from openpyxl.utils import get_column_letter
from openpyxl.workbook.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from app.claims.workbook.cells import shown
from app.claims.workbook.errors import CellError, WorkbookRefused
from app.claims.workbook.layout import FLOW_COLUMNS, FLOW_SHEET, ROSTER_COLUMNS, ROSTER_SHEET, TERMS_SHEET
from app.core.text import msg

MAX_BYTES = 5_000_000
MAX_UNPACKED_BYTES = 24_000_000
MAX_PARTS = 300
_OLD_OR_LOCKED = b"\xd0\xcf\x11\xe0"
_DECLARATIONS = (b"<!DOCTYPE", b"<!ENTITY")


def open_package(content: bytes) -> Workbook:
    """Open the spreadsheet without evaluating anything; raises WorkbookRefused for what must not be opened."""
    if len(content) > MAX_BYTES:
        raise WorkbookRefused("file_too_large", msg("文件超过{limit}MB。", limit=MAX_BYTES // 1_000_000))
    if content.startswith(_OLD_OR_LOCKED):
        raise WorkbookRefused("file_old_or_locked", msg("文件是旧格式或设了密码，请另存为不加密的 .xlsx。"))
    _check_parts(content)
    try:
        return load_workbook(io.BytesIO(content), data_only=False, keep_links=False)
    except Exception as broken:  # the reader meets any kind of damage here
        raise WorkbookRefused("file_broken", msg("文件已损坏，无法打开。")) from broken


def _check_parts(content: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            parts = package.infolist()
            names = {part.filename for part in parts}
            if "xl/workbook.xml" not in names:
                raise WorkbookRefused("file_not_xlsx", msg("这不是 .xlsx 工作簿。"))
            if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED_BYTES:
                raise WorkbookRefused("file_too_large", msg("文件展开后过大，请只保留模板里的工作表。"))
            if any("vbaproject" in name.lower() for name in names):
                raise WorkbookRefused("file_with_macros", msg("文件带有宏，请另存为 .xlsx 后再上传。"))
            if any(_declares(package, part) for part in parts if part.filename.endswith((".xml", ".rels"))):
                raise WorkbookRefused("file_broken", msg("文件已损坏，无法打开。"))
    # NotImplementedError and RuntimeError are what zipfile raises for a compression it lacks and for a password.
    except (zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError) as broken:
        raise WorkbookRefused("file_not_xlsx", msg("这不是 .xlsx 工作簿。")) from broken


def _declares(package: zipfile.ZipFile, part: zipfile.ZipInfo) -> bool:
    with package.open(part) as stream:
        head = stream.read(4096)
    return any(word in head for word in _DECLARATIONS)


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
