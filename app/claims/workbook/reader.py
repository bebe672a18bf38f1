"""Read a filled spreadsheet into terms and workers, or say cell by cell why it cannot be read."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from operator import attrgetter
from typing import Any

from openpyxl.workbook.workbook import Workbook

from app.claims.types import NO_DAYS, FlowMonth, WageTerms, WorkerClaim
from app.claims.workbook import layout
from app.claims.workbook.errors import CellError, WorkbookRefused
from app.claims.workbook.package import open_package, structure_errors
from app.claims.workbook.tables import ReadRow, Table, read_lines, read_table, title_errors
from app.core.text import msg


@dataclass(frozen=True, slots=True)
class ReadSchedule:
    """What a spreadsheet says. Only with no error at all are terms and workers complete and fit to import."""

    terms: WageTerms | None
    workers: tuple[WorkerClaim, ...]
    errors: tuple[CellError, ...]
    roster_rows: int = 0
    flow_rows: int = 0

    @property
    def ok(self) -> bool:
        """Whether nothing is wrong with the file."""
        return not self.errors


def read_schedule(content: bytes, today: date) -> ReadSchedule:
    """Read a spreadsheet of the one template; every fault comes back as a CellError, no formula is evaluated."""
    try:
        book = open_package(content)
    except WorkbookRefused as refused:
        return ReadSchedule(None, (), (refused.error,))
    errors = [*_missing_sheets(book), *structure_errors(book)]
    if any(error.code == "wrong_template" for error in errors):
        return ReadSchedule(None, (), tuple(errors))
    errors += title_errors(book[layout.ROSTER_SHEET], layout.ROSTER_COLUMNS)
    errors += title_errors(book[layout.FLOW_SHEET], layout.FLOW_COLUMNS)
    values, found = read_lines(book[layout.TERMS_SHEET], layout.TERMS_LINES, today)
    errors += found
    if any(error.code == "wrong_template" for error in errors):
        return ReadSchedule(None, (), tuple(errors))
    terms, found = _terms(values)
    return _read_people(book, terms, [*errors, *found], today)


def _read_people(book: Workbook, terms: WageTerms | None, errors: list[CellError], today: date) -> ReadSchedule:
    roster = read_table(book[layout.ROSTER_SHEET], layout.ROSTER_COLUMNS, layout.MAX_WORKERS, today)
    flow = read_table(book[layout.FLOW_SHEET], layout.FLOW_COLUMNS, layout.MAX_FLOW_ROWS, today)
    _check_roster(roster)
    _check_flow(flow, roster)
    if not roster.rows:
        errors.append(CellError("roster_empty", msg("花名册是空的。"), layout.ROSTER_SHEET))
    errors += [*roster.errors, *flow.errors]
    workers = _workers(roster, flow)
    return ReadSchedule(terms, workers, tuple(errors), len(roster.rows), len(flow.rows))


def _missing_sheets(book: Workbook) -> list[CellError]:
    wanted = (layout.TERMS_SHEET, layout.ROSTER_SHEET, layout.FLOW_SHEET)
    return [
        CellError("wrong_template", msg("缺少工作表“{name}”，请使用下载的模板。", name=name), name)
        for name in wanted
        if name not in book.sheetnames
    ]


def _terms(values: dict[str, Any]) -> tuple[WageTerms | None, list[CellError]]:
    required = {line.field for line in layout.TERMS_LINES if line.required}
    if not required <= set(values):
        return None, []
    if values["last_month"] < values["first_month"]:
        message = msg("主张截止月早于起始月。")
        return None, [CellError("months_reversed", message, layout.TERMS_SHEET, 7, "B", "主张截止月")]
    terms = WageTerms(**values)
    if len(terms.claimed_months) > len(terms.window):
        message = msg("主张的期间超过12个月，请分表核查。")
        return None, [CellError("months_too_many", message, layout.TERMS_SHEET, 7, "B", "主张截止月")]
    return terms, []


def _check_roster(roster: Table) -> None:
    _refuse_doubles(roster, ("number",))
    _refuse_doubles(roster, ("id_number",))
    _refuse_doubles(roster, ("account",))
    for row in roster.rows:
        hired, left = row.values.get("hired_on"), row.values.get("left_on")
        if hired and left and left < hired:
            roster.refuse(row, "left_on", "left_before_hired", msg("离职日期早于入职日期。"))
        if row.values.get("monthly_wage_fen") == 0:
            roster.refuse(row, "monthly_wage_fen", "wage_zero", msg("月工资标准不能是零。"))


def _check_flow(flow: Table, roster: Table) -> None:
    _refuse_doubles(flow, ("number", "month"))
    known = {row.values.get("number") for row in roster.rows}
    all_known = None not in known
    seen = {row.values.get("number") for row in flow.rows}
    for row in flow.rows:
        number = row.values.get("number")
        if all_known and number is not None and number not in known:
            flow.refuse(row, "number", "number_unknown", msg("花名册里没有序号{number}。", number=str(number)))
        _check_days(flow, row)
    for row in roster.rows:
        if row.values.get("number") not in seen | {None}:
            roster.refuse(row, "number", "flow_missing", msg("“工资流水与考勤”里没有这个人的流水。"))


def _check_days(flow: Table, row: ReadRow) -> None:
    month = row.values.get("month")
    counted = ("attendance_days", "unpaid_leave_days", "paid_statutory_days")
    if month is None:
        return
    if sum((row.values.get(name, NO_DAYS) for name in counted), NO_DAYS) > month.last_day.day:
        message = msg("出勤、事假、节假日合起来超过当月的{days}天。", days=month.last_day.day)
        flow.refuse(row, "attendance_days", "days_too_many", message)


def _refuse_doubles(table: Table, fields: tuple[str, ...]) -> None:
    first: dict[tuple[Any, ...], int] = {}
    for row in table.rows:
        if any(name not in row.values for name in fields):
            continue
        key = tuple(row.values[name] for name in fields)
        if key in first:
            table.refuse(row, fields[-1], "row_twice", msg("与第{row}行重复。", row=first[key]))
        else:
            first[key] = row.row


def _workers(roster: Table, flow: Table) -> tuple[WorkerClaim, ...]:
    months: dict[int, list[FlowMonth]] = defaultdict(list)
    for row in flow.rows:
        if row.whole:
            fields = {name: value for name, value in row.values.items() if name != "number"}
            months[row.values["number"]].append(FlowMonth(**fields))
    return tuple(
        WorkerClaim(
            **{"job": "", **row.values}, flow=tuple(sorted(months[row.values["number"]], key=attrgetter("month")))
        )
        for row in roster.rows
        if row.whole
    )
