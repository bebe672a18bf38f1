"""The words in which days are written, each with what it means on the day of reading.

Every maker answers first and last day, or None when there is no such day.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta

from app.intake.rules.pasting.lunar import lunar_day, month_span
from app.intake.rules.pasting.numerals import whole

Span = tuple[date, date]
Maker = Callable[[re.Match[str], date], Span | None]

_CN_YEAR = "[零〇○一二三四五六七八九]{4}"
_CN_NUMBER = "[一二三四五六七八九十]{1,3}"
_YEAR = rf"(?P<year>\d{{4}}|{_CN_YEAR}|\d{{2}}(?=年)|今年|去年|前年|大前年|明年|本年|当年|上年)"
_MONTH = rf"(?P<month>\d{{1,2}}|{_CN_NUMBER})"
_DAY = rf"(?P<day>\d{{1,2}}|{_CN_NUMBER})"
_PARTS = {
    "初": (1, 10),
    "上旬": (1, 10),
    "中旬": (11, 20),
    "中": (11, 20),
    "下旬": (21, 31),
    "底": (21, 31),
    "末": (21, 31),
}
_NEAR = {"大前": -3, "前": -2, "昨": -1, "今": 0, "当": 0, "明": 1, "后": 2}
_WEEK = (
    {sign: place for place, sign in enumerate("一二三四五六日", 0)}
    | {"天": 6, "末": 5}
    | {str(n): n - 1 for n in range(1, 8)}
)
_HOLIDAYS = {
    "元旦": (1, 1),
    "五一": (5, 1),
    "劳动节": (5, 1),
    "国庆": (10, 1),
    "国庆节": (10, 1),
    "十一": (10, 1),
    "圣诞": (12, 25),
}
_QINGMING = "清明"
_LUNAR_HOLIDAYS = {
    "春节": (1, 1),
    "大年初一": (1, 1),
    "元宵": (1, 15),
    "端午": (5, 5),
    "七夕": (7, 7),
    "中秋": (8, 15),
    "重阳": (9, 9),
}
_LUNAR_MONTHS = {"正月": 1, "冬月": 11, "腊月": 12}
#: A day without a year this far ahead was meant in the year before.
_AHEAD = timedelta(days=62)


def _number(text: str) -> int:
    return whole(text) or 0


def year_of(text: str | None, today: date) -> int | None:
    """The year a word means; None when none is written."""
    if not text:
        return None
    relative = {"今年": 0, "本年": 0, "当年": 0, "去年": -1, "上年": -1, "前年": -2, "大前年": -3, "明年": 1}
    if text in relative:
        return today.year + relative[text]
    number = _number(text)
    return number + 2000 if number < 100 else number


def _one(year: int, month: int, day: int) -> Span | None:
    try:
        found = date(year, month, day)
    except ValueError:
        return None
    return (found, found) if 1900 <= year <= 2200 else None


def _month(year: int, month: int, first: int = 1, last: int = 31) -> Span | None:
    if not (1 <= month <= 12 and 1900 <= year <= 2200):
        return None
    return date(year, month, first), date(year, month, min(last, monthrange(year, month)[1]))


def _past(span: Callable[[int], Span | None], today: date) -> Span | None:
    """In this year, or in the year before when it would lie far ahead."""
    found = span(today.year)
    return span(today.year - 1) if found is None or found[0] > today + _AHEAD else found


def _full(match: re.Match[str], today: date) -> Span | None:
    year, month, day = year_of(match["year"], today), _number(match["month"]), _number(_day_text(match))
    return _one(year or 0, month, day)


def _day_text(match: re.Match[str]) -> str:
    return match["day"] or match.groupdict().get("cnday") or ""


def _month_day(match: re.Match[str], today: date) -> Span | None:
    month, day = _number(match["month"]), _number(match["day"])
    return _past(lambda year: _one(year, month, day), today)


def _month_part(match: re.Match[str], today: date) -> Span | None:
    month, part = _number(match["month"]), _PARTS.get(match["part"] or "", (1, 31))
    year = year_of(match["year"], today)
    if year is not None:
        return _month(year, month, *part)
    return _past(lambda one: _month(one, month, *part), today)


def _near_month(match: re.Match[str], today: date) -> Span | None:
    shift = {"上上": -2, "上": -1, "本": 0, "这": 0, "当": 0, "下": 1}[match["which"]]
    months = today.year * 12 + today.month - 1 + shift
    year, month = months // 12, months % 12 + 1
    if match["day"]:
        return _one(year, month, _number(match["day"]))
    return _month(year, month, *_PARTS.get(match["part"] or "", (1, 31)))


def _near_day(match: re.Match[str], today: date) -> Span | None:
    day = today + timedelta(days=_NEAR[match["near"]])
    return day, day


def _weekday(match: re.Match[str], today: date) -> Span | None:
    which = {"上上": -2, "上": -1, "本": 0, "这": 0, "下": 1}.get(match["which"] or "", 0)
    monday = today - timedelta(days=today.weekday()) + timedelta(weeks=which)
    if match["weekday"] == "末":
        return monday + timedelta(days=5), monday + timedelta(days=6)
    day = monday + timedelta(days=_WEEK[match["weekday"]])
    if not match["which"] and day > today:
        day -= timedelta(weeks=1)
    return day, day


def _near_week(match: re.Match[str], today: date) -> Span | None:
    which = {"上上": -2, "上": -1, "本": 0, "这": 0}[match["which"]]
    monday = today - timedelta(days=today.weekday()) + timedelta(weeks=which)
    return monday, monday + timedelta(days=6)


def _ago(match: re.Match[str], today: date) -> Span | None:
    number = _number(match["number"])
    if match["unit"] in ("天", "日"):
        day = today - timedelta(days=number)
        return day, day
    if match["unit"] in ("周", "星期", "个星期", "个礼拜"):
        day = today - timedelta(weeks=number)
        return day, day
    months = today.year * 12 + today.month - 1 - number
    return _month(months // 12, months % 12 + 1)


def _year_part(match: re.Match[str], today: date) -> Span | None:
    year = year_of(match["year"], today)
    month = 1 if match["part"] == "初" else 12
    return _month(year, month) if year is not None else _past(lambda one: _month(one, month), today)


def _year(match: re.Match[str], today: date) -> Span | None:
    year = year_of(match["year"], today)
    return (date(year, 1, 1), date(year, 12, 31)) if year and 1900 <= year <= today.year else None


def _lunar(match: re.Match[str], today: date) -> Span | None:
    month = _LUNAR_MONTHS.get(match["lunar"]) or _number(match["lunar"].removeprefix("农历").removesuffix("月"))
    year = year_of(match["year"], today)
    day = _lunar_day_number(match["lunarday"])
    if year is None:
        return _past(lambda one: _lunar_span(one, month, day), today)
    found = _lunar_span(year, month, day)
    return _lunar_span(year - 1, month, day) if found and found[0] > today and year < today.year else found


def _lunar_day_number(text: str | None) -> int | None:
    if not text:
        return None
    body = text.removeprefix("初").replace("廿", "二十")
    return 30 if body == "三十" else whole(body)


def _lunar_span(year: int, month: int, day: int | None) -> Span | None:
    if day is None:
        return month_span(year, month)
    found = lunar_day(year, month, day)
    return (found, found) if found else None


def _holiday(match: re.Match[str], today: date) -> Span | None:
    name = match["holiday"].removesuffix("那天").removesuffix("当天")
    year = year_of(match["year"], today)
    if name.startswith(_QINGMING):
        return _past(_qingming, today) if year is None else _qingming(year)
    if name == "除夕":
        return _past(_eve, today) if year is None else _eve(year)
    fixed, lunar = _HOLIDAYS.get(name), _LUNAR_HOLIDAYS.get(name.removesuffix("节"))

    def of(one: int) -> Span | None:
        return _one(one, *fixed) if fixed else _lunar_span(one, *lunar) if lunar else None

    return of(year) if year is not None else _past(of, today)


def _qingming(year: int) -> Span | None:
    """The fourth or fifth of April, by the mean length of the solar year; right from 2000 to 2099."""
    return _one(year, 4, int(year % 100 * 0.2422 + 4.81) - year % 100 // 4)


def _eve(year: int) -> Span | None:
    """The last day before the Spring Festival that opens the lunar year named."""
    opens = lunar_day(year, 1, 1)
    return (opens - timedelta(days=1), opens - timedelta(days=1)) if opens else None


def _compact(match: re.Match[str], today: date) -> Span | None:
    return _one(int(match["year"]), int(match["month"]), int(match["day"]))


_HOLIDAY_WORDS = "|".join(
    sorted(
        [
            "除夕",
            "清明节?",
            *(one for one in _HOLIDAYS if one not in ("十一", "国庆")),
            "(?:(?<![\u4e00-\u9fff])|(?<=[年在到过等]))国庆",
            "(?<![一二三四五六七八九十百千])十一(?=期间|长假|假期|黄金周|放假|那)",
            *(f"{one}节?" for one in _LUNAR_HOLIDAYS),
        ],
        key=len,
        reverse=True,
    )
)

#: Each way of writing with its maker, the more exact first: what one has read the next does not see.
WAYS: tuple[tuple[re.Pattern[str], Maker], ...] = tuple(
    (re.compile(pattern), maker)
    for pattern, maker in (
        (
            rf"{_YEAR}\s?年?\s?{_MONTH}\s?月份?\s?(?:(?P<day>\d{{1,2}})(?:\s?[日号]|(?![\d日号个万元点:]))|(?P<cnday>{_CN_NUMBER})[日号])",
            _full,
        ),
        (
            r"(?<![\d.])(?P<year>(?:19|20)\d{2})\s?[-./]\s?(?P<month>\d{1,2})\s?[-./]\s?(?P<day>\d{1,2})日?(?![\d])",
            _full,
        ),
        (r"(?<!\d)(?P<year>20[0-4]\d)(?P<month>0[1-9]|1[0-2])(?P<day>0[1-9]|[12]\d|3[01])(?!\d)", _compact),
        (
            rf"(?:(?P<year>{_YEAR[8:-1]})年?的?)?(?P<lunar>农历{_CN_NUMBER}月|正月|冬月|腊月)(?P<lunarday>初[一二三四五六七八九十]|廿[一二三四五六七八九]?|[一二三]?十[一二三四五六七八九]?)?",
            _lunar,
        ),
        (rf"{_YEAR}的?年?\s?{_MONTH}\s?月份?(?P<part>初|上旬|中旬|下旬|底|末)?(?!\d)", _month_part),
        (rf"(?<![\d年.个]){_MONTH}\s?月份?\s?{_DAY}\s?[日号]", _month_day),
        (rf"(?<![\d年.个]){_MONTH}月{_DAY}(?=的|那天|晚|早|上午|下午|左右|我|他|她)", _month_day),
        (rf"(?:(?P<year>{_YEAR[8:-1]})年?的?)?(?P<holiday>{_HOLIDAY_WORDS})(?!假?[路街村巷]|小区|花园|大道)", _holiday),
        (
            rf"(?P<which>上上|上|本|这|当|下)个?月份?(?:(?P<part>初|中旬|下旬|上旬|底|末)|{_DAY}[日号])?(?!\d)",
            _near_month,
        ),
        (r"(?P<year>今年|去年|前年|\d{4}年)?年?(?P<part>初|底|末)(?<=年[初底末])", _year_part),
        (
            rf"(?<![\d年.个几]){_MONTH}\s?月份?(?P<part>初|上旬|中旬|下旬|底|末)?(?!\d(?!\d?月)|个)(?P<year>)",
            _month_part,
        ),
        (
            r"(?<![\d.:¥])(?P<month>1[0-2]|0?[1-9])[./](?P<day>3[01]|[12]\d|0?[1-9])[日号]?(?=[日号\s,。;:)]|$|上午|下午|早|晚|凌晨|中午|那天|当天|到|至|-|的事|我|在|发生|签|接)[日号]?",
            _month_day,
        ),
        (r"(?P<which>上上|上|本|这|下)?(?:个?星期|个?礼拜|周)(?P<weekday>[一二三四五六日天末])(?![年日])", _weekday),
        (r"(?P<which>上上|上|本|这)个?(?:星期|礼拜|周)(?![一二三四五六日天末边围])", _near_week),
        (rf"(?P<year>(?:19|20)\d{{2}}(?=年)|{_CN_YEAR}(?=年)|大前年|(?<!大)前年|去年)年?(?![\d级度初底末])", _year),
        (rf"(?P<number>\d{{1,3}}|{_CN_NUMBER}|两)(?P<unit>天|日|周|个星期|星期|个礼拜|个月)(?:以|之)?前", _ago),
        (r"(?P<near>大前|前|昨|今|明|后)(?:天|日|晚|早|夜|儿个?)", _near_day),
    )
)
