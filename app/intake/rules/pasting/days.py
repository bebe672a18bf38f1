"""Days in a text: exact ones, relative ones, lunar ones, spans of days, and the hour behind them."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, time

from app.intake.rules.pasting.day_words import WAYS
from app.intake.rules.pasting.numerals import whole
from app.intake.rules.pasting.parts import BLANK, Days, Reading

_HOURS = "凌晨|清晨|早上|早晨|上午|中午|下午|傍晚|晚上|夜里|晚间|半夜|晚|早"
_TIME = re.compile(
    rf"(?:{BLANK}*节?(?:那天|当天))?[\s,]?(?:左右)?[\s(]?(?:星期[一二三四五六日天]|周[一二三四五六日])?[)\s]?(?:的)?(?P<part>{_HOURS})?\s?"
    r"(?:(?P<hour>\d{1,2})\s?(?:[::](?P<colon>\d{2})(?:[::]\d{2})?|[点时](?!间|候|隔|代)(?P<half>半)?(?:(?P<minute>\d{1,2})分?)?)"
    r"|(?P<cnhour>[一二两三四五六七八九十]{1,3})[点时](?!间|候|代)(?P<cnhalf>半)?(?:(?P<cnminute>[一二三四五六七八九十]{1,3})分?)?)"
)
_JOIN = re.compile(r"^\s?(?:起|开始)?\s?(?:至|到|-)\s?$")
_BIRTH_AFTER = re.compile(r"^(?:出?生|生人)")
_BIRTH_BEFORE = re.compile(r"(?:生于|出生日期|出生年月|出生)[:\s]*$")
_LABEL = re.compile(
    r"(?P<word>[\u4e00-\u9fff]{2,8})\s?[::]\s?$|(?P<bare>(?:办结|回复|答复|处理|反馈)(?:时限|期限|时间)|(?:受理|来电|来访|排查|接警|报警|登记|申请|派单|转办|填表)(?:时间|日期))\s?$"
)
_MISSING = re.compile(
    r"^(?P<month>\d{1,2}|[一二三四五六七八九十]{1,3})?月?(?P<day>\d{1,2}|[一二三四五六七八九十]{1,3})?[日号]?"
)
_TAIL = re.compile(r"^\s?(?:至|到|-)\s?(?P<day>\d{1,2})[日号](?!\d)")
_HAPPENED = re.compile(r"(?:发生|事发|案发|事故|纠纷|起因)(?:时间|日期)?|^时间$")
_NOT_HAPPENED = re.compile(
    r"(?:来电|来访|信访|投诉|排查|受理|申请|登记|派单|转办|填表|接警|报警|记录|工单|受理)(?:时间|日期)|期限|时限|办结|回复|答复|反馈|落款|到期"
)


def read_days(reading: Reading, today: date) -> list[Days]:
    """Every day or span, births left out, in the order of the text."""
    found: list[Days] = []
    for pattern, maker in WAYS:
        for match in list(pattern.finditer(reading.left)):
            span = maker(match, today)
            if span is None:
                reading.take([match.span()] if "月" in match[0] else [])
            else:
                found.append(Days(*span, match.start(), match.end(), match[0]))
                reading.take([match.span()])
    found = _joined(reading, sorted(found, key=lambda one: one.start))
    found = [_with_hour(reading, one) for one in found if not _is_birth(reading.text, one)]
    return list({(one.written, one.at if one.noted else None): one for one in reversed(found)}.values())[::-1]


def _is_birth(text: str, one: Days) -> bool:
    return bool(_BIRTH_AFTER.search(text[one.end : one.end + 3]) or _BIRTH_BEFORE.search(text[: one.start][-8:]))


def _joined(reading: Reading, found: list[Days]) -> list[Days]:
    """Two days with 至 between them made one span; a bare last day of a span read in the month of its first."""
    spans: list[Days] = []
    for one in found:
        before = spans[-1] if spans else None
        if before is not None and _JOIN.fullmatch(reading.text[before.end : one.start]) and one.last >= before.first:
            spans[-1] = replace(before, last=one.last, end=one.end, quote=reading.text[before.start : one.end])
        else:
            spans.append(_with_tail(reading, one))
    return spans


def _with_tail(reading: Reading, one: Days) -> Days:
    tail = _TAIL.match(reading.left[one.end : one.end + 8])
    if tail is None or one.first != one.last:
        return one
    try:
        last = one.first.replace(day=int(tail["day"]))
    except ValueError:
        return one
    end = one.end + tail.end()
    reading.take([(one.end, end)])
    return replace(one, last=max(one.first, last), end=end, quote=reading.text[one.start : end])


def _with_hour(reading: Reading, one: Days) -> Days:
    label = _LABEL.search(reading.text[: one.start][-12:])
    noted = (label["word"] or label["bare"]) if label else ""
    match = _TIME.match(reading.left[one.end : one.end + 20])
    if match is None or one.first != one.last:
        return replace(one, noted=noted)
    at = hour_of(match, late=one.quote.endswith("晚"))
    end = one.end + match.end()
    reading.take([(one.end, end)])
    return replace(one, noted=noted, at=at, end=end, quote=reading.text[one.start : end])


def hour_of(match: re.Match[str], *, late: bool) -> time | None:
    """The hour said; 下午3点 is 15:00. None when there is no such hour."""
    hour = int(match["hour"]) if match["hour"] else whole(match["cnhour"] or "") or 0
    minute = int(match["colon"] or match["minute"] or 0) or whole(match["cnminute"] or "") or 0
    minute = 30 if match["half"] or match["cnhalf"] else minute
    part = match["part"] or ("晚" if late else "")
    if part in ("下午", "傍晚", "晚上", "晚", "夜里", "晚间", "中午") and 1 <= hour < (5 if part == "中午" else 12):
        hour += 12
    return time(hour, minute) if hour < 24 and minute < 60 else None


def day_it_happened(found: list[Days], today: date) -> Days | None:
    """The day behind 发生时间, else the first that is not ahead and not the day of a call or a time limit."""
    past = [one for one in found if one.first <= today]
    named = [one for one in past if _HAPPENED.search(one.noted)]
    plain = [one for one in past if not _NOT_HAPPENED.search(one.noted)]
    reported = [one for one in past if re.search("接警|报警|记录", one.noted)]
    return next(iter([*named, *plain, *reported]), None)
