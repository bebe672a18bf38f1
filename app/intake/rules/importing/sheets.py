"""XLSX: measured before it is opened, nothing evaluated; merged cells, formulas and hidden sheets are refused."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from app.core.text import msg
from app.intake.rules.importing.errors import FileRefused

MOST_UNPACKED = 120_000_000
MOST_PARTS = 300
#: A number with more digits than this has lost its last ones in a numeric cell.
EXACT_BELOW = 10**15
_DECLARATIONS = (b"<!DOCTYPE", b"<!ENTITY")
_FORMULA = re.compile(rb'<(?:\w+:)?c [^>]*?r="([A-Z]{1,3}[0-9]{1,7})"[^>]*>\s*<(?:\w+:)?f[ />]')
_COLUMN_BASE = 26


def read_sheet(content: bytes) -> list[tuple[int, list[str], list[int]]]:
    """Every row of the one filled sheet with its number, its cells as texts and the places of cut-off numbers."""
    _refuse_package(content)
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        return _rows(book)
    except FileRefused:
        raise
    except (CalamineError, ValueError, OSError) as broken:
        raise FileRefused(msg("文件已损坏，无法打开。")) from broken


def _refuse_package(content: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            parts = package.infolist()
            names = {part.filename.lower() for part in parts}
            if "xl/workbook.xml" not in names:
                raise FileRefused(msg("这不是 .xlsx 工作簿。"))
            if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
                raise FileRefused(msg("文件展开后过大，请只保留要导入的工作表。"))
            if any("vbaproject" in name for name in names):
                raise FileRefused(msg("文件带有宏，请另存为 .xlsx 后再上传。"))
            for part in parts:
                _refuse_part(part.filename, package.read(part))
    # NotImplementedError and RuntimeError are what zipfile raises for a compression it lacks and for a password.
    except (zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError) as broken:
        raise FileRefused(msg("这不是 .xlsx 工作簿。")) from broken


def _refuse_part(name: str, body: bytes) -> None:
    if name.endswith((".xml", ".rels")) and any(word in body[:4096] for word in _DECLARATIONS):
        raise FileRefused(msg("文件已损坏，无法打开。"))
    if not name.startswith("xl/worksheets/"):
        return
    found = _FORMULA.findall(body)
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
        area = f"{column_letter(left)}{top + 1}:{column_letter(right)}{bottom + 1}"
        raise FileRefused(msg("{area}是合并单元格，请取消合并并逐格填写；表上方的大标题请删去。", area=area))
    return [(number, [_text(cell) for cell in row], _cut_off(row)) for number, row in enumerate(cells, 1)]


def column_letter(place: int) -> str:
    """The letters by which a spreadsheet names a column, counted from 0."""
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, _COLUMN_BASE)
        letters = chr(ord("A") + rest) + letters
    return letters


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
