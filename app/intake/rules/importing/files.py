"""A file as one plain table: XLSX or CSV, told apart by its bytes; what could be misread is refused with its place."""

from __future__ import annotations

from dataclasses import dataclass

from app.core.spreadsheets import OLD_OR_LOCKED
from app.core.text import Message, msg
from app.intake.rules.importing.errors import FileRefused
from app.intake.rules.importing.heads import head_faults, is_returned
from app.intake.rules.importing.plain_text import read_text
from app.intake.rules.importing.sheets import MOST_BYTES, read_sheet

MOST_ROWS = 10_000
MOST_COLUMNS = 60
LONGEST_CELL = 5_000
_WORKBOOK = (b"PK\x03\x04", OLD_OR_LOCKED)

__all__ = ["MOST_BYTES", "MOST_COLUMNS", "MOST_ROWS", "FileRefused", "Line", "Table", "read_file"]


@dataclass(frozen=True, slots=True)
class Line:
    """One row under the heads: its number in the file, its cells as texts, and the places of numbers too long to be
    held by a numeric cell, whose last digits the spreadsheet has lost."""

    number: int
    cells: tuple[str, ...]
    cut_off: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """The heads and the rows that hold something; ``ending`` is ``xlsx`` or ``csv``."""

    ending: str
    heads: tuple[str, ...]
    lines: tuple[Line, ...]


def read_file(content: bytes) -> Table:
    """The one table of a file; raises ``FileRefused`` with the sentence that says what to change."""
    if not content:
        raise FileRefused(msg("文件是空的，请重新选择。"))
    if len(content) > MOST_BYTES:
        raise FileRefused(msg("文件超过{limit}MB，请分成几个文件导入。", limit=MOST_BYTES // 1_000_000))
    ending = "xlsx" if content.startswith(_WORKBOOK) else "csv"
    rows = read_sheet(content) if ending == "xlsx" else read_text(content)
    return _table(ending, rows)


def _table(ending: str, rows: list[tuple[int, list[str], list[int]]]) -> Table:
    filled = [row for row in rows if any(row[1])]
    if not filled:
        raise FileRefused(msg("表格里没有内容。"))
    number, heads, _ = filled[0]
    while heads and not heads[-1]:
        heads.pop()
    _refuse_heads(number, heads, [row[1] for row in filled[1:4]])
    if len(filled) == 1:
        raise FileRefused(msg("只有标题行，下面没有数据。"))
    if len(filled) - 1 > MOST_ROWS:
        raise FileRefused(msg("有{n}行，一次最多导入{most}行，请分成几个文件。", n=len(filled) - 1, most=MOST_ROWS))
    kept = [place for place, head in enumerate(heads) if not (place == len(heads) - 1 and is_returned(head))]
    return Table(
        ending, tuple(heads[place] for place in kept), tuple(_line(row, kept, len(heads)) for row in filled[1:])
    )


def _refuse_heads(number: int, heads: list[str], below: list[list[str]]) -> None:
    wrong: Message | None = head_faults(number, heads, below)
    if wrong is None and len(heads) > MOST_COLUMNS:
        wrong = msg("有{n}列，最多{most}列，请删去用不到的列。", n=len(heads), most=MOST_COLUMNS)
    if wrong is not None:
        raise FileRefused(wrong)


def _line(row: tuple[int, list[str], list[int]], kept: list[int], width: int) -> Line:
    number, cells, cut_off = row
    if any(cells[width:]):
        raise FileRefused(msg("第{number}行的内容超出了标题行的列数，请给每一列加上标题。", number=number))
    if any(len(cell) > LONGEST_CELL for cell in cells):
        raise FileRefused(msg("第{number}行有超过{most}个字的单元格，请精简。", number=number, most=LONGEST_CELL))
    cells = [*cells, *[""] * (width - len(cells))]
    return Line(number, tuple(cells[place] for place in kept), tuple(kept.index(one) for one in cut_off if one in kept))
