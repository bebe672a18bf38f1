"""Read a pasted list of payments: one worker a line, number, bank reference, and the sum where it differs."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from app.core.money import AmountError, parse
from app.core.text import Message, msg


@dataclass(frozen=True, slots=True)
class PaymentLine:
    """One line: the worker's number on the schedule, the reference, the sum in fen."""

    number: int
    bank_reference: str
    amount_fen: int


@dataclass(frozen=True, slots=True)
class PaymentList:
    """The lines that could be read, and why others could not."""

    lines: tuple[PaymentLine, ...]
    faults: tuple[Message, ...]


def read_payment_list(text: str, owed: Mapping[int, int]) -> PaymentList:
    """Read the lines; `owed` gives by number what is still owed in fen, and stands where a line names no sum."""
    lines: list[PaymentLine] = []
    faults: list[Message] = []
    for at, raw in enumerate(text.splitlines(), start=1):
        parts = re.split(r"[\s,，;；]+", raw.strip(), maxsplit=2)
        if parts == [""]:
            continue
        found = _line(parts, owed)
        if isinstance(found, Message):
            faults.append(msg("第{n}行：{text}", n=at, text=found))
        else:
            lines.append(found)
    if not lines and not faults:
        faults.append(msg("请至少填写一笔。"))
    return PaymentList(tuple(lines), tuple(faults))


def _line(parts: list[str], owed: Mapping[int, int]) -> PaymentLine | Message:
    if len(parts) < 2 or not re.fullmatch(r"[0-9]{1,5}", parts[0]):
        return msg("应写成“序号 流水号”，金额不同的再写金额。")
    number = int(parts[0])
    if number not in owed:
        return msg("核查表里没有序号{number}。", number=str(number))
    if len(parts) == 2:
        return PaymentLine(number, parts[1], owed[number])
    try:
        return PaymentLine(number, parts[1], parse(parts[2]).fen)
    except AmountError as refused:
        return refused.message
