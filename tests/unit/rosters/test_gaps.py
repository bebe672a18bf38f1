"""What is uncovered, which days count, and how duties are shared."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from app.core import clock
from app.rosters.rules import gaps_of, is_needed, shares, uncovered
from app.rosters.types import DutyKind, Need, OnDuty

UNIT = UUID(int=1)
#: A Wednesday.
DAY = date(2025, 6, 18)
WEEKDAYS = (0, 1, 2, 3, 4)
LONG_AGO = clock.at(date(2025, 1, 1))


def _need(**more: object) -> Need:
    given_: dict[str, object] = {
        "id": UUID(int=9), "unit_id": UNIT, "seat": "2号窗口", "kind": DutyKind.DESK, "weekdays": WEEKDAYS,
        "begins": time(8, 30), "ends": time(18), "rest_days": False, "from_on": date(2025, 1, 1), **more,
    }  # fmt: skip
    return Need(**given_)  # type: ignore[arg-type]


def _duty(begins: datetime, hours: float, *, seat: str = "2号窗口", kind: DutyKind = DutyKind.DESK) -> OnDuty:
    return OnDuty(
        UUID(int=3), UUID(int=4), UUID(int=5), UNIT, "何某", kind, begins, begins + timedelta(hours=hours), seat
    )


def _works(day: date) -> bool:
    return day.weekday() < 5


def test_a_holiday_needs_nobody_and_a_working_weekend_does() -> None:
    saturday = date(2025, 6, 21)
    assert is_needed(_need(), DAY, _works)
    assert not is_needed(_need(), saturday, _works)
    assert is_needed(_need(), saturday, lambda day: True)
    assert not is_needed(_need(), DAY, lambda day: False)
    assert is_needed(_need(rest_days=True), DAY, lambda day: False)
    assert not is_needed(_need(rest_days=True, weekdays=(5,)), DAY, _works)
    assert not is_needed(_need(until_on=date(2025, 6, 17)), DAY, _works)
    assert not is_needed(_need(from_on=date(2025, 6, 19)), DAY, _works)


def test_a_gap_is_what_the_right_desk_lacks() -> None:
    morning = clock.at(DAY, 8, 30)
    wrong = [_duty(morning, 9.5, seat="3号窗口"), _duty(morning, 9.5, kind=DutyKind.ON_CALL)]
    assert [(g.from_at, g.until_at) for g in gaps_of(_need(), wrong, [DAY], _works, LONG_AGO)] == [
        (morning, clock.at(DAY, 18))
    ]
    split = [_duty(morning, 3.5), _duty(clock.at(DAY, 13), 5)]
    assert [(g.from_at, g.until_at) for g in gaps_of(_need(), split, [DAY], _works, LONG_AGO)] == [
        (clock.at(DAY, 12), clock.at(DAY, 13))
    ]
    assert gaps_of(_need(), [_duty(morning, 9.5)], [DAY], _works, LONG_AGO) == []


def test_a_night_that_begins_today_and_a_gap_that_is_past() -> None:
    night = _need(begins=time(18), ends=time(8, 30))
    found = gaps_of(night, [_duty(clock.at(DAY, 18), 6)], [DAY], _works, LONG_AGO)
    assert [(g.from_at, g.until_at) for g in found] == [
        (clock.at(DAY + timedelta(days=1)), clock.at(DAY + timedelta(days=1), 8, 30))
    ]
    assert gaps_of(_need(), [], [DAY], _works, clock.at(DAY, 17))[0].from_at == clock.at(DAY, 17)
    assert gaps_of(_need(), [], [DAY], _works, clock.at(DAY, 18)) == []


@given(st.lists(st.tuples(st.integers(0, 48), st.integers(1, 12)), max_size=12))
def test_what_is_covered_and_what_is_not_make_up_the_whole(pieces: list[tuple[int, int]]) -> None:
    begins = clock.at(DAY)
    ends = begins + timedelta(hours=24)
    spans = [(begins + timedelta(hours=a - 12), begins + timedelta(hours=a - 12 + n)) for a, n in pieces]
    left = uncovered(begins, ends, spans)
    for hour in range(24):
        moment = begins + timedelta(hours=hour, minutes=30)
        covered = any(start <= moment < end for start, end in spans)
        assert covered != any(start <= moment < end for start, end in left)


def test_counts_name_everybody_also_who_had_no_duty() -> None:
    friday = date(2025, 6, 20)
    duties = [_duty(clock.at(friday, 18), 14.5), _duty(clock.at(date(2025, 6, 21), 8, 30), 9.5)]
    rows = shares(duties, [(UUID(int=4), "何某"), (UUID(int=6), "宋某")], _works)
    assert [(r.name, r.duties, r.hours, r.nights, r.rest_days) for r in rows] == [
        ("何某", 2, 24.0, 1, 1),
        ("宋某", 0, 0.0, 0, 0),
    ]
