"""Reading a day as clerks write it; an impossible day is refused with the reason."""

from __future__ import annotations

import re
import unicodedata
from datetime import date

from app.core.text import Message, msg

_FULL = re.compile(r"([0-9]{4})[-./年]([0-9]{1,2})[-./月]([0-9]{1,2})日?")
_COMPACT = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})")
_NO_YEAR = re.compile(r"([0-9]{1,2})月([0-9]{1,2})日")


class DateError(ValueError):
    """A day that cannot be accepted; `code` names why, `message` says it to the person who typed it."""

    def __init__(self, code: str, message: Message) -> None:
        super().__init__(str(message))
        self.code = code
        self.message = message


def parse_date(text: str, today: date) -> date:
    """Read 2025-11-28, 2025.11.28, 20251128, 2025年11月28日 or, in the year of today, 11月28日; raises DateError."""
    body = re.sub(r"\s", "", unicodedata.normalize("NFKC", text))
    if not body:
        raise DateError("date_missing", msg("请填写日期。"))
    match = _FULL.fullmatch(body) or _COMPACT.fullmatch(body)
    if match:
        return _day(int(match[1]), int(match[2]), int(match[3]))
    match = _NO_YEAR.fullmatch(body)
    if match:
        return _day(today.year, int(match[1]), int(match[2]))
    raise DateError("date_malformed", msg("看不懂这个日期：{text}。请写成 2025-11-28。", text=text.strip()[:40]))


def _day(year: int, month: int, day: int) -> date:
    if not 1900 <= year <= 2200:
        raise DateError("date_year", msg("年份{year}不在1900年至2200年之间。", year=str(year)))
    if not 1 <= month <= 12:
        raise DateError("date_impossible", msg("没有{month}月。", month=str(month)))
    try:
        return date(year, month, day)
    except ValueError:
        message = msg("{year}年{month}月没有{day}日。", year=str(year), month=str(month), day=str(day))
        raise DateError("date_impossible", message) from None
