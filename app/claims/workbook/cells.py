"""One cell, one value: what each kind of column takes, with the reason when it does not."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

from app.claims.types import Month
from app.claims.workbook.errors import WrongCell
from app.claims.workbook.layout import NEXT_MONTH, SAME_MONTH, Kind
from app.core import identity, money
from app.core.dates import DateError, parse_date
from app.core.identity import Fault
from app.core.text import msg

CELL_LIMIT_FEN = 1_000_000_000
"""The largest amount one cell may hold: ten million yuan."""
TEXT_LIMIT = 200


def read_cell(kind: Kind, value: Any, today: date) -> Any:
    """The value of a filled cell as its column means it; raises WrongCell with the reason."""
    if isinstance(value, bool):
        raise WrongCell("cell_logical", msg("这里不能填写 TRUE 或 FALSE。"))
    return _READERS[kind](value, today)


def shown(value: Any) -> str:
    """What stood in the cell, for the list of errors."""
    text = value.date().isoformat() if isinstance(value, datetime) else str(value)
    return text if len(text) <= 60 else f"{text[:59]}…"


def _text(value: Any, today: date) -> str:
    text = _plain(value)
    if len(text) > TEXT_LIMIT:
        raise WrongCell("text_too_long", msg("文字不能超过{limit}个字。", limit=TEXT_LIMIT))
    if any(unicodedata.category(letter) in {"Cc", "Cs"} and letter != "\n" for letter in text):
        raise WrongCell("text_control", msg("含有看不见的控制字符，请重新填写。"))
    return text


def _name(value: Any, today: date) -> str:
    text = value if isinstance(value, str) else _plain(value)
    _raise(identity.check_name(text))
    return identity.normal_name(text)


def _id_number(value: Any, today: date) -> str:
    if not isinstance(value, str):
        raise WrongCell("id_number_not_text", msg("证件号码要用文本格式，数字格式会丢失末尾几位。"))
    check = identity.check_id_number(value, today)
    _raise(check.faults[0] if check.faults else None)
    return check.number


def _uscc(value: Any, today: date) -> str:
    check = identity.check_uscc(_plain(value))
    _raise(check.faults[0] if check.faults else None)
    return check.code


def _account(value: Any, today: date) -> str:
    if not isinstance(value, str):
        raise WrongCell("account_not_text", msg("收款账户要用文本格式，数字格式会丢失开头的零和末尾几位。"))
    _raise(identity.check_account(value))
    return identity.normal_account(value)


def _phone(value: Any, today: date) -> str:
    text = _plain(value)
    _raise(identity.check_phone(text))
    return identity.normal_phone(text)


def _amount(value: Any, today: date) -> int:
    if isinstance(value, datetime | date):
        raise WrongCell("amount_malformed", msg("这里应填金额，现在是日期。"))
    try:
        return money.parse(_plain(value), limit_fen=CELL_LIMIT_FEN).fen
    except money.AmountError as refused:
        raise WrongCell(refused.code, refused.message) from None


def _days(value: Any, today: date) -> Fraction:
    text = unicodedata.normalize("NFKC", _plain(value)).removesuffix("天")
    if not re.fullmatch(r"[0-9]{1,2}(\.[0-9]{1,2})?", text):
        raise WrongCell("days_malformed", msg("天数应是0至31的数，最多两位小数。"))
    days = Fraction(Decimal(text))
    if days > 31:
        raise WrongCell("days_too_many", msg("一个月没有这么多天。"))
    return days


def _number(value: Any, today: date) -> int:
    text = unicodedata.normalize("NFKC", _plain(value))
    if not re.fullmatch(r"[1-9][0-9]{0,4}", text):
        raise WrongCell("number_malformed", msg("序号应是正整数。"))
    return int(text)


def _pay_day(value: Any, today: date) -> int:
    text = unicodedata.normalize("NFKC", _plain(value)).removesuffix("日")
    if not re.fullmatch(r"[0-9]{1,2}", text) or not 1 <= int(text) <= 31:
        raise WrongCell("pay_day", msg("发薪日应是1至31。"))
    return int(text)


def _pay_month(value: Any, today: date) -> int:
    text = _plain(value)
    if text not in (SAME_MONTH, NEXT_MONTH):
        raise WrongCell("pay_month", msg("发薪月份应填“当月”或“次月”。"))
    return int(text == NEXT_MONTH)


def _date(value: Any, today: date) -> date:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    try:
        return parse_date(_plain(value), today)
    except DateError as refused:
        raise WrongCell(refused.code, refused.message) from None


def _month(value: Any, today: date) -> Month:
    if isinstance(value, datetime | date):
        return Month(value.year, value.month)
    month = Month.parse(unicodedata.normalize("NFKC", _plain(value)))
    if month is None:
        raise WrongCell("month_malformed", msg("月份应写成 2025-05 或 2025年5月。"))
    return month


def _plain(value: Any) -> str:
    if isinstance(value, int | float):
        return f"{Decimal(repr(value)):f}".removesuffix(".0")
    return str(value).strip()


def _raise(fault: Fault | None) -> None:
    if fault is not None:
        raise WrongCell(fault.code, fault.message)


_READERS: dict[Kind, Callable[[Any, date], Any]] = {
    Kind.NUMBER: _number,
    Kind.NAME: _name,
    Kind.TEXT: _text,
    Kind.ID_NUMBER: _id_number,
    Kind.USCC: _uscc,
    Kind.AMOUNT: _amount,
    Kind.ACCOUNT: _account,
    Kind.PHONE: _phone,
    Kind.DATE: _date,
    Kind.MONTH: _month,
    Kind.DAYS: _days,
    Kind.PAY_DAY: _pay_day,
    Kind.PAY_MONTH: _pay_month,
}
