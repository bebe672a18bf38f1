"""Who acts in an absent person's post: substitutes followed from one to the next, and never in a circle."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from app.core.permissions import Role

Post = TypeVar("Post")

#: The longest time one person may be represented at a stretch, in days; a product setting [P].
LONGEST_SUBSTITUTION = 366
#: Who but people of the same role may act in a post; a product setting [P].
ALSO_FIT: Mapping[Role, frozenset[Role]] = {Role.DIRECTOR: frozenset({Role.DISPATCHER})}


@dataclass(frozen=True, slots=True)
class Span:
    """One post stands in for another from one day to another, both included."""

    post: object
    substitute: object
    from_on: date
    until_on: date

    def covers(self, day: date) -> bool:
        """Whether it counts on a day."""
        return self.from_on <= day <= self.until_on


def fit_to_stand_in(absent: Role, substitute: Role) -> bool:
    """Whether a role may act in the post of another: the same role, and a dispatcher for the director."""
    return absent is substitute or substitute in ALSO_FIT.get(absent, frozenset())


def acting_post(named: Mapping[Post, Post], post: Post) -> Post:
    """The post whose holder acts in a post today: A's is B's, and C's when B is absent as well."""
    seen = {post}
    while post in named and named[post] not in seen:
        post = named[post]
        seen.add(post)
    return post


def circle_from(spans: Iterable[Span], new: Span) -> date | None:
    """The first day on which a new span would close a circle, or None."""
    others = list(spans)
    days = {new.from_on, *(one.from_on for one in others if new.from_on < one.from_on <= new.until_on)}
    for day in sorted(days):
        named = {one.post: one.substitute for one in others if one.covers(day)}
        if acting_post(named, new.substitute) == new.post:
            return day
    return None
