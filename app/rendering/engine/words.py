"""How forms write days, moments, money, numerals and masked numbers. Forms are Chinese and are not translated."""

from datetime import date, datetime
from typing import Any

from markupsafe import Markup, escape

from app.core import clock, money

_NUMERALS = "零一二三四五六七八九"
_BLANK_DAY = "　　　　年　　月　　日"
_BLANK_MOMENT = "　　　　年　　月　　日　　时　　分"
_KEPT = 4


def _parsed(value: str) -> datetime:
    moment = datetime.fromisoformat(value)
    return clock.local(moment) if moment.tzinfo else moment


def day(value: str | date | None) -> str:
    """2025-06-20 as 2025年6月20日, without padding zeros; nothing as a blank for the pen."""
    if not value:
        return _BLANK_DAY
    at = _parsed(str(value))
    return f"{at.year}年{at.month}月{at.day}日"


def chinese_day(value: str | None) -> str:
    """2025-06-27 as 二〇二五年六月二十七日, as a ruling closes."""
    if not value:
        return "二〇　　年　　月　　日"
    at = _parsed(str(value))
    year = "".join("〇" if digit == "0" else _NUMERALS[int(digit)] for digit in str(at.year))
    return f"{year}年{numeral(at.month)}月{numeral(at.day)}日"


def short_day(value: str | None) -> str:
    """2025-06-20 for narrow table cells; nothing stays empty."""
    return f"{_parsed(str(value)):%Y-%m-%d}" if value else ""


def moment(value: str | datetime | None) -> str:
    """A moment as 2025年6月18日9时05分 on the wall clock in Asia/Shanghai."""
    if not value:
        return _BLANK_MOMENT
    at = _parsed(str(value))
    return f"{at.year}年{at.month}月{at.day}日{at.hour}时{at.minute:02d}分"


def short_moment(value: str | None) -> str:
    """2025-06-18 09:05 for narrow table cells and the strip; nothing stays empty."""
    return f"{_parsed(str(value)):%Y-%m-%d %H:%M}" if value else ""


def month(value: str) -> str:
    """2025-04 as 2025年4月."""
    year, number = value.split("-")
    return f"{year}年{int(number)}月"


def numeral(number: int) -> str:
    """1 to 99 as 一 to 九十九, for headings."""
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else "十" if tens == 1 else f"{_NUMERALS[tens]}十"
    return f"{head}{_NUMERALS[ones] if ones or not tens else ''}"


def yuan(fen: int | None) -> str:
    """Fen as 7,200.00; nothing stays empty."""
    return "" if fen is None else money.yuan(fen)


def capitals(fen: int) -> str:
    """Fen as 人民币柒仟贰佰元整."""
    return money.capitals(fen)


def masked(number: str | None, hide: bool = True) -> str:
    """A number with all but its last four signs covered, for shared copies."""
    if not number or not hide:
        return number or ""
    tail = number.replace(" ", "")[-_KEPT:]
    return f"****{tail}"


def masked_name(name: str | None) -> str:
    """A person's name with all but the first character covered."""
    return f"{name[0]}{'*' * (len(name) - 1)}" if name else ""


def paragraphs(text: str | None) -> Markup:
    """Plain text as paragraphs, one for each line; every sign escaped."""
    lines = [line.strip() for line in (text or "").splitlines() if line.strip()]
    return Markup("").join(Markup("<p>{}</p>").format(escape(line)) for line in lines)


def ticked(condition: Any, label: str) -> Markup:
    """A box before a choice: ☑ when it holds, ☐ when not or not yet known."""
    return Markup('<span class="choice"><span class="box">{}</span>{}</span>').format("☑" if condition else "☐", label)


FILTERS = {
    "day": day,
    "chinese_day": chinese_day,
    "short_day": short_day,
    "moment": moment,
    "short_moment": short_moment,
    "month": month,
    "numeral": numeral,
    "yuan": yuan,
    "capitals": capitals,
    "masked": masked,
    "masked_name": masked_name,
    "paragraphs": paragraphs,
}
GLOBALS = {"ticked": ticked}
