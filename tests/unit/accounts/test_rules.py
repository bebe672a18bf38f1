"""What locks a name, which password will do, and what a token's scope covers."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.accounts import rules

NOON = datetime(2026, 1, 20, 4, 0, tzinfo=UTC)


def _ago(*minutes: float) -> list[datetime]:
    return [NOON - timedelta(minutes=each) for each in minutes]


def test_four_wrong_tries_do_not_lock() -> None:
    assert rules.locked_until(_ago(1, 2, 3, 4), NOON) is None


def test_the_fifth_wrong_try_locks_for_fifteen_minutes_from_then() -> None:
    until = rules.locked_until(_ago(2, 3, 4, 5, 6), NOON)
    assert until == NOON + timedelta(minutes=13)


def test_five_wrong_tries_over_a_whole_day_do_not_lock() -> None:
    assert rules.locked_until(_ago(1, 100, 200, 300, 400), NOON) is None


def test_a_lock_ends_by_itself() -> None:
    assert rules.locked_until(_ago(16, 17, 18, 19, 20), NOON) is None


@given(st.lists(st.integers(0, 60 * 40), max_size=30))
def test_a_lock_never_lasts_longer_than_fifteen_minutes_from_the_last_wrong_try(seconds: list[int]) -> None:
    failures = [NOON - timedelta(seconds=each) for each in seconds]
    until = rules.locked_until(failures, NOON)
    assert until is None or NOON < until <= max(failures) + rules.LOCK


@pytest.mark.parametrize(("seconds", "minutes"), [(1, 1), (59, 1), (61, 2), (900, 15)])
def test_the_wait_is_told_in_whole_minutes(seconds: int, minutes: int) -> None:
    assert rules.minutes_left(NOON + timedelta(seconds=seconds), NOON) == minutes


@pytest.mark.parametrize(
    "good", ["Shanlin-4728-he", "Yunhai!Qiao88", "青山绿水之间有一座老石桥横跨清溪两岸人家", "x9#Kd0vbQ2mz"]
)
def test_a_long_mixed_password_will_do(good: str) -> None:
    assert rules.password_faults(good, ("gaomou", "高某")) == []


def test_a_login_name_of_two_letters_does_not_bar_half_the_words() -> None:
    assert rules.password_faults("Shanlin-4728-hebian", ("he", "何某")) == []


@pytest.mark.parametrize(
    "bad",
    [
        "Short-1a", "alllowercaseonly", "Password123456", "Fengqiao@2025", "Admin123456!", "Gaomou-is-here-1",
        "Aa1!Aa1!Aa1!", "a" * 200,
    ],
)  # fmt: skip
def test_short_plain_and_guessable_passwords_are_refused(bad: str) -> None:
    assert rules.password_faults(bad, ("gaomou", "高某"))


def test_a_password_is_due_for_change_after_ninety_days() -> None:
    assert not rules.password_expired(NOON - timedelta(days=90), NOON)
    assert rules.password_expired(NOON - timedelta(days=91), NOON)


@pytest.mark.parametrize("typed", ["GaoMou", " gaomou ", "ｇａｏｍｏｕ"])
def test_a_login_name_is_read_kindly(typed: str) -> None:
    assert rules.normal_login_name(typed) == "gaomou"


def test_a_session_ends_after_an_hour_of_silence_and_after_twelve_in_all() -> None:
    assert not rules.session_ended(NOON - timedelta(hours=2), NOON - timedelta(minutes=60), NOON)
    assert rules.session_ended(NOON - timedelta(hours=2), NOON - timedelta(minutes=61), NOON)
    assert rules.session_ended(NOON - timedelta(hours=13), NOON, NOON)


def test_both_ends_of_a_membership_are_days_in_force() -> None:
    first, last = date(2026, 1, 1), date(2026, 1, 31)
    assert [rules.in_force(first, last, day) for day in (first, last)] == [True, True]
    assert not rules.in_force(first, last, date(2026, 2, 1))
    assert not rules.in_force(first, None, date(2025, 12, 31))


@pytest.mark.parametrize(
    ("scope", "covered"),
    [
        ("*", True), ("intake:*", True), ("intake:event:*", True), ("*:*:file", True), ("intake:event:file", True),
        ("*:*:read", False), ("dispatch:*", False), ("intake", False), ("intake:event", False), ("", False),
    ],
)  # fmt: skip
def test_a_scope_covers_what_it_names(scope: str, covered: bool) -> None:
    assert rules.scope_covers(scope, "intake:event:file") is covered


@given(st.frozensets(st.sampled_from(["a:b:read", "a:b:edit", "c:d:read"])), st.lists(st.text("abc:*", max_size=9)))
def test_a_token_never_has_more_than_its_owner(permissions: frozenset[str], scopes: list[str]) -> None:
    assert rules.narrowed(permissions, scopes) <= permissions
