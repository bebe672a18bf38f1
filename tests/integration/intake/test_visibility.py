"""The two forms of the visibility filter let the same matters through, for every kind of grant and for none."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import select

from app.core import clock
from app.core.db import db
from app.core.permissions import Actor
from app.intake import queries, services
from app.intake.commands import EventDetails, GrantRequest
from app.intake.models import Event
from app.intake.policies import visible_among_few, visible_to
from tests.support.people import TOWN, Cast


@pytest.fixture
def matter_id(cast: Cast) -> UUID:
    """An event the police filed."""
    details = EventDetails(
        source="walk_in",
        title="楼上漏水",
        summary="楼上漏水，楼下墙面起皮。",
        occurred_at=clock.now() - timedelta(hours=1),
        region_code=TOWN,
        place="虚构小区1号",
        involved_count=2,
        parties_unknown=True,
    )
    return services.file_event(details, actor=cast.actor("police"))


def seen_by(actor: Actor, visible: Callable[[Actor, object], object]) -> set[UUID]:
    """The events a filter lets through."""
    return set(db.session.execute(select(Event.id).where(visible(actor, Event.id))).scalars())  # type: ignore[arg-type]


@pytest.mark.parametrize("visible", [visible_to, visible_among_few])
def test_a_unit_a_person_and_the_end_of_a_grant(
    cast: Cast, matter_id: UUID, visible: Callable[[Actor, object], object]
) -> None:
    he, song, gaomou = cast.actor("he"), cast.actor("song"), cast.actor("gaomou")
    assert seen_by(he, visible) == set()
    unit = GrantRequest(matter_id=matter_id, ground="dispatched", unit_id=cast.unit("dept.rs").id)
    services.grant(unit, actor=gaomou)
    assert seen_by(he, visible) == seen_by(song, visible) == {matter_id}
    services.end_grant(matter_id, "dispatched", unit_id=cast.unit("dept.rs").id, actor=gaomou)
    assert seen_by(he, visible) == set()
    person = GrantRequest(matter_id=matter_id, ground="meeting", user_id=he.user_id)
    services.grant(person, actor=gaomou)
    assert seen_by(he, visible) == {matter_id}
    assert seen_by(song, visible) == set()


@pytest.mark.parametrize("visible", [visible_to, visible_among_few])
def test_roles_that_see_no_matters_of_their_unit(
    cast: Cast, matter_id: UUID, visible: Callable[[Actor, object], object]
) -> None:
    assert seen_by(cast.actor("gaomou"), visible) == {matter_id}
    for login in ("review", "inspect", "sysadmin"):
        assert seen_by(cast.actor(login), visible) == set(), login
    assert seen_by(Actor.system(), visible) == {matter_id}


def test_counts_of_the_desk_tell_what_its_list_shows(cast: Cast, matter_id: UUID) -> None:
    gaomou = cast.actor("gaomou")
    counts = queries.open_counts(gaomou)
    assert counts["to_register"] == 1
    assert counts["overdue"] == 0
    assert [row.id for row in queries.list_desk(gaomou, queries.EventFilter(tab="open")).rows] == [matter_id]
    with clock.frozen(clock.now() + timedelta(days=30)):
        assert queries.open_counts(gaomou)["overdue"] == 1
    assert sum(queries.open_counts(cast.actor("civil")).values()) == 0
