"""The tables of law hold every rule, and say of each whether it is law."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from app.clocks.commands import YearArrangement, YearDay
from app.clocks.rules import rules_from_tables
from app.clocks.rules.tables import special_days
from app.clocks.rules.years import as_csv, checked_year
from app.clocks.services import read_year_csv
from app.clocks.types import Unit
from app.core.calendar import DayKind
from app.core.errors import InvalidInput

RULES = rules_from_tables()


def test_every_clock_of_the_law_and_of_the_product_is_there() -> None:
    wanted = {f"K{n:02d}" for n in range(1, 37)} | {"K03b"} | {f"P{n:02d}" for n in range(1, 19)}
    assert wanted <= set(RULES)


@pytest.mark.parametrize(
    ("rule", "red", "orange", "yellow", "blue"),
    [
        ("P01", "1H", "4H", "1W", "1W"),
        ("P02", "1H", "2H", "1W", "1W"),
        ("P03", "2H", "4H", "1W", "1W"),
        ("P04", "4H", "1W", "2W", "2W"),
        ("P05", "2H", "4H", "1W", "1W"),
        ("P06", "4H", "1W", "2W", "3W"),
        ("P07", "0.5H", "1H", "4H", "1W"),
        ("P08", "2H", "4H", "1W", "2W"),
        ("P09", "3C", "7C", "15C", "30C"),
        ("P10", "7C", "15C", "30C", "30C"),
        ("P11", "4H", "1W", "2W", "2W"),
        ("P12", "4H", "1W", "1W", "1W"),
        ("P13", "1W", "2W", "3W", "5W"),
    ],
)
def test_product_clocks_have_the_ruled_lengths(rule: str, red: str, orange: str, yellow: str, blue: str) -> None:
    lengths = {colour: str(length) for colour, length in RULES[rule].lengths.items()}
    assert lengths == {"red": red, "orange": orange, "yellow": yellow, "blue": blue}


@pytest.mark.parametrize(
    ("rule", "length"),
    [
        *[("K01", "30C"), ("K02", "3C"), ("K03", "15C"), ("K03b", "30C"), ("K04", "15C"), ("K05", "6M"), ("K06", "2Y")],
        *[("K07", "5C"), ("K08", "15C"), ("K09", "15C"), ("K10", "30C"), ("K11", "15C"), ("K12", "15C"), ("K13", "1Y")],
        *[
            ("K14", "5C"),
            ("K14b", "45C"),
            ("K15", "15C"),
            ("K16", "60W"),
            ("K17", "15C"),
            ("K18", "15C"),
            ("K19", "5W"),
        ],
        *[("K20", "60C"), ("K21", "30C"), ("K22", "2M"), ("K23", "2M"), ("K24", "30C"), ("K25", "15C"), ("K26", "3W")],
        *[("K27", "2W"), ("K28", "1M"), ("K29", "7W"), ("K30", "7C"), ("K31", "3Y"), ("K32", "1Y"), ("K33", "30C")],
        *[("K34", "1H"), ("K35", "2H"), ("K36", "1Y"), ("P14", "2W"), ("P15", "7C"), ("P15b", "30C"), ("P16", "3W")],
        *[("P17", "10W"), ("P18", "2H")],
    ],
)
def test_rules_have_the_length_of_the_clock_table(rule: str, length: str) -> None:
    assert str(RULES[rule].lengths[""]) == length


def test_law_is_cited_and_settings_are_not_law() -> None:
    for rule in RULES.values():
        assert rule.name, rule.id
        assert rule.starts, rule.id
        assert rule.expiry, rule.id
        if rule.is_law:
            assert "第" in rule.basis or "《" in rule.basis, rule.id
            assert rule.valid_from, rule.id
    settings = {rule.id for rule in RULES.values() if not rule.is_law}
    assert {"K28", "K34", "K35", "K12b"} <= settings
    assert all(rule.is_product or rule.id.startswith("K") for rule in RULES.values() if not rule.is_law)


def test_only_the_centres_clocks_and_limitation_may_rest() -> None:
    assert {rule.id for rule in RULES.values() if rule.suspendable and not rule.is_product} == {"K06", "K13", "K31"}


def test_wages_roll_backward_and_nothing_else_does() -> None:
    assert [rule.id for rule in RULES.values() if rule.roll == "backward"] == ["R11"]


def test_every_unit_occurs() -> None:
    assert {length.unit for rule in RULES.values() for length in rule.lengths.values()} == set(Unit)


def some_year(year: int = 2027) -> list[YearDay]:
    days = [YearDay(date(year, 1, 1), "法定节假日", "元旦"), YearDay(date(year, 1, 2), "放假", "元旦")]
    days += [YearDay(date(year, 10, 1) + timedelta(days=n), "statutory", "国庆节") for n in range(12)]
    return [*days, YearDay(date(year, 2, 20), "调休上班")]


def test_a_year_is_checked_and_its_plain_days_off_get_their_kind() -> None:
    days = checked_year(YearArrangement(2027, "通知", some_year()))
    assert days[0] == (date(2027, 1, 1), DayKind.STATUTORY, "元旦")
    assert days[1][1] is DayKind.WEEKEND
    assert (date(2027, 2, 20), DayKind.MAKEUP, "") in days


@pytest.mark.parametrize(
    ("row", "says"),
    [
        (YearDay(date(2027, 3, 3), "上班"), "不是周末"),
        (YearDay(date(2028, 3, 3), "放假"), "不在2027年"),
        (YearDay(date(2027, 3, 3), "holiday"), "不认识"),
        (YearDay(date(2027, 1, 1), "放假"), "重复"),
    ],
)
def test_a_day_that_cannot_be_is_named(row: YearDay, says: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        checked_year(YearArrangement(2027, "通知", [*some_year(), row]))
    assert any(says in str(text) for text in refused.value.fields["days"])


def test_a_year_with_too_few_statutory_days_or_no_source_is_refused() -> None:
    with pytest.raises(InvalidInput) as refused:
        checked_year(YearArrangement(2027, " ", some_year()[:2]))
    assert set(refused.value.fields) == {"source", "days"}


def test_a_csv_is_read_and_wrong_lines_are_named() -> None:
    text = "日期,类别,节日\n2027-01-01,法定节假日,元旦\n\n2027-02-06,调休上班,\n"
    assert read_year_csv(text.encode("utf-8-sig"))[1] == YearDay(date(2027, 2, 6), "调休上班", "")
    with pytest.raises(InvalidInput) as refused:
        read_year_csv("日期,类别\n2027-02-30,放假\n".encode())
    assert "第2行" in str(refused.value.fields["days"][0])
    with pytest.raises(InvalidInput):
        read_year_csv("日期".encode("gbk"))


@pytest.mark.parametrize("year", [2024, 2025, 2026])
def test_the_shipped_years_pass_the_same_check(year: int) -> None:
    words = {DayKind.STATUTORY: "statutory", DayKind.MAKEUP: "makeup"}
    rows = [YearDay(day, words.get(kind, "rest"), name) for day, kind, name in special_days(year)]
    assert checked_year(YearArrangement(year, "通知", rows)) == special_days(year)


@pytest.mark.parametrize("year", [2024, 2025, 2026])
def test_a_year_written_as_csv_is_read_back_the_same(year: int) -> None:
    rows = read_year_csv(as_csv(special_days(year)).encode())
    assert checked_year(YearArrangement(year, "通知", rows)) == special_days(year)
