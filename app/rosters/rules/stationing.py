"""Pure decisions: how a unit can be reached now, said in words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time

from app.core import clock
from app.core.text import Message, msg
from app.organisations.types import StationingMode
from app.rosters.types import OnDuty, Stationing

#: Product settings: the hall's hours (domain.md §0.1, Clocks) and P18, within which an on-call unit arrives.
HALL_OPENS = time(8, 30)
HALL_CLOSES = time(18, 0)
ARRIVAL_HOURS = 2


def hall_is_open(moment: datetime) -> bool:
    """Whether the hall's hours run, Monday to Friday; holidays are the calendar's matter, which stands above."""
    here = clock.local(moment)
    return here.weekday() < 5 and HALL_OPENS <= here.time() < HALL_CLOSES


def stationing(mode: StationingMode | None, duties: Sequence[OnDuty], moment: datetime) -> Stationing:
    """How a unit can be reached at a moment, from its mode and its duties from that day on.

    A roster entry counts first; without one a resident unit is taken to be there in the hall's hours.
    """
    now = tuple(sorted((one for one in duties if one.covers(moment)), key=lambda one: one.from_at))
    if mode is StationingMode.ROTATING:
        return _rotating(now, duties, moment)
    if mode is StationingMode.ON_CALL:
        return Stationing(mode, True, msg("随驻，接到通知后{hours}小时内到达", hours=ARRIVAL_HOURS), now)
    if mode is StationingMode.RESIDENT:
        return _resident(now, moment)
    if now:
        return Stationing(None, True, msg("今日值守至{time}", time=_clock(now[-1].until_at)), now)
    return Stationing(None, False, msg("不派驻大厅，请电话联系"))


def _resident(now: tuple[OnDuty, ...], moment: datetime) -> Stationing:
    if now:
        until = _clock(max(one.until_at for one in now))
        there = [one for one in now if one.present_since is not None]
        if there:
            words = msg("常驻，{name}在岗，至{time}", name=there[0].name, time=until)
        else:
            words = msg("常驻，今日{name}值守，至{time}，尚未签到", name=now[0].name, time=until)
        return Stationing(StationingMode.RESIDENT, True, words, now)
    opens, closes = f"{HALL_OPENS:%H:%M}", f"{HALL_CLOSES:%H:%M}"
    if hall_is_open(moment):
        words = msg("常驻，工作日{opens}—{closes}有人", opens=opens, closes=closes)
        return Stationing(StationingMode.RESIDENT, True, words)
    words = msg("常驻，现在不在值守时间（工作日{opens}—{closes}）", opens=opens, closes=closes)
    return Stationing(StationingMode.RESIDENT, False, words)


def _rotating(now: tuple[OnDuty, ...], duties: Sequence[OnDuty], moment: datetime) -> Stationing:
    if now:
        words = msg("轮驻，今日在中心，至{time}", time=_clock(max(one.until_at for one in now)))
        return Stationing(StationingMode.ROTATING, True, words, now)
    coming = min((one.from_at for one in duties if one.from_at > moment), default=None)
    return Stationing(StationingMode.ROTATING, False, _next_turn(coming, moment))


def _next_turn(coming: datetime | None, moment: datetime) -> Message:
    if coming is None:
        return msg("轮驻，现在不在中心，近期没有排班")
    here = clock.local(coming)
    if here.date() == clock.local(moment).date():
        return msg("轮驻，今日{time}到中心", time=_clock(coming))
    return msg("轮驻，现在不在中心，下次{month}月{day}日{time}", month=here.month, day=here.day, time=_clock(coming))


def _clock(moment: datetime) -> str:
    return f"{clock.local(moment):%H:%M}"
