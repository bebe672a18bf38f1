"""A list as a file: exactly the filtered rows and the shown columns, as many as there are, as CSV or XLSX.

CSV leaves while it is read; a workbook is put together on disk first. Neither holds more than one batch in memory. A
text that a spreadsheet would take for a formula stays a text.
"""

from __future__ import annotations

import csv
import io
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from itertools import chain
from typing import IO, Any
from urllib.parse import quote

import xlsxwriter
from flask import Response, request, send_file, stream_with_context

from app.core import clock
from app.core.spreadsheets import guarded
from app.core.text import Message
from app.web.columns.parts import Cell

CSV = "text/csv; charset=utf-8"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
#: Rows of a sheet under its head; a list that is longer goes on in the next sheet.
SHEET_ROWS = 1_000_000
LINES_AT_ONCE = 500
WIDTH = 18


def send_table(title: Message, heads: Sequence[Message], rows: Iterable[Sequence[Cell]]) -> Response:
    """The rows under their heads in the format the address ends with, named after the list and the moment."""
    name = f"{title}-{clock.local(clock.now()):%Y%m%d-%H%M}"
    words = [str(one) for one in heads]
    if request.path.endswith(".csv"):
        answer = Response(stream_with_context(_lines(words, rows)), mimetype=CSV)
        named = {"filename": "export.csv", "filename*": f"UTF-8''{quote(name)}.csv"}
        answer.headers.set("Content-Disposition", "attachment", **named)
    else:
        answer = send_file(_workbook(str(title), words, rows), XLSX, as_attachment=True, download_name=f"{name}.xlsx")
    answer.headers["Cache-Control"] = "private, no-store"
    answer.headers["X-Accel-Buffering"] = "no"
    return answer


def _lines(heads: list[str], rows: Iterable[Sequence[Cell]]) -> Iterator[bytes]:
    written = io.StringIO(newline="")
    out = csv.writer(written)
    yield b"\xef\xbb\xbf"
    for number, row in enumerate(chain([heads], rows), start=1):
        out.writerow([_plain(cell) for cell in row])
        if number % LINES_AT_ONCE == 0:
            yield _taken(written)
    yield _taken(written)


def _taken(written: io.StringIO) -> bytes:
    text = written.getvalue()
    written.seek(0)
    written.truncate()
    return text.encode()


def _plain(cell: Cell) -> str | int:
    if isinstance(cell, datetime):
        return f"{clock.local(cell):%Y-%m-%d %H:%M}"
    if isinstance(cell, str):
        return guarded(cell)
    return "" if cell is None else cell


def _workbook(title: str, heads: list[str], rows: Iterable[Sequence[Cell]]) -> IO[bytes]:
    stream = tempfile.TemporaryFile()  # noqa: SIM115 - the answer closes it once it is sent
    book = xlsxwriter.Workbook(stream, {"constant_memory": True})
    moment, bold = book.add_format({"num_format": "yyyy-mm-dd hh:mm"}), book.add_format({"bold": True})
    sheet: Any = None
    for number, row in enumerate(rows):
        line = number % SHEET_ROWS
        if line == 0:
            sheet = _sheet(book, title, heads, bold)
        for column, cell in enumerate(row):
            if isinstance(cell, datetime):
                sheet.write_datetime(line + 1, column, clock.local(cell).replace(tzinfo=None), moment)
            elif isinstance(cell, int):
                sheet.write_number(line + 1, column, cell)
            elif cell:
                sheet.write_string(line + 1, column, cell)
    if sheet is None:
        _sheet(book, title, heads, bold)
    book.close()
    stream.seek(0)
    return stream


def _sheet(book: xlsxwriter.Workbook, title: str, heads: list[str], bold: Any) -> Any:
    count = len(book.worksheets())
    sheet = book.add_worksheet(f"{title[:24]}{count + 1}" if count else title[:31])
    sheet.set_column(0, len(heads) - 1, WIDTH)
    sheet.freeze_panes(1, 0)
    for column, word in enumerate(heads):
        sheet.write_string(0, column, word, bold)
    return sheet
