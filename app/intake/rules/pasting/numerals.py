"""Chinese and Arabic numerals as people write them: 三万二, 叁拾陆万, 二〇二五, 1.2万."""

from __future__ import annotations

import re
from decimal import Decimal

DIGITS = {sign: place for place, sign in enumerate("零一二三四五六七八九")}
DIGITS |= {sign: place for place, sign in enumerate("〇壹贰叁肆伍陆柒捌玖")}
DIGITS |= {"两": 2, "俩": 2, "仨": 3, "○": 0}
UNITS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
GROUPS = {"万": 10_000, "亿": 100_000_000}
_MIXED = re.compile(r"(?P<head>\d+(?:\.\d+)?)(?P<unit>[万千])零?(?P<tail>\d)(?P<small>[百千]?)")
#: A guess between two: 四五千.
_GUESS = re.compile(r"[一二三四五六七八九]{2}[十百千万]")
LETTERS = "".join([*DIGITS, *UNITS, *GROUPS])


def whole(text: str) -> int | None:
    """The number that Arabic digits or Chinese numerals say; None when they say none."""
    if text.isascii() and text.isdigit():
        return int(text)
    if not text or any(sign not in LETTERS for sign in text):
        return None
    if _GUESS.search(text):
        return None
    if all(sign in DIGITS for sign in text):
        return int("".join(str(DIGITS[sign]) for sign in text))
    total = _grouped(text)
    return int(total)


def _grouped(text: str) -> Decimal:
    """Numerals with units; a last digit without a unit counts one place below the unit before it: 三万二."""
    total, group, digit, last = Decimal(0), Decimal(0), Decimal(0), Decimal(1)
    for place, sign in enumerate(text):
        if sign in DIGITS:
            digit = Decimal(DIGITS[sign])
            if DIGITS[sign] == 0:
                last = Decimal(1)
        elif sign in UNITS:
            group += (digit or (Decimal(1) if not group and place == 0 else digit)) * UNITS[sign]
            digit, last = Decimal(0), Decimal(UNITS[sign])
        else:
            total = (
                (total + group + digit) * GROUPS[sign] if GROUPS[sign] > total else total + _times(group, digit, sign)
            )
            group, digit, last = Decimal(0), Decimal(0), Decimal(GROUPS[sign])
    loose = digit * last / 10 if last > 1 and text[-1] in DIGITS else digit
    return total + group + loose


def _times(group: Decimal, digit: Decimal, sign: str) -> Decimal:
    return (group + digit) * GROUPS[sign]


def amount(text: str) -> Decimal | None:
    """Yuan of ``36,000``, ``1.2万``, ``三十二万``; None when it is no number."""
    body = text.replace(",", "").replace(" ", "")
    mixed = _MIXED.fullmatch(body)
    if mixed:
        return _mixed(mixed)
    times = Decimal(1)
    while body and body[-1] in "万千百亿" and body[:1].isascii():
        times *= {"百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000}[body[-1]]
        body = body[:-1]
    if body and body[0].isascii():
        return _decimal(body) * times if _is_decimal(body) else None
    number = whole(body)
    return Decimal(number) if number is not None else None


def _mixed(match: re.Match[str]) -> Decimal:
    """9万3, 1万零5百, 32万8千: a last digit without a unit counts one place below."""
    unit = {"千": 1000, "万": 10_000}[match["unit"]]
    below = {"百": 100, "千": 1000, "": unit // 10}[match["small"]]
    return Decimal(match["head"]) * unit + Decimal(match["tail"]) * below


def _is_decimal(body: str) -> bool:
    head, _, tail = body.partition(".")
    return head.isdigit() and (not tail or tail.isdigit())


def _decimal(body: str) -> Decimal:
    return Decimal(body.rstrip("."))
