"""CSV: UTF-8 with or without its mark, or GB 18030; separated by comma, semicolon or tabulator."""

from __future__ import annotations

import csv
import io
import re

from app.core.text import msg
from app.intake.rules.importing.errors import FileRefused

#: Signs that no table written by a program holds.
_BINARY = re.compile(rb"[\x00-\x08\x0b\x0e-\x1f\x7f]")
#: Our own exports put an apostrophe before what a spreadsheet would take for a formula.
_GUARDED = re.compile(r"'[=+\-@\t\r\n]")
SEPARATORS = ",;\t"


def read_text(content: bytes) -> list[tuple[int, list[str], list[int]]]:
    """Every row with its number and its cells as texts; raises ``FileRefused`` for what is no table."""
    if _BINARY.search(content):
        raise FileRefused(msg("这不是 Excel 或 CSV 文件。改了扩展名的文件也会被认出来。"))
    text = _decoded(content)
    first = next((line for line in text.splitlines() if line.strip()), "")
    separator = max(SEPARATORS, key=first.count)
    rows = []
    try:
        for number, row in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True), 1):
            rows.append((number, [_cell(cell) for cell in row], list[int]()))
    except csv.Error as wrong:
        raise FileRefused(msg("第{number}行附近的引号不成对，请检查。", number=len(rows) + 1)) from wrong
    return rows


def _decoded(content: bytes) -> str:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise FileRefused(msg("文件的文字编码认不出来，请另存为 UTF-8 的 CSV 或者 .xlsx。"))


def _cell(text: str) -> str:
    return text[1:].strip() if _GUARDED.match(text) else text.strip()
