"""Posts of absent colleagues in which a person acts today; rosters, above, installs here how they are found."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import ScalarSelect, literal, select

#: The memberships in which a person stands in for somebody today.
Finder = Callable[[UUID], Sequence[UUID]]
#: How many colleagues have named the person of a column for today, as part of a larger statement.
Counter = Callable[[Any], ScalarSelect[int]]


def _nobody(user_id: UUID) -> Sequence[UUID]:
    return ()


def _none(user_id: Any) -> ScalarSelect[int]:
    return select(literal(0)).scalar_subquery()


_finder: list[Finder] = [_nobody]
_counter: list[Counter] = [_none]


def use_stand_ins(finder: Finder, counter: Counter) -> None:
    """Install how the posts a person stands in for are found and counted."""
    _finder[:], _counter[:] = [finder], [counter]


def posts_stood_in(user_id: UUID) -> Sequence[UUID]:
    """The memberships in which a person stands in for somebody today."""
    return _finder[0](user_id)


def stood_in_count(user_id: Any) -> ScalarSelect[int]:
    """How many colleagues have named the person of a column for today."""
    return _counter[0](user_id)
