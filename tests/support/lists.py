"""Lists to bring in: invented ledgers and work orders as XLSX or CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from typing import Any
from uuid import UUID

import openpyxl

from app.core import identity
from app.core.permissions import Actor
from app.intake import queries, services
from app.intake.commands import ImportRequest, MappingChoice

HEADS = (
    "台账编号",
    "受理日期",
    "纠纷类型",
    "当事人",
    "身份证号",
    "联系电话",
    "对方当事人",
    "地点",
    "简要案情",
    "办理状态",
    "科室",
)


def id_number(serial: int) -> str:
    """A sound fictional identity number."""
    body = f"11019919850307{serial:03d}"
    return body + identity.id_check_digit(body)


def called(surname: str, serial: int) -> str:
    """A fictional name for a serial number, without a digit."""
    return f"{surname}某{str(serial).translate(str.maketrans('0123456789', '甲乙丙丁戊己庚辛壬癸'))}"


def row(serial: int, **changed: str) -> list[str]:
    """One line of a ledger of quarrels, with some cells changed by their head."""
    plain = {
        "台账编号": f"2023-{serial:04d}",
        "受理日期": "2023-05-11",
        "纠纷类型": "邻里",
        "当事人": called("江", serial),
        "身份证号": "",
        "联系电话": f"120{serial:08d}",
        "对方当事人": called("白", serial),
        "地点": f"西潞街道虚构小区{serial}号楼",
        "简要案情": f"双方因楼道堆放杂物发生争执（第{serial}起）。",
        "办理状态": "已办结",
        "科室": "二科",
    }
    return list({**plain, **changed}.values())


def xlsx(rows: Sequence[Sequence[Any]], heads: Sequence[str] = HEADS) -> bytes:
    """A workbook of one sheet."""
    book = openpyxl.Workbook()
    for line in [heads, *rows]:
        book.active.append(list(line))
    return saved(book)


def saved(book: openpyxl.Workbook) -> bytes:
    """The bytes of a workbook."""
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def as_csv(rows: Sequence[Sequence[str]], heads: Sequence[str] = HEADS, encoding: str = "utf-8-sig") -> bytes:
    """The same as CSV."""
    written = io.StringIO(newline="")
    csv.writer(written).writerows([heads, *rows])
    return written.getvalue().encode(encoding)


def table_of(content: bytes) -> list[list[str]]:
    """The cells of a workbook, heads first."""
    sheet = openpyxl.load_workbook(io.BytesIO(content)).active
    return [["" if cell is None else str(cell) for cell in line] for line in sheet.iter_rows(values_only=True)]


def handed_in(content: bytes, actor: Actor, *, kind: str = "ledger", unit_id: UUID | None = None) -> UUID:
    """A list handed in for the actor's unit, or another one."""
    assert actor.unit_id is not None
    source = "hotline_12345" if kind == "work_orders" else "walk_in"
    request = ImportRequest(kind=kind, unit_id=unit_id or actor.unit_id, source=source)
    return services.hand_in_list(request, "旧台账.xlsx", content, actor=actor)


def checked(content: bytes, actor: Actor, *, choice: MappingChoice | None = None, **more: Any) -> UUID:
    """A list that has been matched, as its heads suggest unless said otherwise, and checked."""
    import_id = handed_in(content, actor, **more)
    suggested = queries.choice_of(queries.get_import(actor, import_id))
    services.match_columns(import_id, choice or suggested, actor=actor)
    services.check_import(import_id)
    return import_id


def imported(content: bytes, actor: Actor, **more: Any) -> UUID:
    """A list whose good rows have become matters."""
    import_id = checked(content, actor, **more)
    services.begin_import(import_id, actor=actor)
    services.store_import(import_id, whole=True)
    return import_id


def counts(import_id: UUID) -> dict[str, int]:
    """What became of the rows."""
    return queries.outcome_counts([import_id])[import_id]


def roster(people: Sequence[Sequence[str]], heads: Sequence[str] = ("姓名", "身份证号", "手机")) -> bytes:
    """A list of claimants as a workbook."""
    return xlsx(people, heads)
