"""XLSX: measured before it is opened, nothing evaluated; merged cells, formulas and hidden sheets are refused."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from openpyxl.utils import get_column_letter
from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from app.core.spreadsheets import PackageRefused, measure_workbook
from app.core.text import msg
from app.intake.rules.importing.errors import FileRefused

MOST_BYTES = 10_000_000
MOST_UNPACKED = 120_000_000
#: A number with more digits than this has lost its last ones in a numeric cell.
EXACT_BELOW = 10**15
_FORMULA = re.compile(rb'<(?:\w+:)?c [^>]*?r="([A-Z]{1,3}[0-9]{1,7})"[^>]*>\s*<(?:\w+:)?f[ />]')


def read_sheet(content: bytes) -> list[tuple[int, list[str], list[int]]]:
    """Every row of the one filled sheet with its number, its cells as texts and the places of cut-off numbers."""
    try:
        measure_workbook(content, most_bytes=MOST_BYTES, most_unpacked=MOST_UNPACKED)
    except PackageRefused as refused:
        raise FileRefused(refused.message) from refused
    try:
        _refuse_formulas(content)
        return _rows(CalamineWorkbook.from_filelike(io.BytesIO(content)))
    except FileRefused:
        raise
    except (zipfile.BadZipFile, zlib.error, EOFError, CalamineError, ValueError, OSError) as broken:
        raise FileRefused(msg("文件已损坏，无法打开。")) from broken


def _refuse_formulas(content: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        sheets = [part for part in package.infolist() if part.filename.startswith("xl/worksheets/")]
        found = [cell for part in sheets for cell in _FORMULA.findall(package.read(part))]
    if found:
        first = found[0].decode()
        raise FileRefused(
            msg("{cell}等{n}个单元格是公式，请复制后粘贴为数值；系统不计算公式。", cell=first, n=len(found))
        )


def _rows(book: CalamineWorkbook) -> list[tuple[int, list[str], list[int]]]:
    sheets = [one for one in book.sheets_metadata if one.typ == SheetTypeEnum.WorkSheet]
    hidden = [one.name for one in sheets if one.visible != SheetVisibleEnum.Visible]
    if hidden:
        raise FileRefused(msg("有隐藏的工作表“{name}”，请取消隐藏或者删除后再上传。", name=hidden[0]))
    filled = []
    for one in sheets:
        sheet = book.get_sheet_by_name(one.name)
        cells = sheet.to_python(skip_empty_area=False)
        if any(cell != "" for row in cells for cell in row):
            filled.append((sheet, cells))
    if len(filled) > 1:
        names = "、".join(sheet.name for sheet, _ in filled[:3])
        raise FileRefused(msg("有{n}张有内容的工作表（{names}），请只留要导入的一张。", n=len(filled), names=names))
    if not filled:
        return []
    sheet, cells = filled[0]
    if sheet.merged_cell_ranges:
        (top, left), (bottom, right) = sheet.merged_cell_ranges[0]
        area = f"{get_column_letter(left + 1)}{top + 1}:{get_column_letter(right + 1)}{bottom + 1}"
        raise FileRefused(msg("{area}是合并单元格，请取消合并并逐格填写；表上方的大标题请删去。", area=area))
    return [(number, [_text(cell) for cell in row], _cut_off(row)) for number, row in enumerate(cells, 1)]


def _cut_off(row: list[Any]) -> list[int]:
    return [place for place, cell in enumerate(row) if isinstance(cell, float | int) and abs(cell) >= EXACT_BELOW]


def _text(cell: Any) -> str:
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float | int):
        return f"{Decimal(repr(cell)):f}".removesuffix(".0")
    if isinstance(cell, datetime):
        return f"{cell:%Y-%m-%d}" if cell.time() == time() else f"{cell:%Y-%m-%d %H:%M}"
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, time):
        return f"{cell:%H:%M}"
    if isinstance(cell, timedelta):
        return str(cell)
    return str(cell).strip()
