"""Hand-over lists: when one is prepared, who is next, what comes first, when it alarms, what may be written."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest

from app.core.text import msg
from app.rosters import rules
from app.rosters.types import LineKind, OpenItem

MORNING = datetime(2025, 6, 18, 0, 30, tzinfo=UTC)
EVENING = datetime(2025, 6, 18, 10, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
MENG, SHEN = uuid4(), uuid4()


@dataclass(frozen=True)
class Span:
    user_id: UUID
    from_at: datetime
    until_at: datetime


def item(number: str, due_at: datetime | None = None) -> OpenItem:
    return OpenItem(
        kind=LineKind.EVENT, subject_id=uuid4(), matter_id=uuid4(), number=number, title="虚构事项",
        waits=msg("等待登记"), due_at=due_at,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("moment", "may"),
    [
        (MORNING - HOUR, False),
        (MORNING, True),
        (EVENING, True),
        (EVENING + 23 * HOUR, True),
        (EVENING + 24 * HOUR, False),
    ],
)
def test_a_list_is_prepared_while_the_duty_runs_and_a_day_after(moment: datetime, may: bool) -> None:
    assert rules.may_prepare(MORNING, EVENING, moment) is may


def test_next_is_the_first_duty_of_somebody_else_that_outlasts_this_one() -> None:
    mine = Span(MENG, MORNING, EVENING)
    beside = Span(SHEN, MORNING, EVENING)
    shorter = Span(SHEN, MORNING + HOUR, EVENING - HOUR)
    own_next = Span(MENG, EVENING, EVENING + HOUR)
    night = Span(SHEN, EVENING, EVENING + 14 * HOUR)
    overlapping = Span(SHEN, EVENING - HOUR, EVENING + 2 * HOUR)
    assert rules.next_duty(mine, [beside, shorter, own_next]) is None
    assert rules.next_duty(mine, [own_next, night]) is night
    assert rules.next_duty(mine, [night, overlapping]) is overlapping


def test_the_earliest_due_comes_first_and_what_has_no_date_last() -> None:
    late, soon, never = item("3", MORNING), item("2", EVENING), item("1")
    assert rules.sorted_items([never, soon, late]) == ([late, soon, never], 0)


def test_what_does_not_fit_is_counted() -> None:
    found, left_out = rules.sorted_items(item(str(number)) for number in range(203))
    assert (len(found), left_out) == (200, 3)


def test_the_alarm_counts_from_the_next_duty_or_from_a_later_hand_over() -> None:
    assert rules.alarm_at(EVENING, EVENING - HOUR, 30) == EVENING + HOUR / 2
    assert rules.alarm_at(EVENING, EVENING + HOUR, 30) == EVENING + 1.5 * HOUR


def test_each_fault_of_the_text_stands_at_its_box() -> None:
    line = uuid4()
    assert rules.faults_of_text("交代", {line: "未见原件"}, ["钥匙在前台"], {line}) == {}
    faults = rules.faults_of_text("长" * 1001, {line: "长" * 201}, ["短", "长" * 201], {line})
    assert set(faults) == {"note", f"remarks.{line}", "free_lines"}
    assert faults["free_lines"][0].params["number"] == 2
    assert set(rules.faults_of_text("", {uuid4(): ""}, ["短"] * 31, {line})) == {"remarks", "free_lines"}
