"""One row as the event it would become, or the reasons why not, each at its cell."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any

from app.core import clock, money
from app.core.dates import DateError, parse_date
from app.core.text import Message, msg
from app.intake.commands import EventDetails, PartyDetails
from app.intake.rules.importing.files import Line
from app.intake.rules.importing.parties import read_parties
from app.intake.rules.importing.words import COLON, DISPUTE, FINISHED, NOTHING, STOP, TYPES, UNFINISHED, YUAN
from app.intake.types import LEFT_OUT, REST, DisputeType

LONGEST = {"title": 100, "summary": 5000, "demand": 2000, "place": 200, "outside_number": 64, "involved_units": 500}
DERIVED_TITLE = 40
_CLOCK = re.compile(r"(.*?)[ T](\d{1,2})[:：时](\d{1,2})(?:[:：分]\d{1,2}秒?|分)?")
_REGION = re.compile(r"\d{6}(\d{3}(\d{3})?)?")
_PART_OF_ONE = frozenset({"Cc", "Cs"})


@dataclass(frozen=True, slots=True)
class Reading:
    """How a list is read: the field of each column, what holds for rows that do not say, and what the centre knows.

    ``regions`` gives the code of a town by the names it goes by. ``today`` is the day the list is read.
    """

    heads: tuple[str, ...]
    columns: tuple[str, ...]
    source: str
    region_code: str
    today: date
    keep_rest: bool = False
    place: str = ""
    parties_unknown: bool = False
    finished: bool = False
    regions: Mapping[str, str] = field(default_factory=dict)

    def column_of(self, name: str) -> int | None:
        """The place of the column that holds a field."""
        return self.columns.index(name) if name in self.columns else None


@dataclass(frozen=True, slots=True)
class CellFault:
    """What is wrong; ``column`` is the place of the cell, None for the whole row."""

    column: int | None
    message: Message


@dataclass(slots=True)
class ReadRow:
    """A row as an event; ``details`` is None when a fault forbids it, ``readable`` is what could be read all the same.
    ``columns`` leads a refusal of a field to its cell; ``finished`` when the list says that the matter is over."""

    readable: EventDetails
    details: EventDetails | None = None
    finished: bool = False
    closed_on: date | None = None
    faults: list[CellFault] = field(default_factory=list)
    columns: dict[str, int] = field(default_factory=dict)


class _Row:
    """A row while it is read: cells by field, faults as they are found, and what goes into the facts."""

    def __init__(self, line: Line, how: Reading) -> None:
        self.how, self.line = how, line
        self.faults: list[CellFault] = []
        self.extras: list[str] = []

    def text(self, name: str) -> str:
        """The cell of a field; empty when there is no such column."""
        place = self.how.column_of(name)
        return self.line.cells[place] if place is not None else ""

    def wrong(self, name: str, message: Message) -> None:
        """Note a fault at the cell of a field."""
        self.faults.append(CellFault(self.how.column_of(name), message))

    def told(self, name: str) -> str:
        """The cell of a field without the words that stand for nothing."""
        text = self.text(name)
        return "" if text in NOTHING else text

    def into_facts(self, name: str, text: str) -> None:
        """Keep a cell under its head in the facts."""
        place = self.how.column_of(name)
        if text and place is not None:
            self.extras.append(f"{self.how.heads[place]}{COLON}{text}")


def read_row(line: Line, how: Reading) -> ReadRow:
    """What a row says, field by field; every fault is found at once."""
    row = _Row(line, how)
    _refuse_cells(row)
    parties, columns = read_parties(row.told, how.column_of, row.wrong)
    if not parties and not how.parties_unknown and not row.told("involved_units"):
        row.wrong("applicant_name", msg("没有当事人，也没有涉及单位。"))
    finished, closed_on = _standing(row), _closed_on(row)
    readable = _details(row, parties)
    details = readable if not row.faults else None
    return ReadRow(readable, details, finished, closed_on, row.faults, _places(how, columns))


def _details(row: _Row, parties: list[PartyDetails]) -> EventDetails:
    """The event of a row, with the day of reading where it names none; to be left alone when a fault was noted."""
    occurred_at, region_code = _moment(row), _region(row)
    type_hint, unpaid_fen, count = _kind(row), _amount(row), _count(row)
    row.into_facts("result", row.told("result"))
    texts, number = _texts(row), _number(row)
    wages = type_hint == DisputeType.MIGRANT_WAGE and unpaid_fen
    return EventDetails(
        source=row.how.source,
        occurred_at=occurred_at or clock.at(row.how.today),
        region_code=region_code,
        involved_count=count or max(len(parties), 1),
        outside_number=number or None,
        type_hint=type_hint,
        parties_unknown=not parties,
        risk_inputs={"unpaid_total_fen": unpaid_fen} if wages else {},
        parties=tuple(parties),
        **texts,
    )


def _places(how: Reading, parties: Mapping[str, int]) -> dict[str, int]:
    own = {name: place for place, name in enumerate(how.columns) if name not in (REST, LEFT_OUT)}
    return {**own, **parties}


def _refuse_cells(row: _Row) -> None:
    for place, cell in enumerate(row.line.cells):
        meant = row.how.columns[place]
        if meant == LEFT_OUT or (meant == REST and not row.how.keep_rest):
            continue
        if place in row.line.cut_off:
            message = msg("号码过长，数字格式已丢失末尾几位，请改成文本格式后重新填写。")
            row.faults.append(CellFault(place, message))
        if any(unicodedata.category(sign) in _PART_OF_ONE and sign not in "\n\r\t" for sign in cell):
            row.faults.append(CellFault(place, msg("含有看不见的控制字符，请重新填写。")))
        if meant == REST and cell and cell not in NOTHING:
            row.extras.append(f"{row.how.heads[place]}{COLON}{cell}")


def _texts(row: _Row) -> dict[str, Any]:
    """Title, facts, demand, place and units, each within its length; title and facts stand in for each other."""
    told, title = row.told("summary"), row.told("title")
    extras = STOP.join(row.extras)
    summary = "\n".join(part for part in (told or title, f"{extras}{STOP}" if extras else "") if part)
    title = title or _first_sentence(told)
    texts = {
        "title": title,
        "summary": summary,
        "demand": row.told("demand"),
        "place": row.told("place") or row.how.place,
        "involved_units": row.told("involved_units"),
    }
    if not title:
        row.wrong("summary" if row.how.column_of("summary") is not None else "title", msg("没有标题，也没有经过。"))
    elif len(title) < 2 or len(summary) < 4:
        row.wrong("summary" if told else "title", msg("内容过短，请写明是什么事。"))
    if not texts["place"]:
        row.wrong("place", msg("没有地点。"))
    elif len(texts["place"]) < 2:
        row.wrong("place", msg("地点过短，请写明在哪里。"))
    for name, text in texts.items():
        if len(text) > LONGEST[name]:
            row.wrong(name, msg("超过{most}个字，请精简。", most=LONGEST[name]))
    return texts


def _first_sentence(told: str) -> str:
    plain = " ".join(told.split())
    first = re.split(r"[。！？；;]", plain, maxsplit=1)[0]
    return first if len(first) <= DERIVED_TITLE else f"{first[: DERIVED_TITLE - 1]}…"


def _number(row: _Row) -> str:
    number = re.sub(r"\s", "", unicodedata.normalize("NFKC", row.told("outside_number")))
    if len(number) > LONGEST["outside_number"]:
        row.wrong("outside_number", msg("超过{most}个字，请精简。", most=LONGEST["outside_number"]))
    return number


def outside_number(line: Line, how: Reading) -> str:
    """The number a row bears elsewhere, as it is compared; empty where it has none."""
    return _number(_Row(line, how))


def _moment(row: _Row) -> datetime | None:
    text = row.told("occurred_at")
    if not text:
        row.wrong("occurred_at", msg("没有日期。"))
        return None
    timed = _CLOCK.fullmatch(text)
    day, at = _day(row, "occurred_at", timed[1] if timed else text), time()
    if day is not None and timed:
        if int(timed[2]) > 23 or int(timed[3]) > 59:
            row.wrong("occurred_at", msg("没有{hour}时{minute}分。", hour=timed[2], minute=timed[3]))
            return None
        at = time(int(timed[2]), int(timed[3]))
    return clock.at(day, at.hour, at.minute) if day is not None else None


def _day(row: _Row, name: str, text: str) -> date | None:
    try:
        return parse_date(text, row.how.today)
    except DateError as refused:
        row.wrong(name, refused.message)
        return None


def _closed_on(row: _Row) -> date | None:
    text = row.told("closed_on")
    timed = _CLOCK.fullmatch(text)
    day = _day(row, "closed_on", timed[1] if timed else text) if text else None
    if day is not None and day > row.how.today:
        row.wrong("closed_on", msg("办结日期不能晚于今天。"))
    return day


def _region(row: _Row) -> str:
    text = row.told("region_code")
    code = unicodedata.normalize("NFKC", text)
    if not text:
        return row.how.region_code
    if _REGION.fullmatch(code):
        return code
    known = row.how.regions.get(text) or next(
        (code for name, code in row.how.regions.items() if name.startswith(text) or text.startswith(name)), None
    )
    if known is None:
        row.wrong("region_code", msg("没有这个街道乡镇，请写单位目录里的名称或者6、9、12位区划代码。"))
    return known or row.how.region_code


def _kind(row: _Row) -> str | None:
    """The kind of dispute; words we have no kind for stay in the facts, for the kind is decided at triage."""
    text = row.told("type_hint")
    plain = re.sub(r"[\s、/]", "", text)
    by_label = {re.sub(r"[\s、/]", "", one.label.text): one.value for one in DisputeType}
    known = by_label.get(plain) or TYPES.get(plain.removesuffix(DISPUTE))
    if known is None and text in set(DisputeType):
        known = text
    if known is None:
        row.into_facts("type_hint", text)
    return known


def _amount(row: _Row) -> int:
    text = row.told("amount")
    if not text:
        return 0
    try:
        fen = money.parse(text.removesuffix(YUAN)).fen
    except money.AmountError as refused:
        row.wrong("amount", refused.message)
        return 0
    row.into_facts("amount", f"{money.yuan(fen)}{YUAN}")
    return fen


def _count(row: _Row) -> int:
    text = unicodedata.normalize("NFKC", row.told("involved_count")).removesuffix("人")
    if not text:
        return 0
    if not re.fullmatch(r"[0-9]{1,6}", text) or not 1 <= int(text) <= 100_000:
        row.wrong("involved_count", msg("涉及人数应在1至100000之间。"))
        return 0
    return int(text)


def _standing(row: _Row) -> bool:
    """Whether the matter is over: by the list's own words, else as the whole list is said to be."""
    text = re.sub(r"\s", "", row.told("standing"))
    row.into_facts("standing", text)
    return text in FINISHED or (row.how.finished and text not in UNFINISHED)
