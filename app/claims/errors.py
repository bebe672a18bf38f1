"""Refusals of claims."""

from __future__ import annotations

from app.claims.workbook.errors import CellError
from app.core.errors import Conflict, FengqiaoError, Refused
from app.core.text import Message, msg


class SpreadsheetRefused(FengqiaoError):
    """A spreadsheet with wrong cells; `errors` lists them with sheet, row and column."""

    status = 422
    code = "spreadsheet_wrong"

    def __init__(self, errors: tuple[CellError, ...]) -> None:
        places: dict[str, list[Message]] = {}
        for error in errors:
            places.setdefault(error.place or "file", []).append(error.message)
        super().__init__(msg("表格有{n}处需要更正。", n=len(errors)), fields=places)
        self.errors = errors


class ScheduleNotOpen(Refused):
    """The roster can only be changed while the schedule is being entered."""

    code = "schedule_not_open"

    def __init__(self) -> None:
        super().__init__(msg("核查表已提交，不能再修改；需要更正的请先退回或重新打开。"))


class ReceiptDiffers(Conflict):
    """The bank's reference is already recorded, with another amount, day or payee."""

    code = "receipt_differs"

    def __init__(self, reference: str) -> None:
        super().__init__(msg("流水号{reference}已登记过，但金额、日期或收款人不同。", reference=reference))


class NothingToUndo(Refused):
    """There is no import that could be taken back."""

    code = "nothing_to_undo"

    def __init__(self) -> None:
        super().__init__(msg("没有可以撤销的导入。"))


class RowHasReceipts(Refused):
    """A worker for whom money was recorded cannot be taken off the roster."""

    code = "row_has_receipts"

    def __init__(self, names: list[str]) -> None:
        super().__init__(msg("已登记付款的劳动者不能删除：{names}。", names="、".join(names)))
