"""Who is on duty, who is there, and nobody in two places."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy.exc import IntegrityError

from app.core import clock
from app.core.db import db
from app.core.errors import Forbidden, InvalidInput
from app.core.permissions import Actor
from app.rosters import queries, services
from app.rosters.commands import NewDuty
from app.rosters.errors import AlreadyOnDuty
from app.rosters.models import Duty
from app.rosters.types import DutyKind
from tests.support.database import in_threads
from tests.support.people import Cast

#: 2025-06-18, 09:00 and 17:30 in Shanghai.
MORNING = datetime(2025, 6, 18, 1, 0, tzinfo=UTC)
EVENING = datetime(2025, 6, 18, 9, 30, tzinfo=UTC)
NOON = datetime(2025, 6, 18, 4, 20, tzinfo=UTC)


def _duty(cast: Cast, login: str = "meng", from_at: datetime = MORNING, until_at: datetime = EVENING) -> NewDuty:
    return NewDuty(
        membership_id=cast.memberships[login].id, kind=DutyKind.DUTY_JUDGE, from_at=from_at, until_at=until_at
    )


def test_the_judge_on_duty_is_found_at_the_moment_of_the_question(cast: Cast) -> None:
    services.add_duty(_duty(cast), actor=cast.actor("gaomou"))
    assert [one.name for one in queries.judges_on_duty(NOON)] == ["孟某文"]
    assert [one.name for one in queries.who_is_on_duty(cast.unit("court.studio").id, NOON)] == ["孟某文"]
    assert queries.is_on_duty(cast.user("meng").id, DutyKind.DUTY_JUDGE, NOON)
    assert queries.judges_on_duty(EVENING) == []
    assert queries.judges_on_duty(MORNING - timedelta(seconds=1)) == []
    assert [one.name for one in queries.next_judges(MORNING - timedelta(hours=1))] == ["孟某文"]


def test_nobody_is_on_duty_twice_at_once(cast: Cast) -> None:
    services.add_duty(_duty(cast), actor=cast.actor("gaomou"))
    with pytest.raises(AlreadyOnDuty) as refused:
        services.add_duty(_duty(cast, from_at=NOON, until_at=NOON + timedelta(hours=9)), actor=cast.actor("gaomou"))
    assert str(refused.value.message) == "孟某文在6月18日09:00—17:30已有值班，请换人或换时间。"
    services.add_duty(_duty(cast, from_at=EVENING, until_at=EVENING + timedelta(hours=3)), actor=cast.actor("gaomou"))
    services.add_duty(_duty(cast, "shen"), actor=cast.actor("gaomou"))
    assert [one.name for one in queries.judges_on_duty(NOON)] == ["孟某文", "沈某衡"]


def test_the_database_itself_refuses_an_overlap(cast: Cast) -> None:
    first = services.add_duty(_duty(cast), actor=Actor.system())
    twin = Duty(
        membership_id=first.membership_id, user_id=first.user_id, person_no=first.person_no, unit_id=first.unit_id,
        kind=first.kind, from_at=EVENING - timedelta(seconds=1), until_at=EVENING + timedelta(hours=1),
    )  # fmt: skip
    db.session.add(twin)
    with pytest.raises(IntegrityError, match="ex_rosters_duties_one_place"):
        db.session.flush()


def test_eight_planners_at_once_leave_one_duty(committing_db: Flask) -> None:
    command = _duty(Cast())

    def plan(number: int) -> str:
        try:
            services.add_duty(command, actor=Actor.system())
        except AlreadyOnDuty:
            return "refused"
        return "planned"

    assert sorted(in_threads(committing_db, 8, plan)) == ["planned"] + ["refused"] * 7


def test_a_unit_plans_its_own_roster_only(cast: Cast) -> None:
    with pytest.raises(Forbidden):
        services.add_duty(_duty(cast), actor=cast.actor("rshead"))
    with pytest.raises(Forbidden):
        services.add_duty(_duty(cast), actor=cast.actor("police"))
    assert services.add_duty(_duty(cast, "shen"), actor=cast.actor("meng")).unit_id == cast.unit("court.studio").id


def test_a_duty_ends_after_it_begins_and_within_a_day(cast: Cast) -> None:
    for until in (MORNING, MORNING + timedelta(hours=25)):
        with pytest.raises(InvalidInput):
            services.add_duty(_duty(cast, until_at=until), actor=Actor.system())


def test_a_duty_that_has_begun_stays_on_record(cast: Cast) -> None:
    duty = services.add_duty(_duty(cast), actor=Actor.system())
    with clock.frozen(NOON), pytest.raises(InvalidInput):
        services.remove_duty(duty.id, version=1, actor=cast.actor("gaomou"))
    with clock.frozen(MORNING - timedelta(hours=1)):
        services.remove_duty(duty.id, version=1, actor=cast.actor("gaomou"))
    assert queries.judges_on_duty(NOON) == []


def test_signing_in_at_the_desk_shows_beside_the_roster(cast: Cast) -> None:
    with clock.frozen(NOON):
        services.add_duty(_duty(cast), actor=Actor.system())
        assert "尚未签到" in str(queries.stationing_now(cast.unit("court.studio").id).words)
        services.sign_in_at_desk(actor=cast.actor("meng"))
        services.sign_in_at_desk(actor=cast.actor("meng"), seat="2号窗口")
        assert str(queries.stationing_now(cast.unit("court.studio").id).words) == "常驻，孟某文在岗，至17:30"
        assert [row.seat for row in queries.present_at(cast.unit("court.studio").id)] == ["2号窗口"]
        services.sign_out_from_desk(actor=cast.actor("meng"))
        assert queries.own_presence(cast.user("meng").id) is None


def test_yesterdays_open_sign_in_is_not_presence_today(cast: Cast) -> None:
    with clock.frozen(NOON):
        services.sign_in_at_desk(actor=cast.actor("meng"))
    with clock.frozen(NOON + timedelta(days=1)):
        assert queries.present_at(cast.unit("court.studio").id) == []


def test_the_week_shows_each_day_with_its_judges(cast: Cast) -> None:
    services.add_duty(_duty(cast), actor=Actor.system())
    friday = timedelta(days=2)
    services.add_duty(_duty(cast, "shen", MORNING + friday, EVENING + friday), actor=Actor.system())
    week = queries.week_of(cast.unit("court.studio").id, clock.local(NOON).date())
    assert week.monday.isoformat() == "2025-06-16"
    assert [[one.name for one in day.duties] for day in week.days] == [[], [], ["孟某文"], [], ["沈某衡"], [], []]


def test_many_units_are_asked_with_few_queries(cast: Cast) -> None:
    found = queries.stationings(cast.units.values(), NOON)
    assert str(found[cast.unit("dept.jt").id].words) == "随驻，接到通知后2小时内到达"
    assert not found[cast.unit("dept.mz").id].reachable
