"""Money as whole fen: one type, half-up rounding, reading what a clerk types, and amounts in capitals.

No float ever enters. A share of a fen exists only inside a calculation, as a Fraction, and is rounded once by
`half_up`. Amounts are refused beyond what a capital amount can say.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from app.core.text import Message, msg

LIMIT_FEN = 99_999_999_999_999
"""The largest amount the system accepts: 999,999,999,999.99 yuan, just under 10,000 亿."""

_NUMBER = re.compile(r"(?P<whole>[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)?(?:\.(?P<part>[0-9]*))?")
_UNITS = {"": 1, "千": 1_000, "万": 10_000, "亿": 100_000_000}
_PREFIXES = ("人民币", "RMB", "CNY", "¥")
_MINUS = "\u2212"
_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_PLACES = ("", "拾", "佰", "仟")
_GROUPS = ("", "万", "亿")


class AmountError(ValueError):
    """An amount that cannot be accepted; `code` names why, `message` says it to the person who typed it."""

    def __init__(self, code: str, message: Message) -> None:
        super().__init__(str(message))
        self.code = code
        self.message = message


def half_up(value: Fraction) -> int:
    """Round to a whole number, halves away from zero, as 四舍五入 does on either side of zero."""
    doubled = abs(value.numerator) * 2 + value.denominator
    rounded = doubled // (value.denominator * 2)
    return rounded if value >= 0 else -rounded


@dataclass(frozen=True, order=True, slots=True)
class Money:
    """An amount in whole fen."""

    fen: int

    def __post_init__(self) -> None:
        if type(self.fen) is not int:
            raise TypeError("Money holds whole fen as int")

    def __add__(self, other: Money) -> Money:
        return Money(self.fen + other.fen)

    def __sub__(self, other: Money) -> Money:
        return Money(self.fen - other.fen)

    def __neg__(self) -> Money:
        return Money(-self.fen)

    def __abs__(self) -> Money:
        return Money(abs(self.fen))

    def __mul__(self, factor: int | Fraction) -> Money:
        if isinstance(factor, float):
            raise TypeError("Money is never multiplied by a float")
        return Money(half_up(Fraction(self.fen) * factor))

    __rmul__ = __mul__

    def __bool__(self) -> bool:
        return self.fen != 0

    def __str__(self) -> str:
        return yuan(self.fen)

    @property
    def capitals(self) -> str:
        """The amount in Chinese capitals."""
        return capitals(self.fen)

    @classmethod
    def total(cls, amounts: Iterable[Money]) -> Money:
        """Add up any number of amounts; nothing adds up to zero."""
        return cls(sum(amount.fen for amount in amounts))


def yuan(fen: int) -> str:
    """Show fen as yuan with two decimals and thousands separators; a minus is U+2212."""
    whole, part = divmod(abs(fen), 100)
    return f"{_MINUS if fen < 0 else ''}{whole:,}.{part:02d}"


def parse(text: str, *, limit_fen: int = LIMIT_FEN) -> Money:
    """Read an amount as typed ("7,200.00", "¥1.2万", full-width digits); raises AmountError for what is no amount,
    negative, finer than a fen, or above the limit."""
    body = _bare(text)
    if not body:
        raise AmountError("amount_missing", msg("请填写金额。"))
    if body[0] in f"-{_MINUS}(":
        raise AmountError("amount_negative", msg("金额不能是负数：{text}。", text=text.strip()))
    unit = body[-1] if body[-1] in _UNITS else ""
    fen = _exact_fen(body.removesuffix(unit), text) * _UNITS[unit]
    if fen.denominator != 1:
        raise AmountError("amount_finer_than_fen", msg("金额最小到分，不能再小：{text}。", text=text.strip()))
    if fen > limit_fen:
        raise AmountError("amount_too_large", msg("金额超过上限 {limit} 元，请核对。", limit=yuan(limit_fen)))
    return Money(int(fen))


def _bare(text: str) -> str:
    body = unicodedata.normalize("NFKC", text).strip().upper()
    for prefix in _PREFIXES:
        body = body.removeprefix(prefix).strip()
    return body.removesuffix("整").removesuffix("元").strip()


def _exact_fen(number: str, text: str) -> Fraction:
    match = _NUMBER.fullmatch(number.strip())
    if match is None or not (match["whole"] or match["part"]):
        raise AmountError(
            "amount_malformed", msg("看不懂这个金额：{text}。请写成 7200.00 或 1.2万。", text=text.strip())
        )
    if len(number) > 40:
        raise AmountError("amount_too_large", msg("金额超过上限 {limit} 元，请核对。", limit=yuan(LIMIT_FEN)))
    plain = f"{(match['whole'] or '0').replace(',', '')}.{match['part'] or '0'}"
    return Fraction(Decimal(plain)) * 100


def capitals(fen: int) -> str:
    """Write an amount in Chinese capitals with 人民币 in front; 整 closes an amount that has no fen.

    A zero inside a number, or a missing jiao before fen, is written 零 once; a zero at the end of a group of four
    digits is not. Raises AmountError above the limit.
    """
    if abs(fen) > LIMIT_FEN:
        raise AmountError("amount_too_large", msg("金额超过上限 {limit} 元，请核对。", limit=yuan(LIMIT_FEN)))
    whole, part = divmod(abs(fen), 100)
    sign = "负" if fen < 0 else ""
    head = f"{_whole_capitals(whole)}元" if whole or not part else ""
    return f"人民币{sign}{head}{_part_capitals(part, after_yuan=bool(whole))}"


def _part_capitals(part: int, *, after_yuan: bool) -> str:
    jiao, cent = divmod(part, 10)
    if not part:
        return "整"
    if not jiao:
        return f"{'零' if after_yuan else ''}{_DIGITS[cent]}分"
    return f"{_DIGITS[jiao]}角{f'{_DIGITS[cent]}分' if cent else '整'}"


def _whole_capitals(whole: int) -> str:
    text, skipped = "", False
    for power in reversed(range(len(_GROUPS))):
        group = whole // 10_000**power % 10_000
        if group:
            needs_zero = bool(text) and (skipped or group < 1_000)
            text += f"{'零' if needs_zero else ''}{_group_capitals(group)}{_GROUPS[power]}"
        skipped = group == 0
    return text or "零"


def _group_capitals(group: int) -> str:
    text, waiting = "", False
    for place in reversed(range(4)):
        digit = group // 10**place % 10
        if digit:
            text += f"{'零' if waiting and text else ''}{_DIGITS[digit]}{_PLACES[place]}"
        waiting = digit == 0
    return text
