"""Amounts: read as clerks type them, rounded once, shown in figures and capitals that say the same."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.money import LIMIT_FEN, AmountError, Money, capitals, half_up, parse, yuan
from tests.support.capitals import read_capitals, second_capitals

any_fen = st.integers(min_value=0, max_value=LIMIT_FEN)
small_fen = st.integers(min_value=0, max_value=10**9)


@pytest.mark.parametrize(
    ("typed", "fen"),
    [
        ("7200", 720000),
        ("7,200.00", 720000),
        ("¥7,200.5", 720050),
        ("￥ 7200", 720000),
        ("人民币7200元整", 720000),
        ("1.2万", 1200000),
        ("1.2 万元", 1200000),
        ("0.000001万", 1),
        ("３６００．５０", 360050),
        ("3千", 300000),
        ("1.5亿", 15000000000),
        (".5", 50),
        ("6868.970", 686897),
        ("0", 0),
        ("RMB 12", 1200),
    ],
)
def test_an_amount_is_read_as_typed(typed: str, fen: int) -> None:
    assert parse(typed) == Money(fen)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", "amount_missing"),
        ("  ", "amount_missing"),
        ("元", "amount_missing"),
        ("-1", "amount_negative"),
        ("−331.03", "amount_negative"),
        ("(331.03)", "amount_negative"),
        ("7200.005", "amount_finer_than_fen"),
        ("1.2345678万", "amount_finer_than_fen"),
        ("999999999999999", "amount_too_large"),
        ("10000亿", "amount_too_large"),
        ("9" * 50, "amount_too_large"),
        ("七千二", "amount_malformed"),
        ("72,00", "amount_malformed"),
        ("7.2.0", "amount_malformed"),
        ("1e5", "amount_malformed"),
        ("=1+1", "amount_malformed"),
        (".", "amount_malformed"),
        ("万", "amount_malformed"),
        ("٣٦٠٠", "amount_malformed"),
        ("NaN", "amount_malformed"),
    ],
)
def test_what_is_no_amount_is_refused_with_its_reason(typed: str, code: str) -> None:
    with pytest.raises(AmountError) as refused:
        parse(typed)
    assert refused.value.code == code
    assert str(refused.value.message)


def test_a_field_may_set_a_lower_limit() -> None:
    with pytest.raises(AmountError) as refused:
        parse("100.01", limit_fen=10000)
    assert "100.00" in str(refused.value.message)


@pytest.mark.parametrize(
    ("fen", "words"),
    [
        (26130575, "人民币贰拾陆万壹仟叁佰零伍元柒角伍分"),
        (0, "人民币零元整"),
        (5, "人民币伍分"),
        (50, "人民币伍角整"),
        (100, "人民币壹元整"),
        (105, "人民币壹元零伍分"),
        (1000, "人民币壹拾元整"),
        (720000, "人民币柒仟贰佰元整"),
        (686897, "人民币陆仟捌佰陆拾捌元玖角柒分"),
        (140950, "人民币壹仟肆佰零玖元伍角整"),
        (600714, "人民币陆仟零柒元壹角肆分"),
        (168032, "人民币壹仟陆佰捌拾元叁角贰分"),
        (10700053, "人民币壹拾万柒仟元伍角叁分"),
        (1640902, "人民币壹万陆仟肆佰零玖元零贰分"),
        (32504, "人民币叁佰贰拾伍元零肆分"),
        (10_000_00, "人民币壹万元整"),
        (10_001_00, "人民币壹万零壹元整"),
        (100_010_000_00, "人民币壹亿零壹万元整"),
        (100_001_000_00, "人民币壹亿零壹仟元整"),
        (100_000_001_00, "人民币壹亿零壹元整"),
        (100_000_000_00, "人民币壹亿元整"),
        (-33103, "人民币负叁佰叁拾壹元零叁分"),
        (LIMIT_FEN, "人民币玖仟玖佰玖拾玖亿玖仟玖佰玖拾玖万玖仟玖佰玖拾玖元玖角玖分"),
    ],
)
def test_capitals_follow_the_rules_for_bills(fen: int, words: str) -> None:
    assert capitals(fen) == words


@given(any_fen)
def test_capitals_read_back_to_the_same_amount(fen: int) -> None:
    assert read_capitals(capitals(fen)) == fen


@given(st.one_of(any_fen, small_fen, st.integers(0, 99).map(lambda n: n * 10**6), st.integers(0, 10**7)))
def test_capitals_agree_with_a_second_implementation(fen: int) -> None:
    assert capitals(fen) == second_capitals(fen)


@given(any_fen)
def test_capitals_never_double_a_zero_nor_end_a_group_with_one(fen: int) -> None:
    words = capitals(fen)
    assert "零零" not in words
    assert not any(pair in words for pair in ("零万", "零亿", "亿万"))
    assert words == "人民币零元整" or "零元" not in words


def test_capitals_beyond_the_limit_are_refused() -> None:
    with pytest.raises(AmountError):
        capitals(LIMIT_FEN + 1)


@given(any_fen)
def test_figures_read_back_to_the_same_amount(fen: int) -> None:
    assert parse(yuan(fen)).fen == fen


def test_negative_figures_carry_a_true_minus() -> None:
    assert yuan(-447356) == "−4,473.56"
    assert str(Money(26130575)) == "261,305.75"


@given(st.fractions(min_value=-(10**9), max_value=10**9, max_denominator=10**6))
def test_half_up_agrees_with_decimal(value: Fraction) -> None:
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    doubled = value * 2
    if doubled.denominator == 1:
        assert half_up(value) == int(exact.quantize(Decimal(1), ROUND_HALF_UP))
    else:
        assert abs(Fraction(half_up(value)) - value) < Fraction(1, 2)


@given(small_fen, small_fen, st.integers(-20, 20))
def test_money_adds_subtracts_and_multiplies_as_whole_fen(a: int, b: int, n: int) -> None:
    assert (Money(a) + Money(b) - Money(b)) == Money(a)
    assert Money(a) * n == Money(a * n) == n * Money(a)
    assert Money.total([Money(a), Money(b), -Money(a)]) == Money(b)
    assert abs(-Money(a)) == Money(a)


def test_money_knows_no_float() -> None:
    with pytest.raises(TypeError):
        Money(1.0)  # type: ignore[arg-type]
    with pytest.raises(TypeError):
        Money(100) * 0.5  # type: ignore[operator]
    assert not Money(0)
    assert Money(3) < Money(4)
    assert Money(1) * Fraction(1, 2) == Money(1)
    assert Money(26130575).capitals.startswith("人民币")
