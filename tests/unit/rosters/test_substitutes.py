"""Substitutes: followed from one to the next, never in a circle, whatever is agreed in whatever order."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.permissions import Role
from app.rosters.rules import Span, acting_post, circle_from, fit_to_stand_in

MONDAY = date(2025, 6, 16)
POSTS = "ABCDE"
spans = st.builds(
    lambda post, other, first, days: Span(
        post, other, MONDAY + timedelta(days=first), MONDAY + timedelta(days=first + days)
    ),
    st.sampled_from(POSTS),
    st.sampled_from(POSTS),
    st.integers(0, 9),
    st.integers(0, 5),
)


def week(post: str, substitute: str, first: int = 0, last: int = 6) -> Span:
    return Span(post, substitute, MONDAY + timedelta(days=first), MONDAY + timedelta(days=last))


def test_the_one_who_acts_is_the_last_who_is_there() -> None:
    named = {"A": "B", "B": "C"}
    assert [acting_post(named, one) for one in "ABC"] == ["C", "C", "C"]
    assert acting_post({"A": "B"}, "A") == "B"


def test_a_circle_is_found_on_its_first_day() -> None:
    agreed = [week("A", "B"), week("B", "C", 3)]
    assert circle_from(agreed, week("C", "A")) == MONDAY + timedelta(days=3)
    assert circle_from(agreed, week("C", "A", 0, 2)) is None
    assert circle_from(agreed, week("B", "A", 0, 2)) == MONDAY
    assert circle_from(agreed, week("C", "D")) is None


@given(st.lists(spans, max_size=14))
def test_what_is_let_in_one_by_one_never_closes_a_circle_on_any_day(wanted: list[Span]) -> None:
    agreed: list[Span] = []
    for new in wanted:
        taken = any(
            one.post == new.post and one.from_on <= new.until_on and new.from_on <= one.until_on for one in agreed
        )
        if new.post != new.substitute and not taken and circle_from(agreed, new) is None:
            agreed.append(new)
    for day in (MONDAY + timedelta(days=number) for number in range(16)):
        named = {one.post: one.substitute for one in agreed if one.covers(day)}
        assert all(acting_post(named, post) not in named for post in named)


@pytest.mark.parametrize(
    ("absent", "substitute", "fit"),
    [
        (Role.MEDIATOR, Role.MEDIATOR, True),
        (Role.DIRECTOR, Role.DISPATCHER, True),
        (Role.DISPATCHER, Role.DIRECTOR, False),
        (Role.SECURITY_ADMIN, Role.SYSTEM_ADMIN, False),
        (Role.DUTY_JUDGE, Role.CONFIRMATION_JUDGE, False),
    ],
)
def test_roles_that_must_stay_apart_stay_apart(absent: Role, substitute: Role, fit: bool) -> None:
    assert fit_to_stand_in(absent, substitute) is fit
