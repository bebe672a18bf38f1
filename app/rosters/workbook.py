"""The roster as a spreadsheet: one row for each duty, the same columns out and in.

The reader trusts nothing: it measures the package before opening it and evaluates no formula. It decides nothing about
people or hours; that is the work of the import.
"""

from __future__ import annotations

import io
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.styles import Font

from app.core import clock
from app.core.dates import DateError, parse_date
from app.core.errors import InvalidInput
from app.core.spreadsheets import PackageRefused, measure_workbook
from app.core.text import Message, msg
from app.rosters.types import DUTY_KIND_LABELS, OnDuty

MOST_BYTES = 2_000_000
MOST_UNPACKED = 20_000_000
MOST_ROWS = 1_000

#: Columns by field; the heads are Chinese in every language, so that a file can be passed on.
COLUMNS = {
    "day": msg("日期"),
    "begins": msg("开始"),
    "ends": msg("结束"),
    "name": msg("姓名"),
    "login": msg("账号"),
    "kind": msg("类别"),
    "seat": msg("窗口或房间"),
    "unit": msg("单位"),
}
WIDTHS = (12, 8, 8, 12, 14, 12, 16, 20)
_TIME = re.compile(r"([0-9]{1,2})[:时点]([0-9]{1,2})?分?(:00)?")


class UnreadableCell(ValueError):
    """A cell that cannot be read as its column; ``message`` says why."""

    def __init__(self, message: Message) -> None:
        super().__init__(message.text)
        self.message = message


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One filled row: its number in the sheet, and the raw cells by field."""

    number: int
    cells: dict[str, Any]

    def text(self, field: str) -> str:
        """A cell as text, full-width signs narrowed."""
        value = self.cells.get(field)
        return unicodedata.normalize("NFKC", str(value)).strip() if value is not None else ""


@dataclass(frozen=True, slots=True)
class Placed:
    """A duty with the names that a row shows beside it."""

    duty: OnDuty
    login: str
    unit: str


def write_duties(rows: Iterable[Placed]) -> bytes:
    """The duties as a spreadsheet, which the reader takes back unchanged."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "roster"
    sheet.append([one.text for one in COLUMNS.values()])
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    for index, width in enumerate(WIDTHS):
        sheet.column_dimensions["ABCDEFGH"[index]].width = width
    for row in rows:
        begins, ends = clock.local(row.duty.from_at), clock.local(row.duty.until_at)
        sheet.append(
            [begins.date().isoformat(), f"{begins:%H:%M}", f"{ends:%H:%M}", row.duty.name, row.login,
             DUTY_KIND_LABELS[row.duty.kind].text, row.duty.seat, row.unit]
        )  # fmt: skip
    for line in sheet.iter_rows(min_row=2):
        for cell in line:
            cell.data_type = "s"  # a desk called "=1+1" is a name, never a formula
    sheet.freeze_panes = "A2"
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def read_rows(content: bytes) -> list[SheetRow]:
    """The filled rows of the first sheet; raises ``InvalidInput`` at ``file`` for what is no such spreadsheet."""
    try:
        measure_workbook(content, most_bytes=MOST_BYTES, most_unpacked=MOST_UNPACKED)
    except PackageRefused as refused:
        raise _refused(refused.message) from refused
    try:
        book = load_workbook(io.BytesIO(content), data_only=True, read_only=True, keep_links=False)
        raw = [list(row) for row in book.worksheets[0].iter_rows(max_row=MOST_ROWS + 2, max_col=30, values_only=True)]
    except Exception as broken:  # the reader meets any kind of damage here
        raise _refused(msg("文件已损坏，无法打开。")) from broken
    if len(raw) > MOST_ROWS + 1:
        raise _refused(msg("一次最多导入{n}行，请分开导入。", n=MOST_ROWS))
    places = _places(raw[0] if raw else [])
    found = [SheetRow(number, _cells(row, places)) for number, row in enumerate(raw[1:], start=2)]
    filled = [row for row in found if any(value not in (None, "") for value in row.cells.values())]
    if not filled:
        raise _refused(msg("文件里没有班次。"))
    return filled


def read_day(value: Any) -> date:
    """The day of a cell; raises ``UnreadableCell``."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    try:
        return parse_date(str(value if value is not None else ""), clock.today())
    except DateError as wrong:
        raise UnreadableCell(wrong.message) from None


def read_clock(value: Any) -> time:
    """The time of a cell; 24:00 is midnight; raises ``UnreadableCell``."""
    if isinstance(value, datetime):
        return value.time()
    if isinstance(value, time):
        return value
    if isinstance(value, timedelta):
        minutes = int(value.total_seconds()) // 60
        return time(minutes // 60 % 24, minutes % 60)
    text = unicodedata.normalize("NFKC", str(value if value is not None else "")).strip()
    found = _TIME.fullmatch(text)
    hour, minute = (int(found[1]), int(found[2] or 0)) if found else (-1, 0)
    if (hour, minute) == (24, 0):
        return time(0)
    if not (0 <= hour <= 23 and 0 <= minute <= 59):
        raise UnreadableCell(msg("看不懂这个时间，请写成 8:30。"))
    return time(hour, minute)


def _places(heads: Sequence[Any]) -> dict[str, int]:
    said = [str(one).strip() if one is not None else "" for one in heads]
    places = {field: said.index(head.text) for field, head in COLUMNS.items() if head.text in said}
    missing = [COLUMNS[one].text for one in ("day", "begins", "ends", "name") if one not in places]
    if missing:
        raise _refused(msg("第一行缺少这些列名：{names}。", names="、".join(missing)))
    return places


def _cells(row: Sequence[Any], places: dict[str, int]) -> dict[str, Any]:
    return {field: row[place] if place < len(row) else None for field, place in places.items()}


def _refused(sentence: Message) -> InvalidInput:
    return InvalidInput({"file": [sentence]})
