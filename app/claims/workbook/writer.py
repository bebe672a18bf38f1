"""Write the template to download, and a filled schedule in the same shape."""

from __future__ import annotations

import io
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from app.claims.types import Month, WageTerms, WorkerClaim
from app.claims.workbook import layout
from app.claims.workbook.layout import Column, Kind

_HEAD = PatternFill("solid", fgColor="E6ECF0")
_FORMATS = {
    Kind.AMOUNT: "#,##0.00",
    Kind.DATE: "yyyy-mm-dd",
    Kind.ID_NUMBER: "@",
    Kind.ACCOUNT: "@",
    Kind.PHONE: "@",
    Kind.MONTH: "@",
    Kind.USCC: "@",
}


def write_template() -> bytes:
    """The empty template with titles, hints, an example and checks on its columns."""
    return _bytes(_book({}, [], []))


def write_schedule(terms: WageTerms, workers: Sequence[WorkerClaim]) -> bytes:
    """A filled schedule in the shape of the template; reading it gives the same terms and workers."""
    roster = [{column.field: getattr(worker, column.field) for column in layout.ROSTER_COLUMNS} for worker in workers]
    flow = [
        {"number": worker.number, **{c.field: getattr(month, c.field) for c in layout.FLOW_COLUMNS[1:]}}
        for worker in workers
        for month in worker.flow
    ]
    lines = {line.field: getattr(terms, line.field) for line in layout.TERMS_LINES}
    lines["pay_offset"] = layout.NEXT_MONTH if terms.pay_offset else layout.SAME_MONTH
    return _bytes(_book(lines, roster, flow))


def _book(terms: dict[str, Any], roster: list[dict[str, Any]], flow: list[dict[str, Any]]) -> Workbook:
    book = Workbook()
    guide = book.active
    assert isinstance(guide, Worksheet)
    guide.title = layout.GUIDE_SHEET
    _write_guide(guide)
    _write_terms(book.create_sheet(layout.TERMS_SHEET), terms)
    _write_table(book.create_sheet(layout.ROSTER_SHEET), layout.ROSTER_COLUMNS, roster, layout.MAX_WORKERS)
    _write_table(book.create_sheet(layout.FLOW_SHEET), layout.FLOW_COLUMNS, flow, layout.MAX_FLOW_ROWS)
    book.active = 1
    return book


def _bytes(book: Workbook) -> bytes:
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def _write_guide(sheet: Worksheet) -> None:
    sheet.column_dimensions["A"].width = 16
    for letter in "BCDEFGHIJK":
        sheet.column_dimensions[letter].width = 18
    for text in layout.GUIDE_LINES:
        sheet.append([text])
    for name, columns in (
        (layout.TERMS_SHEET, layout.TERMS_LINES),
        (layout.ROSTER_SHEET, layout.ROSTER_COLUMNS),
        (layout.FLOW_SHEET, layout.FLOW_COLUMNS),
    ):
        sheet.append([])
        sheet.append([name])
        sheet.append([_title(column) for column in columns])
        sheet.append([column.hint for column in columns])
        sheet.append([column.example for column in columns])


def _write_terms(sheet: Worksheet, terms: dict[str, Any]) -> None:
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 20, 40
    sheet.column_dimensions["C"].width = 40
    sheet.append([layout.VERSION_TITLE, layout.TEMPLATE_VERSION])
    for row, line in enumerate(layout.TERMS_LINES, start=2):
        sheet.cell(row, 1, line.title).font = Font(bold=line.required)
        sheet.cell(row, 3, line.hint).font = Font(color="808080")
        sheet.cell(row, 2).number_format = _FORMATS.get(line.kind, "General")
        _fill(sheet, row, 2, terms.get(line.field))
    choice = DataValidation(type="list", formula1=f'"{layout.SAME_MONTH},{layout.NEXT_MONTH}"', allow_blank=False)
    choice.add("B5")
    sheet.add_data_validation(choice)


def _write_table(sheet: Worksheet, columns: Sequence[Column], rows: list[dict[str, Any]], limit: int) -> None:
    sheet.freeze_panes = "C2"
    for at, column in enumerate(columns, start=1):
        letter = get_column_letter(at)
        sheet.column_dimensions[letter].width = column.width
        head = sheet.cell(1, at, _title(column))
        head.font, head.fill, head.alignment = Font(bold=True), _HEAD, Alignment(horizontal="center", wrap_text=True)
        sheet.column_dimensions[letter].number_format = _FORMATS.get(column.kind, "General")
        check = _validation(column)
        if check is not None:
            check.add(f"{letter}2:{letter}{limit + 1}")
            sheet.add_data_validation(check)
    for number, row in enumerate(rows, start=2):
        for at, column in enumerate(columns, start=1):
            cell = sheet.cell(number, at)
            cell.number_format = _FORMATS.get(column.kind, "General")
            _fill(sheet, number, at, _cell_value(column, row[column.field]))


def _fill(sheet: Worksheet, row: int, column: int, value: Any) -> None:
    cell = sheet.cell(row, column)
    if isinstance(value, Month):
        value = str(value)
    if isinstance(value, str):
        cell.value, cell.data_type = value, "s"
    elif value is not None:
        cell.value = value


def _cell_value(column: Column, value: Any) -> Any:
    if column.kind is Kind.AMOUNT:
        return Decimal(value).scaleb(-2)
    if isinstance(value, Fraction):
        return Decimal(value.numerator) / Decimal(value.denominator)
    return value or None if isinstance(value, str) else value


def _title(column: Column) -> str:
    return f"{column.title}*" if column.required else column.title


def _validation(column: Column) -> DataValidation | None:
    if column.kind is Kind.AMOUNT:
        check = DataValidation(type="decimal", operator="between", formula1="0", formula2="10000000")
    elif column.kind is Kind.DAYS:
        check = DataValidation(type="decimal", operator="between", formula1="0", formula2="31")
    elif column.kind is Kind.ID_NUMBER:
        check = DataValidation(type="textLength", operator="equal", formula1="18")
    elif column.kind is Kind.DATE:
        check = DataValidation(type="date", operator="between", formula1="14611", formula2="73050")
    else:
        return None
    check.allow_blank, check.showErrorMessage = True, True
    check.error, check.promptTitle, check.prompt = (
        column.hint or column.title,
        column.title,
        column.hint or column.title,
    )
    check.showInputMessage = True
    return check
