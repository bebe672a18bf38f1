"""Rows as a file again: in the columns and the kind of file they came in, the last column saying what to change."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

import xlsxwriter

from app.core.spreadsheets import guarded
from app.intake.rules.importing.heads import head_key
from app.intake.rules.importing.words import RETURNED

WIDTH, WIDE = 18, 48


def write_table(ending: str, heads: Sequence[str], rows: Iterable[Sequence[str]], *, returned: bool = False) -> bytes:
    """The rows under their heads as ``xlsx`` or ``csv``; every cell is text. With ``returned`` each row's last cell is
    the reason, under a head of its own."""
    words = [*heads, _reason_head(heads)] if returned else list(heads)
    return _csv(words, rows) if ending == "csv" else _xlsx(words, rows)


def _reason_head(heads: Sequence[str]) -> str:
    taken = {head_key(one) for one in heads}
    return next(one for one in RETURNED if head_key(one) not in taken or one == RETURNED[-1])


def _csv(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    written = io.StringIO(newline="")
    out = csv.writer(written)
    out.writerow(heads)
    for row in rows:
        out.writerow([guarded(cell) for cell in row])
    return b"\xef\xbb\xbf" + written.getvalue().encode()


def _xlsx(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"constant_memory": True, "in_memory": False})
    text, bold = book.add_format({"num_format": "@"}), book.add_format({"bold": True, "num_format": "@"})
    sheet = book.add_worksheet()
    sheet.set_column(0, max(len(heads) - 2, 0), WIDTH, text)
    sheet.set_column(max(len(heads) - 1, 0), len(heads) - 1, WIDE, text)
    sheet.freeze_panes(1, 0)
    for line, row in enumerate([heads, *rows]):
        for column, cell in enumerate(row):
            sheet.write_string(line, column, cell, text if line else bold)
    book.close()
    return stream.getvalue()
