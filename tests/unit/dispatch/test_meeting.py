"""What a meeting, its minutes, an answer or an item lacks, by tables."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from app.core.ids import new_id
from app.dispatch.commands import AgreedItem, Attendance, Invitation, MeetingDetails, MinutesDetails
from app.dispatch.rules.meeting import (
    everybody_answered,
    faults_of_answer,
    faults_of_meeting,
    faults_of_minutes,
    faults_of_move,
    is_overdue,
    lacking_before_signing,
)

CALLED = datetime(2025, 6, 18, 1, 20, tzinfo=UTC)
HELD, NOW = CALLED + timedelta(hours=1), CALLED + timedelta(hours=3)
TODAY = date(2025, 6, 18)
ONE, TWO, STRANGE = new_id(), new_id(), new_id()

CALL = MeetingDetails(
    title="研究工资支付",
    chair_id=ONE,
    meet_at=HELD,
    place="三楼会议室",
    issues=("谁先行垫付",),
    attendees=(Invitation(unit_id=ONE),),
)


@pytest.mark.parametrize(
    ("changes", "fields"),
    [
        ({}, set()),
        ({"title": "会商"}, {"title"}),
        ({"chair_id": None}, {"chair_id"}),
        ({"meet_at": None}, {"meet_at"}),
        ({"meet_at": CALLED - timedelta(minutes=1)}, {"meet_at"}),
        ({"place": " "}, {"place"}),
        ({"issues": (" ",)}, {"issues"}),
        ({"attendees": ()}, {"attendees"}),
        ({"attendees": (Invitation(unit_id=ONE), Invitation(unit_id=ONE))}, {"attendees.1.unit_id"}),
    ],
)
def test_what_a_call_lacks_is_told_at_its_field(changes: dict[str, Any], fields: set[str]) -> None:
    assert set(faults_of_meeting(replace(CALL, **changes), CALLED)) == fields


def item(**changes: Any) -> AgreedItem:
    whole = AgreedItem(words="疏导道路", unit_id=ONE, person="路某", due_on=TODAY)
    return replace(whole, **changes)


@pytest.mark.parametrize(
    ("changes", "fields"),
    [
        ({}, set()),
        ({"held_at": None}, {"held_at"}),
        ({"held_at": NOW + timedelta(minutes=1)}, {"held_at"}),
        ({"held_at": CALLED - timedelta(minutes=1)}, {"held_at"}),
        ({"attendances": (Attendance(unit_id=STRANGE, present=True, names="某"),)}, {"attendances.0.present"}),
        ({"attendances": (Attendance(unit_id=ONE, present=True),)}, {"attendances.0.names"}),
        ({"attendances": (Attendance(unit_id=ONE, present=False, opinion="同意"),)}, {"attendances.0.opinion"}),
        ({"attendances": (Attendance(unit_id=ONE, present=False),)}, set()),
        ({"items": (item(words="办"),)}, {"items.0.words"}),
        ({"items": (item(), item(unit_id=None, person=" "))}, {"items.1.unit_id", "items.1.person"}),
        ({"items": (item(due_on=None),)}, {"items.0.due_on"}),
        ({"items": (item(due_on=TODAY - timedelta(days=1)),)}, {"items.0.due_on"}),
    ],
)
def test_what_minutes_lack_is_told_at_its_field(changes: dict[str, Any], fields: set[str]) -> None:
    whole = MinutesDetails(held_at=HELD, attendances=(Attendance(unit_id=ONE, present=True, names="路某"),))
    assert set(faults_of_minutes(replace(whole, **changes), CALLED, NOW, [ONE, TWO])) == fields


@dataclass
class Seat:
    """A unit at a meeting."""

    present: bool | None
    answer: str | None = None


@pytest.mark.parametrize(
    ("seats", "decisions", "items", "whole"),
    [
        ([Seat(True)], ["定了"], [], True),
        ([Seat(True)], [], ["办"], True),
        ([Seat(True), Seat(False)], ["定了"], [], True),
        ([Seat(True), Seat(None)], ["定了"], [], False),
        ([Seat(False)], ["定了"], [], False),
        ([Seat(True)], [], [], False),
    ],
)
def test_minutes_are_signed_when_they_are_whole(
    seats: list[Seat], decisions: list[str], items: list[str], whole: bool
) -> None:
    assert (lacking_before_signing(seats, decisions, items) is None) is whole


def test_only_who_was_there_is_waited_for() -> None:
    assert everybody_answered([Seat(True, "confirmed"), Seat(False)])
    assert not everybody_answered([Seat(True, "confirmed"), Seat(True)])


@pytest.mark.parametrize(
    ("answer", "words", "fields"),
    [
        ("confirmed", "", set()),
        ("objected", "时间写错", set()),
        ("objected", "错", {"words"}),
        ("", "", {"answer"}),
    ],
)
def test_an_objection_has_words(answer: str, words: str, fields: set[str]) -> None:
    assert set(faults_of_answer(answer, words)) == fields


def test_the_day_of_a_meeting_is_the_day_in_beijing() -> None:
    """At half past seven in the morning of the nineteenth it is still the eighteenth in UTC."""
    held = datetime(2025, 6, 18, 23, 30, tzinfo=UTC)
    asked = MinutesDetails(held_at=held, items=(item(due_on=TODAY), item(due_on=TODAY + timedelta(days=1))))
    assert set(faults_of_minutes(asked, CALLED, held + timedelta(hours=1), [ONE])) == {"items.0.due_on"}


@pytest.mark.parametrize(
    ("days", "reason", "fields"),
    [
        (3, "材料未齐", set()),
        (None, "材料未齐", {"due_on"}),
        (0, "材料未齐", {"due_on"}),
        (-9, "晚", {"due_on", "reason"}),
    ],
)
def test_an_item_is_moved_to_another_day_with_a_reason(days: int | None, reason: str, fields: set[str]) -> None:
    wanted = None if days is None else TODAY + timedelta(days=days)
    assert set(faults_of_move(wanted, reason, TODAY, TODAY)) == fields


@dataclass
class Due:
    """An item."""

    due_on: date
    done_at: datetime | None = None


def test_an_item_is_overdue_after_its_day_until_it_is_done() -> None:
    assert not is_overdue(Due(TODAY), TODAY)
    assert is_overdue(Due(TODAY), TODAY + timedelta(days=1))
    assert not is_overdue(Due(TODAY, NOW), TODAY + timedelta(days=1))
