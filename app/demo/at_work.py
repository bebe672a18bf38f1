"""The people and units of the demo centre as the stories call them: by login name and by code."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from uuid import UUID

from app.accounts import queries as accounts
from app.accounts.models import Membership
from app.accounts.services.catalogue import actor_of
from app.core import clock
from app.core.permissions import Actor, Role

FRIDAY = 4


class AtWork:
    """Who works at the demo centre; actors are made as sign-in makes them."""

    def __init__(self, units: Mapping[str, UUID]) -> None:
        """Remember the units; people are looked up when a story first needs them."""
        self.units = units
        self._actors: dict[tuple[str, Role | None], Actor] = {}

    def unit_id(self, code: str) -> UUID:
        """A unit's id by its code."""
        return self.units[code]

    def actor(self, login: str, role: Role | None = None) -> Actor:
        """The actor of a person in the first post, or in the post of the given role."""
        if (login, role) not in self._actors:
            person = accounts.user(accounts.user_by_login(login).id)
            posts = sorted(person.memberships, key=lambda row: row.id)
            self._actors[login, role] = actor_of(_post(posts, role))
        return self._actors[login, role]


def _post(posts: list[Membership], role: Role | None) -> Membership:
    return next(row for row in posts if role in (None, row.role_of))


def working_day(back: int) -> date:
    """The day that lies so many working days (Monday to Friday) before today."""
    day = clock.today()
    while back > 0 or day.weekday() > FRIDAY:
        day -= timedelta(days=1)
        back -= day.weekday() <= FRIDAY
    return day
