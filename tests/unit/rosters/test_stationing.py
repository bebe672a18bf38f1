"""How a unit can be reached now, in words."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from app.organisations.types import StationingMode
from app.rosters import rules
from app.rosters.types import DutyKind, OnDuty

#: Wednesday 2025-06-18, 12:20 in Shanghai: the moment of the question in S01.
NOON = datetime(2025, 6, 18, 4, 20, tzinfo=UTC)
NIGHT = datetime(2025, 6, 18, 13, 0, tzinfo=UTC)
NOBODY = UUID(int=0)


def _duty(from_at: datetime, hours: float, name: str = "孟某文", present: bool = False) -> OnDuty:
    until = from_at + timedelta(hours=hours)
    return OnDuty(
        NOBODY, NOBODY, NOBODY, NOBODY, name, DutyKind.DESK, from_at, until, present_since=from_at if present else None
    )


def test_a_resident_unit_without_roster_is_there_in_hall_hours() -> None:
    found = rules.stationing(StationingMode.RESIDENT, [], NOON)
    assert found.reachable
    assert str(found.words) == "常驻，工作日08:30—18:00有人"


def test_a_resident_unit_is_not_there_at_night_or_on_a_sunday() -> None:
    sunday = datetime(2025, 6, 22, 4, 0, tzinfo=UTC)
    assert not rules.stationing(StationingMode.RESIDENT, [], NIGHT).reachable
    assert not rules.stationing(StationingMode.RESIDENT, [], sunday).reachable


def test_on_the_roster_and_signed_in_are_two_facts() -> None:
    here = rules.stationing(StationingMode.RESIDENT, [_duty(NOON, 4, present=True)], NOON)
    awaited = rules.stationing(StationingMode.RESIDENT, [_duty(NOON, 4)], NOON)
    assert str(here.words) == "常驻，孟某文在岗，至16:20"
    assert str(awaited.words) == "常驻，今日孟某文值守，至16:20，尚未签到"


def test_a_rotating_unit_on_its_day_says_until_when() -> None:
    found = rules.stationing(StationingMode.ROTATING, [_duty(NOON - timedelta(hours=3), 7.67)], NOON)
    assert found.reachable
    assert str(found.words) == "轮驻，今日在中心，至17:00"


def test_a_rotating_unit_on_another_day_says_when_it_comes() -> None:
    friday = datetime(2025, 6, 20, 0, 30, tzinfo=UTC)
    found = rules.stationing(StationingMode.ROTATING, [_duty(friday, 8)], NOON)
    assert not found.reachable
    assert str(found.words) == "轮驻，现在不在中心，下次6月20日08:30"


def test_a_rotating_unit_later_today_and_one_without_a_roster() -> None:
    later = rules.stationing(StationingMode.ROTATING, [_duty(NOON + timedelta(hours=1), 3)], NOON)
    assert str(later.words) == "轮驻，今日13:20到中心"
    assert str(rules.stationing(StationingMode.ROTATING, [], NOON).words) == "轮驻，现在不在中心，近期没有排班"


def test_an_on_call_unit_arrives_within_two_hours() -> None:
    found = rules.stationing(StationingMode.ON_CALL, [], NIGHT)
    assert found.reachable
    assert str(found.words) == "随驻，接到通知后2小时内到达"


def test_the_last_moment_of_a_duty_is_no_longer_covered() -> None:
    duty = _duty(NOON, 1)
    assert duty.covers(NOON)
    assert not duty.covers(NOON + timedelta(hours=1))


def test_a_week_begins_on_monday() -> None:
    assert rules.monday_of(date(2025, 6, 22)) == date(2025, 6, 16)
    assert rules.monday_of(date(2025, 6, 16)) == date(2025, 6, 16)
