"""How far a called unit has come, and what a whistle lacks, by tables."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from app.core.ids import new_id
from app.dispatch.commands import CalledUnit, ComingDetails, UnitResult, WhistleDetails
from app.dispatch.rules.calling import (
    faults_of_arrival,
    faults_of_coming,
    faults_of_results,
    faults_of_whistle,
    nobody_is_expected,
    standing,
)
from app.dispatch.types import CallStanding

CALLED = datetime(2025, 6, 18, 1, 20, tzinfo=UTC)
MEET, DUE = CALLED + timedelta(hours=1), CALLED + timedelta(hours=2)
ONE, TWO = new_id(), new_id()


@dataclass(frozen=True)
class Said:
    """What a unit said and when it came, in minutes after the whistle."""

    acknowledged: int | None = None
    declined: int | None = None
    arrived: int | None = None

    acknowledged_at = property(lambda self: _after(self.acknowledged))
    declined_at = property(lambda self: _after(self.declined))
    arrived_at = property(lambda self: _after(self.arrived))


def _after(minutes: int | None) -> datetime | None:
    return None if minutes is None else CALLED + timedelta(minutes=minutes)


@pytest.mark.parametrize(
    ("said", "now", "found"),
    [
        (Said(), 0, "waiting"),
        (Said(), 120, "waiting"),
        (Said(), 121, "missing"),
        (Said(acknowledged=5), 119, "coming"),
        (Said(acknowledged=5), 121, "missing"),
        (Said(declined=5), 300, "declined"),
        (Said(acknowledged=5, declined=9), 10, "declined"),
        (Said(declined=5, arrived=30), 40, "on_time"),
        (Said(arrived=60), 300, "on_time"),
        (Said(arrived=61), 300, "after_meeting"),
        (Said(arrived=120), 300, "after_meeting"),
        (Said(arrived=121), 300, "late"),
    ],
)
def test_a_unit_stands_where_its_words_and_its_arrival_put_it(said: Said, now: int, found: str) -> None:
    at = standing(said, MEET, DUE, CALLED + timedelta(minutes=now))
    assert at.value == found
    assert at.arrived is (said.arrived is not None)


def test_the_clock_waits_until_each_has_come_or_said_no() -> None:
    assert not nobody_is_expected([Said(arrived=1), Said(acknowledged=1)])
    assert nobody_is_expected([Said(arrived=1), Said(declined=1)])


WHOLE = WhistleDetails(
    place="现场", meet_at=MEET, needs="维持现场秩序", units=(CalledUnit(unit_id=ONE, reason="核实身份"),)
)


@pytest.mark.parametrize(
    ("changes", "fields"),
    [
        ({}, set()),
        ({"meet_at": CALLED}, set()),
        ({"meet_at": DUE}, set()),
        ({"place": "  "}, {"place"}),
        ({"meet_at": None}, {"meet_at"}),
        ({"meet_at": CALLED - timedelta(minutes=1)}, {"meet_at"}),
        ({"meet_at": DUE + timedelta(minutes=1)}, {"meet_at"}),
        ({"needs": "快来吧"}, {"needs"}),
        ({"units": ()}, {"units"}),
        ({"units": (CalledUnit(unit_id=ONE, reason="来"),)}, {"units.0.reason"}),
        (
            {"units": tuple(CalledUnit(unit_id=one, reason="核实身份") for one in (ONE, TWO, ONE))},
            {"units.2.unit_id"},
        ),
    ],
)
def test_what_a_whistle_lacks_is_told_at_its_field(changes: dict[str, Any], fields: set[str]) -> None:
    assert set(faults_of_whistle(replace(WHOLE, **changes), CALLED, DUE)) == fields


def test_who_comes_is_named_with_an_hour_that_is_not_past() -> None:
    assert set(faults_of_coming(ComingDetails(coming=" ", expected_at=None), CALLED)) == {"coming", "expected_at"}
    past = ComingDetails(coming="路某", expected_at=CALLED - timedelta(minutes=1))
    assert set(faults_of_coming(past, CALLED)) == {"expected_at"}
    assert not faults_of_coming(ComingDetails(coming="路某", expected_at=CALLED), CALLED)


@pytest.mark.parametrize(("minutes", "wrong"), [(-1, True), (0, False), (30, False), (31, True)])
def test_an_arrival_lies_between_the_whistle_and_now(minutes: int, wrong: bool) -> None:
    found = faults_of_arrival(CALLED + timedelta(minutes=minutes), CALLED, CALLED + timedelta(minutes=30))
    assert bool(found) is wrong


def test_each_unit_has_a_result() -> None:
    said = [UnitResult(unit_id=TWO, words="已劝离")]
    assert set(faults_of_results(said, [ONE, TWO])) == {"results.0.words"}
    assert not faults_of_results([*said, UnitResult(unit_id=ONE, words="未到")], [ONE, TWO])


def test_every_standing_has_a_word() -> None:
    assert len({str(one.label) for one in CallStanding}) == len(CallStanding)
