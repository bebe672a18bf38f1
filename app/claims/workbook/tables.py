"""A sheet as rows of read values: titles checked, each cell read by its column, each fault with its place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from app.claims.workbook.cells import read_cell, shown
from app.claims.workbook.errors import CellError, WrongCell
from app.claims.workbook.layout import HEADER_ROW, TEMPLATE_VERSION, VERSION_TITLE, Column
from app.core.text import Message, msg

SKIPPED_TYPES = frozenset({"f", "e"})


@dataclass
class ReadRow:
    """One filled row: its number on the sheet, the values that could be read, and whether all of them could."""

    row: int
    values: dict[str, Any]
    whole: bool = True


@dataclass
class Table:
    """A sheet as read."""

    sheet: str
    columns: Sequence[Column]
    rows: list[ReadRow] = field(default_factory=list)
    errors: list[CellError] = field(default_factory=list)

    def refuse(self, row: ReadRow, column: str, code: str, message: Message) -> None:
        """Note a fault that only shows when rows are seen together."""
        place = next(at for at, known in enumerate(self.columns) if known.field == column)
        known = self.columns[place]
        letter, value = get_column_letter(place + 1), shown(row.values.get(column, ""))
        row.whole = False
        self.errors.append(CellError(code, message, self.sheet, row.row, letter, known.title, value))


def title_errors(sheet: Worksheet, columns: Sequence[Column]) -> list[CellError]:
    """Titles that are not those of the template."""
    found = []
    for at, column in enumerate(columns, start=1):
        title = sheet.cell(HEADER_ROW, at).value
        if str(title or "").strip().removesuffix("*") != column.title:
            message = msg("这一列的标题应为“{title}”，请使用下载的模板。", title=column.title)
            letter = get_column_letter(at)
            found.append(
                CellError("wrong_template", message, sheet.title, HEADER_ROW, letter, value=shown(title or ""))
            )
    return found


def read_table(sheet: Worksheet, columns: Sequence[Column], max_rows: int, today: date) -> Table:
    """Read the filled rows below the titles; rows beyond the limit are refused, not read."""
    table = Table(sheet.title, columns)
    for number, cells in enumerate(sheet.iter_rows(min_row=HEADER_ROW + 1, max_col=len(columns)), HEADER_ROW + 1):
        if all(cell.value is None or str(cell.value).strip() == "" for cell in cells):
            continue
        if len(table.rows) >= max_rows:
            message = msg("行数超过{limit}行，多出的没有读取。", limit=max_rows)
            table.errors.append(CellError("too_many_rows", message, sheet.title, number))
            break
        row = ReadRow(number, {})
        for cell, column in zip(cells, columns, strict=True):
            _read(table, row, column, cell, today)
        table.rows.append(row)
    return table


def _read(table: Table, row: ReadRow, column: Column, cell: Any, today: date) -> None:
    value = cell.value
    if value is None or (isinstance(value, str) and not value.strip()):
        if column.required:
            table.refuse(row, column.field, "cell_missing", msg("“{title}”必须填写。", title=column.title))
        return
    if cell.data_type in SKIPPED_TYPES:
        row.whole = False
        return
    row.values[column.field] = value
    try:
        row.values[column.field] = read_cell(column.kind, value, today)
    except WrongCell as wrong:
        table.refuse(row, column.field, wrong.code, wrong.message)
        del row.values[column.field]


def read_lines(sheet: Worksheet, lines: Sequence[Column], today: date) -> tuple[dict[str, Any], list[CellError]]:
    """Read the terms, one title and one value a line; the first line must name this template."""
    if (sheet["A1"].value, str(sheet["B1"].value or "").strip()) != (VERSION_TITLE, TEMPLATE_VERSION):
        message = msg("模板版本应为 {version}，请下载现行模板。", version=TEMPLATE_VERSION)
        return {}, [CellError("wrong_template", message, sheet.title, 1, "B", value=shown(sheet["B1"].value or ""))]
    values: dict[str, Any] = {}
    errors = []
    for at, line in enumerate(lines, start=2):
        title, cell = sheet.cell(at, 1).value, sheet.cell(at, 2)
        fault = _line(title, cell, line, values, today)
        if fault is not None:
            errors.append(
                CellError(fault.code, fault.message, sheet.title, at, "B", line.title, shown(cell.value or ""))
            )
    return values, errors


def _line(title: Any, cell: Any, line: Column, values: dict[str, Any], today: date) -> WrongCell | None:
    if str(title or "").strip() != line.title:
        return WrongCell("wrong_template", msg("这一行应为“{title}”，请使用下载的模板。", title=line.title))
    if cell.value is None or str(cell.value).strip() == "":
        return WrongCell("cell_missing", msg("“{title}”必须填写。", title=line.title)) if line.required else None
    if cell.data_type in SKIPPED_TYPES:
        return None
    try:
        values[line.field] = read_cell(line.kind, cell.value, today)
    except WrongCell as wrong:
        return wrong
    return None
