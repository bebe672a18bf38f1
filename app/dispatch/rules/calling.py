"""Pure decisions about whistles: how far a called unit has come, and what a whistle or an answer to it lacks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from typing import Protocol
from uuid import UUID

from app.core.text import Message, msg
from app.dispatch.commands import ComingDetails, UnitResult, WhistleDetails
from app.dispatch.rules.inputs import Faults, only
from app.dispatch.types import CallStanding

NEEDS_LEAST = 6
REASON_LEAST = 4
RESULT_LEAST = 2
MOST_UNITS = 12

#: States of an event in which somebody handles it and may whistle or call a meeting on it.
HANDLED = ("triaged", "dispatched", "handling")


class Called(Protocol):
    """What a unit's standing follows from."""

    acknowledged_at: datetime | None
    declined_at: datetime | None
    arrived_at: datetime | None


def standing(call: Called, meet_at: datetime, arrive_by: datetime, now: datetime) -> CallStanding:
    """How far a unit has come: on time by the meeting hour, late only after the clock's end (a setting of ours)."""
    if call.arrived_at is not None:
        if call.arrived_at > arrive_by:
            return CallStanding.LATE
        return CallStanding.ON_TIME if call.arrived_at <= meet_at else CallStanding.AFTER_MEETING
    if call.declined_at is not None:
        return CallStanding.DECLINED
    if now > arrive_by:
        return CallStanding.MISSING
    return CallStanding.COMING if call.acknowledged_at is not None else CallStanding.WAITING


def nobody_is_expected(calls: Sequence[Called]) -> bool:
    """Whether every called unit is there or said that it cannot come: the clock has nobody left to wait for."""
    return all(call.arrived_at is not None or call.declined_at is not None for call in calls)


def faults_of_whistle(details: WhistleDetails, now: datetime, arrive_by: datetime) -> Faults:
    """A whistle names the place, an hour between now and the clock's end, what is needed, and units with reasons."""
    found: Faults = {}
    if not details.place.strip():
        found["place"] = [msg("请写明集合地点。")]
    found["meet_at"] = _hour(details.meet_at, now, arrive_by)
    if len(details.needs.strip()) < NEEDS_LEAST:
        found["needs"] = [msg("请写明需要做什么，不少于{least}个字。", least=NEEDS_LEAST)]
    return only({**found, **_faults_of_units(details)})


def _hour(meet_at: datetime | None, now: datetime, arrive_by: datetime) -> list[Message]:
    if meet_at is None:
        return [msg("请填写集合时间。")]
    if meet_at < now:
        return [msg("集合时间不能早于现在。")]
    if meet_at > arrive_by:
        return [msg("集合时间不能晚于报到时限；时间较宽的，请召集会商。")]
    return []


def _faults_of_units(details: WhistleDetails) -> Faults:
    if not details.units:
        return {"units": [msg("请至少选择一个要到场的单位。")]}
    found: Faults = {}
    for row in repeated([one.unit_id for one in details.units]):
        found[f"units.{row}.unit_id"] = [msg("这个单位已经选过。")]
    for row, one in enumerate(details.units):
        if len(one.reason.strip()) < REASON_LEAST:
            found[f"units.{row}.reason"] = [msg("请写明需要该单位到场的理由，不少于{least}个字。", least=REASON_LEAST)]
    return found


def repeated(ids: Sequence[UUID]) -> list[int]:
    """The places at which an id stands for the second time or later."""
    seen: Counter[UUID] = Counter()
    found = []
    for row, one in enumerate(ids):
        if seen[one]:
            found.append(row)
        seen[one] += 1
    return found


def faults_of_coming(details: ComingDetails, now: datetime) -> Faults:
    """A unit that answers says who comes and when; the hour is not past."""
    found: Faults = {}
    if not details.coming.strip():
        found["coming"] = [msg("请写明由谁到场。")]
    if details.expected_at is None:
        found["expected_at"] = [msg("请填写预计到场时间。")]
    elif details.expected_at < now:
        found["expected_at"] = [msg("预计到场时间不能早于现在。")]
    return found


def faults_of_arrival(arrived_at: datetime, called_at: datetime, now: datetime) -> Faults:
    """An arrival lies between the whistle and now."""
    if arrived_at > now:
        return {"arrived_at": [msg("到场时间不能晚于现在。")]}
    if arrived_at < called_at:
        return {"arrived_at": [msg("到场时间不能早于吹哨时间。")]}
    return {}


def faults_of_results(results: Sequence[UnitResult], wanted: Sequence[UUID]) -> Faults:
    """The end of a whistle says in short what came of each unit that was called."""
    said = {one.unit_id: one.words for one in results}
    short = [row for row, unit_id in enumerate(wanted) if len(said.get(unit_id, "").strip()) < RESULT_LEAST]
    return {f"results.{row}.words": [msg("请写明这个单位的结果。")] for row in short}
