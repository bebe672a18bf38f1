"""What people type, made exact: full-width signs, dates the way clerks write them, amounts in 万."""

from __future__ import annotations

import re
import unicodedata
from calendar import monthrange
from datetime import date, datetime, time, timedelta

from app.core import clock
from app.core.text import Message, msg

_DASHES = str.maketrans("－—–−―", "-----")
_YMD = re.compile(r"(\d{4})[-./年 ](\d{1,2})[-./月 ](\d{1,2})日?号?")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")
_MD = re.compile(r"(\d{1,2})[-./月](\d{1,2})[日号]?")
_TIME = re.compile(r"(上午|早上|凌晨|中午|下午|晚上)?(\d{1,2})[:时点](?:(\d{1,2})分?|(半))?")
#: The hours of the day that a word may mean; 下午4点 and 下午16点 are the same.
_PARTS = {
    "凌晨": range(7), "早上": range(4, 12), "上午": range(5, 13), "中午": range(10, 15), "下午": range(12, 20),
    "晚上": range(17, 24),
}  # fmt: skip
_WORDS = {"今天": 0, "今日": 0, "昨天": -1, "昨日": -1, "前天": -2, "明天": 1, "明日": 1, "后天": 2}
EARLIEST = 1900
LATEST = 2200


class Unreadable(ValueError):
    """Text that cannot be read; ``message`` says why to the person who typed it."""

    def __init__(self, message: Message) -> None:
        super().__init__(message.text)
        self.message = message


def plain(text: str) -> str:
    """Text with full-width letters, digits and signs narrowed, dashes made one, ends trimmed: for codes, not prose."""
    return unicodedata.normalize("NFKC", text).translate(_DASHES).strip()


def prose(text: str) -> str:
    """Text as written, with one kind of line end, without invisible control signs and empty ends."""
    unified = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(sign for sign in unified if sign in "\n\t" or unicodedata.category(sign) != "Cc").strip()


def read_date(text: str, *, today: date | None = None) -> date:
    """A day as typed: 20251128, 2025.11.28, 2025年11月28日, 11月28日 (the year nearest to today), 今天.

    Raises ``Unreadable``; a day that does not exist is refused with the number of days its month has.
    """
    body = plain(text).replace(" ", "")
    now = today or clock.today()
    if body in _WORDS:
        return now + timedelta(days=_WORDS[body])
    full = _COMPACT.fullmatch(body) or _YMD.fullmatch(body) or _YMD.fullmatch(plain(text))
    if full is not None:
        return _day(int(full[1]), int(full[2]), int(full[3]), with_year=True)
    short = _MD.fullmatch(body)
    if short is None:
        raise Unreadable(msg("看不懂这个日期：{text}。请写成 20251128、2025.11.28 或 11月28日。", text=text.strip()))
    return _nearest(int(short[1]), int(short[2]), now)


def _nearest(month: int, day: int, today: date) -> date:
    """The day in the year that lies within half a year of today; 29 February looks for a leap year near by."""
    near = [year for year in (today.year, today.year - 1, today.year + 1) if _exists(year, month, day)]
    if not near:
        return _day(today.year, month, day, with_year=False)
    return min((date(year, month, day) for year in near), key=lambda one: abs((one - today).days))


def _exists(year: int, month: int, day: int) -> bool:
    return 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]


def _day(year: int, month: int, day: int, *, with_year: bool) -> date:
    if not EARLIEST <= year <= LATEST:
        raise Unreadable(msg("年份不对：{year}年。", year=str(year)))
    if not 1 <= month <= 12:
        raise Unreadable(msg("没有{month}月，月份须为1至12。", month=month))
    days = monthrange(year, month)[1]
    if 1 <= day <= days:
        return date(year, month, day)
    if with_year and month == 2 and day == 29:
        raise Unreadable(msg("{year}年2月29日不存在，这一年2月只有28天。", year=str(year)))
    raise Unreadable(msg("{month}月{day}日不存在，{month}月只有{days}天。", month=month, day=day, days=days))


def read_moment(text: str) -> datetime:
    """An instant typed as Beijing time: 2025-11-28 10:30, 11月28日10时30分, 2025-11-28T10:30, 今天下午4点."""
    body = plain(text).replace("T", " ")
    found = _TIME.search(body)
    if found is None and any(sign.isdigit() for sign in body):
        raise Unreadable(msg("请在日期后面写上几点几分，如 {day} 10:30。", day=read_date(body).isoformat()))
    if found is None or found.end() != len(body.rstrip()):
        raise Unreadable(msg("看不懂这个时间：{text}。请写成 2025-11-28 10:30。", text=text.strip()))
    day_text = body[: found.start()].strip()
    day = read_date(day_text) if day_text else clock.today()
    moment = read_time(found[0])
    return datetime.combine(day, moment, tzinfo=clock.SHANGHAI)


def read_time(text: str) -> time:
    """A time of day: 10:30, 10时30分, 9点, 下午4点半."""
    found = _TIME.fullmatch(plain(text).replace(" ", ""))
    if found is None:
        raise Unreadable(msg("看不懂这个时间：{text}。请写成 10:30。", text=text.strip()))
    said, minute = int(found[2]), 30 if found[4] else int(found[3] or 0)
    hour = next((one for one in (said, said + 12) if found[1] and one in _PARTS[found[1]]), said)
    if hour > 23 or minute > 59 or (found[1] and hour not in _PARTS[found[1]]):
        raise Unreadable(msg("没有{part}{hour}时{minute}分。", part=found[1] or "", hour=said, minute=minute))
    return time(hour, minute)
