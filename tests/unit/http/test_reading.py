"""What clerks type as a day, an instant or a time of day."""

from __future__ import annotations

import contextlib
from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core import clock
from app.http.forms import reading

TODAY = date(2025, 6, 18)


@pytest.mark.parametrize(
    "text",
    [
        "20251128",
        "2025.11.28",
        "2025-11-28",
        "2025/11/28",
        "2025年11月28日",
        "２０２５１１２８",
        "2025年 11月 28日",
        " 2025－11－28 ",
    ],
)
def test_a_day_is_read_however_it_is_written(text: str) -> None:
    assert reading.read_date(text, today=TODAY) == date(2025, 11, 28)


def test_a_day_without_a_year_is_the_nearest_one() -> None:
    assert reading.read_date("6月13日", today=TODAY) == date(2025, 6, 13)
    assert reading.read_date("12月30日", today=date(2026, 1, 5)) == date(2025, 12, 30)
    assert reading.read_date("1.5", today=date(2025, 12, 30)) == date(2026, 1, 5)
    assert reading.read_date("2月29日", today=TODAY) == date(2024, 2, 29)
    assert reading.read_date("昨天", today=TODAY) == date(2025, 6, 17)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("9月31日", "9月31日不存在，9月只有30天。"),
        ("6月31日", "6月31日不存在，6月只有30天。"),
        ("20250231", "2月31日不存在，2月只有28天。"),
        ("2025-02-29", "2025年2月29日不存在，这一年2月只有28天。"),
        ("13月1日", "没有13月，月份须为1至12。"),
        ("2月30日", "2月30日不存在，2月只有28天。"),
        ("00010101", "年份不对：1年。"),
        ("下星期", "看不懂这个日期：下星期。请写成 20251128、2025.11.28 或 11月28日。"),
    ],
)
def test_a_day_that_does_not_exist_is_refused_with_the_reason(text: str, said: str) -> None:
    with pytest.raises(reading.Unreadable) as refusal:
        reading.read_date(text, today=TODAY)
    assert str(refusal.value.message) == said


@given(st.dates(date(1900, 1, 1), date(2199, 12, 31)))
def test_every_day_reads_back_in_every_form(day: date) -> None:
    for form in ("%Y%m%d", "%Y-%m-%d", "%Y.%m.%d", "%Y年%m月%d日"):
        written = day.strftime(form) if day.year >= 1000 else day.isoformat()
        assert reading.read_date(written, today=TODAY) == day


@given(st.text(max_size=30))
def test_no_text_breaks_the_reader(text: str) -> None:
    for read in (reading.read_date, reading.read_moment, reading.read_time):
        with contextlib.suppress(reading.Unreadable):
            assert read(text) is not None


@pytest.mark.parametrize(
    "text", ["2025-06-18 10:30", "2025-06-18T10:30", "2025年6月18日10时30分", "２０２５-06-18　10：30"]
)
def test_an_instant_is_beijing_time(text: str) -> None:
    assert reading.read_moment(text) == datetime(2025, 6, 18, 10, 30, tzinfo=clock.SHANGHAI)


def test_a_time_alone_is_today() -> None:
    with clock.frozen(clock.at(TODAY, 9, 6)):
        assert reading.read_moment("今天 8点") - clock.at(TODAY) == timedelta(hours=8)


@pytest.mark.parametrize(
    ("text", "hour", "minute"),
    [
        ("今天下午4点", 16, 0),
        ("今日 下午3:20", 15, 20),
        ("上午9点半", 9, 30),
        ("晚上8时", 20, 0),
        ("中午12点", 12, 0),
        ("下午16点", 16, 0),
    ],
)
def test_half_a_day_is_read_as_it_is_said(text: str, hour: int, minute: int) -> None:
    with clock.frozen(clock.at(TODAY, 9, 6)):
        assert reading.read_moment(text) - clock.at(TODAY) == timedelta(hours=hour, minutes=minute)


@pytest.mark.parametrize("text", ["晚上12点", "晚上3点", "凌晨12点", "上午15点", "下午25点"])
def test_an_hour_that_lies_in_another_part_of_the_day_is_refused(text: str) -> None:
    with pytest.raises(reading.Unreadable, match="part"):
        reading.read_time(text)


def test_an_hour_that_does_not_exist_is_refused() -> None:
    assert reading.read_time("9点") == time(9)
    with pytest.raises(reading.Unreadable, match="hour"):
        reading.read_time("25:00")


def test_prose_keeps_its_own_signs() -> None:
    assert reading.prose("  他说：“先付。”\r\n后付\x00 ") == "他说：“先付。”\n后付"
    assert reading.plain("１１０１９９ ") == "110199"
