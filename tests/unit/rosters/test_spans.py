"""Spans of duty as clerks write them, and the week as lines and days."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID

import pytest

from app.core import clock
from app.rosters.rules import LONGEST_DUTY, faults_of_span, grid_rows, span_of
from app.rosters.types import DutyKind, GridLine, GridView, OnDuty, RosterDay

DAY = date(2025, 6, 18)
UNIT, MENG, SHEN = UUID(int=1), UUID(int=2), UUID(int=3)


def _on_duty(user: UUID, day: date, begins: int, *, seat: str = "法官工作室") -> OnDuty:
    start = clock.at(day, begins)
    return OnDuty(
        UUID(int=day.day * 100 + begins), user, user, UNIT, str(user)[-1], DutyKind.DUTY_JUDGE, start,
        start + timedelta(hours=4), seat,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("begins", "ends", "hours"),
    [(time(8, 30), time(18), 9.5), (time(18), time(8, 30), 14.5), (time(8), time(8), 24), (time(0), time(12), 12)],
)
def test_a_duty_that_ends_no_later_than_it_begins_ends_on_the_next_day(begins: time, ends: time, hours: float) -> None:
    from_at, until_at = span_of(DAY, begins, ends)
    assert (until_at - from_at).total_seconds() / 3600 == pytest.approx(hours, abs=0.001)
    assert clock.local(from_at).date() == DAY
    assert faults_of_span(from_at, until_at) == {}


def test_a_span_longer_than_a_day_or_turned_round_is_named_at_its_end() -> None:
    start = datetime(2025, 6, 18, tzinfo=UTC)
    for end in (start, start - timedelta(seconds=1), start + LONGEST_DUTY + timedelta(seconds=1)):
        assert list(faults_of_span(start, end)) == ["until_at"]


def test_every_duty_stands_in_exactly_one_cell() -> None:
    days = [DAY + timedelta(days=number) for number in range(3)]
    duties = [_on_duty(MENG, days[0], 9), _on_duty(SHEN, days[0], 14), _on_duty(MENG, days[2], 9, seat="2号窗口")]
    week = [RosterDay(each, tuple(one for one in duties if clock.local(one.from_at).date() == each)) for each in days]
    for view in GridView:
        rows = grid_rows(view, [], duties, week)
        shown = [one.duty_id for row in rows for cell in row.cells for one in cell]
        assert sorted(shown) == sorted(one.duty_id for one in duties)
        assert all(len(row.cells) == len(days) for row in rows)
    assert [row.line.seat for row in grid_rows(GridView.DESK, [], duties, week)] == ["法官工作室", "2号窗口"]


def test_a_line_without_any_duty_keeps_its_place() -> None:
    idle = GridLine(UNIT, seat="空窗口")
    rows = grid_rows(GridView.DESK, [idle], [], [RosterDay(DAY, ())])
    assert [(row.line, row.cells) for row in rows] == [(idle, ((),))]
