"""Where a spreadsheet is wrong and why, so that the person who filled it in can go to the very cell."""

from __future__ import annotations

from dataclasses import dataclass

from app.core.text import Message

SHOWN_LENGTH = 60


@dataclass(frozen=True, slots=True)
class CellError:
    """One wrong cell; `row` 0 and an empty `column` mean the whole sheet, an empty `sheet` the whole file."""

    code: str
    message: Message
    sheet: str = ""
    row: int = 0
    column: str = ""
    title: str = ""
    value: str = ""

    @property
    def place(self) -> str:
        """The cell as spreadsheets name it: 花名册!D5."""
        cell = f"{self.column}{self.row or ''}"
        return f"{self.sheet}!{cell}" if self.sheet and cell else self.sheet

    def as_dict(self) -> dict[str, str | int]:
        """The error as JSON types."""
        return {
            "sheet": self.sheet,
            "row": self.row,
            "column": self.column,
            "title": self.title,
            "value": self.value,
            "code": self.code,
            "message": str(self.message),
        }


class WorkbookRefused(ValueError):
    """A file that is not opened at all: no spreadsheet, too large, encrypted, with macros."""

    def __init__(self, code: str, message: Message) -> None:
        super().__init__(str(message))
        self.error = CellError(code, message)


class WrongCell(ValueError):
    """A value that its column does not take; the reader adds the place."""

    def __init__(self, code: str, message: Message) -> None:
        super().__init__(str(message))
        self.code = code
        self.message = message
