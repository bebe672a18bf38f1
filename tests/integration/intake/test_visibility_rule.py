"""The one visibility filter against the rule of domain.md §0.1 and §5 in plain words, for any grants and any actor."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, select

from app.core import clock
from app.core.db import db
from app.core.errors import NotFound
from app.core.ids import new_id
from app.core.permissions import Actor, Position, Role
from app.intake import services as intake
from app.intake.commands import GrantRequest
from app.intake.models import Event, Grant
from app.intake.policies import require_visible, sees, visible_to
from app.intake.types import Ground
from app.role_catalogue import permissions_of
from tests.support.people import Cast
from tests.support.story import BEGIN, Story

UNITS = ("center", "dept.rs", "dept.mz")
USERS = ("gaomou", "he", "civil")
#: Minutes from now until a grant ends; it ends at that very minute.
ENDS = (None, -60, 0, 1, 60)
BLIND = {Role.REVIEWER, Role.INSPECTOR, Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN}


@dataclass(frozen=True)
class Given:
    """A grant on one of the matters: to a unit or to a user, on a ground, until a minute."""

    matter: int
    holder: str
    ground: str
    ends: int | None


GRANTS = st.builds(
    Given,
    matter=st.integers(0, 2),
    holder=st.sampled_from(UNITS + USERS),
    ground=st.sampled_from([one.value for one in Ground]),
    ends=st.sampled_from(ENDS),
)
ACTORS = st.tuples(
    st.sampled_from((*UNITS, None)), st.sampled_from((*USERS, None)), st.sampled_from(Role), st.sampled_from(Position)
)


def may_see(given: list[Given], matter: int, unit: str | None, user: str | None, role: Role) -> bool:
    """The rule: the platform sees all; others what is granted, now, to the unit they act for or to themselves.

    Who reviews, inspects or administers handles nothing, and so sees nothing through the unit.
    """
    if role is Role.SYSTEM:
        return True
    holders = {user} if role in BLIND else {user, unit}
    return any(one.matter == matter and one.holder in holders and (one.ends is None or one.ends > 0) for one in given)


class Three:
    """Three matters that grants are put on."""

    def __init__(self, cast: Cast) -> None:
        """File them."""
        self.cast = cast
        self.matters = [Story(cast, workers=1).file().matter_id for _ in range(3)]
        db.session.commit()

    def holder(self, name: str) -> dict[str, UUID]:
        """The column a grant to this holder fills."""
        return {"unit_id": self.cast.unit(name).id} if name in UNITS else {"user_id": self.cast.user(name).id}

    def put(self, given: list[Given]) -> None:
        """These grants and no others."""
        db.session.execute(delete(Grant))
        for one in given:
            ends = clock.now() + timedelta(minutes=one.ends) if one.ends is not None else None
            db.session.add(
                Grant(
                    id=new_id(),
                    matter_id=self.matters[one.matter],
                    ground=one.ground,
                    until=ends,
                    created_at=clock.now(),
                    **self.holder(one.holder),
                )
            )
        db.session.flush()

    def actor(self, unit: str | None, user: str | None, role: Role, position: Position) -> Actor:
        """Somebody who acts for a unit in a role; a party has neither a unit nor an account."""
        return Actor(
            self.cast.user(user).id if user else None,
            None,
            self.cast.unit(unit).id if unit else None,
            role,
            position,
            permissions=permissions_of(role, position),
        )


@pytest.fixture
def three(cast: Cast) -> Three:
    with clock.frozen(BEGIN):
        return Three(cast)


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(given=st.lists(GRANTS, max_size=8, unique_by=lambda one: (one.matter, one.holder, one.ground)), acting=ACTORS)
def test_the_filter_shows_what_the_rule_shows(
    three: Three, given: list[Given], acting: tuple[str | None, str | None, Role, Position]
) -> None:
    unit, user, role, position = acting
    with clock.frozen(BEGIN):
        three.put(given)
        actor = three.actor(unit, user, role, position)
        expected = {three.matters[n] for n in range(3) if may_see(given, n, unit, user, role)}
        shown = set(db.session.execute(select(Event.id).where(visible_to(actor, Event.id))).scalars())
        assert shown == expected
        for matter in three.matters:
            assert sees(actor, matter) is (matter in expected)
            if matter not in expected:
                with pytest.raises(NotFound):
                    require_visible(actor, matter)


def test_a_filter_that_is_kept_looks_at_the_moment_it_is_sent(cast: Cast) -> None:
    with clock.frozen(BEGIN):
        story = Story(cast)
        civil, matter_id = cast.actor("civil"), story.file().matter_id
        db.session.execute(delete(Grant).where(Grant.matter_id == matter_id))
        ends = BEGIN + timedelta(hours=1)
        intake.grant(
            GrantRequest(matter_id=matter_id, ground="dispatched", unit_id=civil.unit_id, until=ends),
            actor=Actor.system(),
        )
        kept = select(Event.id).where(visible_to(civil, Event.id))
        assert db.session.execute(kept).scalars().all() == [matter_id]
    with clock.frozen(ends):
        assert db.session.execute(kept).scalars().all() == []
