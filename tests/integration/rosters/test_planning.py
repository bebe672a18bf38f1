"""A duty is changed and taken off; who may be planned; fifty planners at once."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from flask import Flask
from psycopg.errors import DeadlockDetected
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError, OperationalError

from app.audit.models import AuditEntry
from app.core import clock
from app.core.db import db
from app.core.errors import Forbidden, InvalidInput, StaleVersion
from app.core.permissions import Actor
from app.rosters import queries, services
from app.rosters.commands import NewDuty
from app.rosters.errors import AlreadyOnDuty
from app.rosters.models import Duty
from app.rosters.types import DutyKind, GridView
from tests.support.database import in_threads
from tests.support.people import Cast

WRITERS = 50
BEFORE = datetime(2025, 6, 17, 1, 0, tzinfo=UTC)
#: 2025-06-18, 08:30 and 18:00 in Shanghai.
MORNING = datetime(2025, 6, 18, 0, 30, tzinfo=UTC)
EVENING = datetime(2025, 6, 18, 10, 0, tzinfo=UTC)


def _duty(cast: Cast, login: str = "he", **more: object) -> NewDuty:
    given = {"kind": DutyKind.DESK, "from_at": MORNING, "until_at": EVENING, "seat": "2号窗口", **more}
    return NewDuty(membership_id=cast.memberships[login].id, **given)  # type: ignore[arg-type]


def test_a_duty_gets_another_person_and_another_night(cast: Cast) -> None:
    with clock.frozen(BEFORE):
        duty = services.add_duty(_duty(cast), actor=cast.actor("gaomou"))
        night = _duty(cast, "song", from_at=EVENING, until_at=EVENING + timedelta(hours=14))
        changed = services.change_duty(duty.id, night, version=1, actor=cast.actor("rshead"))
    assert (changed.user_id, changed.version) == (cast.user("song").id, 2)
    week = queries.week_of(cast.unit("dept.rs").id, date(2025, 6, 18))
    assert [[one.name for one in day.duties] for day in week.days] == [[], [], ["宋某"], [], [], [], []]
    assert week.days[2].duties[0].overnight
    acts = db.session.execute(select(AuditEntry.action).where(AuditEntry.subject_id == duty.id)).scalars().all()
    assert sorted(acts) == ["rosters.duty_added", "rosters.duty_changed"]


def test_two_planners_of_one_duty_do_not_write_over_each_other(cast: Cast) -> None:
    with clock.frozen(BEFORE):
        duty = services.add_duty(_duty(cast), actor=cast.actor("gaomou"))
        services.change_duty(duty.id, _duty(cast, seat="3号窗口"), version=1, actor=cast.actor("gaomou"))
        with pytest.raises(StaleVersion):
            services.change_duty(duty.id, _duty(cast, seat="4号窗口"), version=1, actor=cast.actor("rshead"))
        with pytest.raises(StaleVersion):
            services.remove_duty(duty.id, version=1, actor=cast.actor("rshead"))


def test_a_change_refuses_what_adding_refuses(cast: Cast) -> None:
    with clock.frozen(BEFORE):
        duty = services.add_duty(_duty(cast), actor=cast.actor("gaomou"))
        services.add_duty(_duty(cast, "song"), actor=cast.actor("gaomou"))
        with pytest.raises(AlreadyOnDuty) as clash:
            services.change_duty(duty.id, _duty(cast, "song"), version=1, actor=cast.actor("gaomou"))
        assert list(clash.value.fields) == ["membership_id"]
        with pytest.raises(InvalidInput):
            services.change_duty(duty.id, _duty(cast, until_at=MORNING), version=1, actor=cast.actor("gaomou"))
        services.change_duty(
            duty.id, _duty(cast, until_at=EVENING - timedelta(hours=1)), version=1, actor=cast.actor("gaomou")
        )
    with clock.frozen(MORNING), pytest.raises(InvalidInput):
        services.change_duty(duty.id, _duty(cast), version=2, actor=cast.actor("gaomou"))


def test_a_closed_unit_a_person_who_left_and_a_strange_judge_are_not_planned(cast: Cast) -> None:
    def faults(command: NewDuty, login: str = "gaomou") -> list[str]:
        with pytest.raises(InvalidInput) as refused:
            services.add_duty(command, actor=cast.actor(login))
        return list(refused.value.fields)

    assert faults(_duty(cast, kind=DutyKind.DUTY_JUDGE)) == ["kind"]
    assert faults(_duty(cast, seat="长" * 41)) == ["seat"]
    assert faults(_duty(cast, "ding", unit_id=cast.unit("dept.rs").id), "rshead") == ["membership_id"]
    cast.memberships["he"].until_on = date(2025, 6, 17)
    cast.user("song").locked_at = BEFORE
    cast.unit("dept.mz").status = "closed"
    db.session.commit()
    assert faults(_duty(cast)) == ["membership_id"]
    assert faults(_duty(cast, "song")) == ["membership_id"]
    assert faults(_duty(cast, "civil")) == ["unit_id"]


def test_a_mediator_does_not_plan_and_the_head_of_the_organisation_does(cast: Cast) -> None:
    with pytest.raises(Forbidden):
        services.add_duty(_duty(cast, "ding"), actor=cast.actor("ding"))
    assert services.add_duty(_duty(cast, "ding"), actor=cast.actor("qin")).unit_id == cast.unit("org.labor").id


def test_the_grid_has_a_line_for_each_desk_and_for_each_person(cast: Cast) -> None:
    services.add_duty(_duty(cast), actor=Actor.system())
    services.add_duty(_duty(cast, "ding", seat="3号窗口"), actor=Actor.system())
    unit = cast.unit("dept.rs").id
    week = queries.week_of(unit, date(2025, 6, 20))
    assert [row.line.seat for row in queries.grid_of(week, GridView.DESK).rows] == ["2号窗口"]
    people = queries.grid_of(week, GridView.PERSON).rows
    assert [(row.line.name, len(row.cells[2])) for row in people] == [("魏某", 0), ("何某", 1), ("宋某", 0)]
    later = queries.week_of(unit, date(2025, 6, 27))
    assert [row.line.seat for row in queries.grid_of(later, GridView.DESK).rows] == ["2号窗口"]
    everybody = queries.grid_of(queries.week_of(None, date(2025, 6, 20)), GridView.DESK)
    assert [row.line.seat for row in everybody.rows] == ["2号窗口", "3号窗口"]


def test_fifty_planners_at_once_leave_one_duty(committing_db: Flask) -> None:
    cast = Cast()
    commands = [_duty(cast, from_at=MORNING + timedelta(minutes=n), seat=f"{n}号窗口") for n in range(WRITERS)]

    def plan(number: int) -> str:
        try:
            services.add_duty(commands[number], actor=Actor.system())
        except AlreadyOnDuty:
            return "refused"
        return "planned"

    assert sorted(in_threads(committing_db, WRITERS, plan)) == ["planned"] + ["refused"] * (WRITERS - 1)
    assert db.session.execute(select(func.count()).select_from(Duty)).scalar_one() == 1


def test_the_database_lets_one_of_fifty_writers_through_that_ask_nobody(committing_db: Flask) -> None:
    cast = Cast()
    person, unit = cast.user("he"), cast.unit("dept.rs").id
    values = {"membership_id": cast.memberships["he"].id, "user_id": person.id, "person_no": person.person_no}
    values |= {"unit_id": unit, "kind": "desk", "until_at": EVENING}

    def write(number: int) -> str:
        db.session.add(Duty(**values, from_at=MORNING + timedelta(minutes=number), seat=str(number)))
        try:
            db.session.commit()
        except IntegrityError as clash:
            return "refused" if "ex_rosters_duties_one_place" in str(clash) else str(clash)
        except OperationalError as wait:  # who waits for each other in a ring is sent back by the server, to try again
            db.session.rollback()
            if not isinstance(wait.orig, DeadlockDetected):
                raise
            return write(number)
        return "written"

    assert sorted(in_threads(committing_db, WRITERS, write)) == ["refused"] * (WRITERS - 1) + ["written"]
