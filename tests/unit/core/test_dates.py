"""Days as clerks write them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.dates import DateError, parse_date

TODAY = date(2025, 6, 18)


@pytest.mark.parametrize(
    "typed",
    [
        "2025-11-28",
        "2025.11.28",
        "2025/11/28",
        "20251128",
        "2025年11月28日",
        "11月28日",
        " 2025 年 11 月 28 日 ",
        "２０２５１１２８",
    ],
)
def test_a_day_is_read_as_typed(typed: str) -> None:
    assert parse_date(typed, TODAY) == date(2025, 11, 28)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", "date_missing"),
        ("9月31日", "date_impossible"),
        ("2025-02-29", "date_impossible"),
        ("2025-13-01", "date_impossible"),
        ("00010101", "date_year"),
        ("明天", "date_malformed"),
        ("28/11/2025", "date_malformed"),
    ],
)
def test_an_impossible_day_is_refused_with_its_reason(typed: str, code: str) -> None:
    with pytest.raises(DateError) as refused:
        parse_date(typed, TODAY)
    assert refused.value.code == code


@given(st.dates(date(1900, 1, 1), date(2200, 12, 31)), st.sampled_from(["%Y-%m-%d", "%Y%m%d", "%Y年%m月%d日"]))
def test_every_day_reads_back(day: date, form: str) -> None:
    assert parse_date(day.strftime(form), TODAY) == day
