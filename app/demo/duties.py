"""The rosters of the demo centre: the studio's week of S01 and the weeks around today, desks and rotating departments."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from uuid import UUID

from app.accounts import queries as accounts
from app.accounts.types import Colleague
from app.core import clock
from app.core.permissions import Actor
from app.demo.at_work import AtWork
from app.rosters import queries, services
from app.rosters.commands import HandoverText, NewDuty, NewNeed, NewSubstitution
from app.rosters.rules import monday_of
from app.rosters.types import DutyKind, HandoverTab

#: The week of S01, in which 孟某文 answers from the studio.
STORY_WEEK = date(2025, 6, 16)
WEEKS_AHEAD = 3
#: Weeks before this one for which the demo's disputes need judges who were on duty.
WEEKS_BACK = 3

#: The judge on duty by day and by night, Monday to Sunday; the night ends when the next day begins.
DAY_JUDGE = ("meng", "meng", "meng", "meng", "meng", "shen", "shen")
NIGHT_JUDGE = ("shen", "bai", "shen", "bai", "bai", "bai", "bai")
#: The centre's own desk: one dispatcher by day, another in the evening.
CENTRE_DESK = "调度台"
#: Desks of resident units on working days.
DESKS = (
    ("he", "dept.rs", "2号窗口"),
    ("ding", "org.labor", "3号窗口"),
    ("ga", "dept.ga", "1号窗口"),
    ("sf", "dept.sf", "4号窗口"),
)
#: Weekdays (0 is Monday) on which a rotating department comes.
TURNS = (
    ("civil", "dept.mz", (0, 2)), ("wj", "dept.wj", (1, 3)), ("sc", "dept.sc", (0, 4)), ("ny", "dept.ny", (1,)),
    ("gz", "dept.gz", (2,)), ("jw", "dept.jw", (3,)), ("cg", "dept.cg", (0, 4)),
)  # fmt: skip


def plant_duties(units: Mapping[str, UUID]) -> None:
    """Enter the rosters of the story's week, of the last weeks (judges alone), of this week and the next ones."""
    this_week = monday_of(clock.today())
    for number in range(-WEEKS_BACK, WEEKS_AHEAD):
        _plant_week(this_week + timedelta(weeks=number), units, desks=number >= 0)
    _plant_week(STORY_WEEK, units, desks=True)
    _plant_needs(units)


def _plant_needs(units: Mapping[str, UUID]) -> None:
    """What the centre wants staffed: the studio day and night, the desks of resident units on working days."""
    if queries.needs():
        return
    studio, judge, everyday = units["court.studio"], DutyKind.DUTY_JUDGE, tuple(range(7))
    _need(studio, "法官工作室", judge, everyday, (time(8, 30), time(18)))
    _need(studio, "电话值守", judge, everyday, (time(18), time(8, 30)))
    for _, code, seat in DESKS:
        _need(units[code], seat, DutyKind.DESK, everyday[:5], (time(8, 30), time(18)))


def plant_absence(at_work: AtWork) -> bool:
    """A judge is away for four days and a colleague acts in the post, unless somebody was away before; whether so."""
    absent, there = at_work.actor("bai"), at_work.actor("shen")
    if any(queries.substitution_counts(absent).values()) or absent.membership_id is None or there.membership_id is None:
        return False
    command = NewSubstitution(
        membership_id=absent.membership_id,
        substitute_membership_id=there.membership_id,
        from_on=clock.today(),
        until_on=clock.today() + timedelta(days=3),
        reason="外出参加调解业务培训",
    )
    services.name_substitute(command, actor=absent)
    return True


def plant_handover(at_work: AtWork) -> bool:
    """The evening desk of yesterday has handed over what was open, and nobody has signed for it; whether it was planted."""
    tang = at_work.actor("tang")
    handed = clock.at(clock.today() - timedelta(days=1), 21, 50)
    duties = queries.who_is_on_duty(at_work.unit_id("center"), handed)
    mine = [one for one in duties if one.user_id == tang.user_id]
    if not mine or queries.handover_page(tang, HandoverTab.MINE).rows:
        return False
    with clock.frozen(handed):
        row = services.prepare_handover(mine[0].duty_id, actor=tang)
        remarks = {one.id: "来电人要求尽快回复" for one in row.lines[:1]}
        text = HandoverText(
            note="夜间电话不多，无突发情况。", remarks=remarks, free_lines=["调度台钥匙在前台", "9时前给西潞街道回电话"]
        )
        services.hand_over(row.id, version=row.version, text=text, actor=tang)
    return True


def _need(unit: UUID, seat: str, kind: DutyKind, weekdays: tuple[int, ...], hours: tuple[time, time]) -> None:
    services.add_need(
        NewNeed(
            unit_id=unit, seat=seat, kind=kind, weekdays=weekdays, begins=hours[0], ends=hours[1],
            rest_days=kind is DutyKind.DUTY_JUDGE,
        ),
        actor=Actor.system(),
    )  # fmt: skip


def _plant_week(monday: date, units: Mapping[str, UUID], *, desks: bool) -> None:
    """Enter a week that has no roster yet."""
    week = queries.week_of(units["court.studio"], monday)
    if any(day.duties for day in week.days):
        return
    for number in range(7):
        day = monday + timedelta(days=number)
        opens, closes = clock.at(day, 8, 30), clock.at(day, 18)
        _judge(DAY_JUDGE[number], units, opens, closes, "法官工作室")
        _judge(NIGHT_JUDGE[number], units, closes, opens + timedelta(days=1), "电话值守")
        _desk("gaomou", units["center"], opens, closes, CENTRE_DESK)
        _desk("tang", units["center"], closes, clock.at(day, 22), CENTRE_DESK)
        if desks:
            _desks(number, day, units)


def _desks(number: int, day: date, units: Mapping[str, UUID]) -> None:
    opens, closes = clock.at(day, 8, 30), clock.at(day, 18)
    if number < 5:
        for login, code, seat in DESKS:
            _desk(login, units[code], opens, closes, seat)
    for login, code, weekdays in TURNS:
        if number in weekdays:
            _desk(login, units[code], opens, clock.at(day, 17), "5号窗口")


def _judge(login: str, units: Mapping[str, UUID], from_at: datetime, until_at: datetime, seat: str) -> None:
    person = _in(login, units["court.studio"])
    _plant(person, DutyKind.DUTY_JUDGE, from_at, until_at, seat)


def _desk(login: str, unit: UUID, from_at: datetime, until_at: datetime, seat: str) -> None:
    _plant(_in(login, unit), DutyKind.DESK, from_at, until_at, seat)


def _in(login: str, unit: UUID) -> Colleague:
    return accounts.colleague(accounts.user_by_login(login).id, unit)


def _plant(person: Colleague, kind: DutyKind, from_at: datetime, until_at: datetime, seat: str) -> None:
    command = NewDuty(
        membership_id=person.membership_id,
        unit_id=person.unit_id,
        kind=kind,
        from_at=from_at,
        until_at=until_at,
        seat=seat,
    )
    services.add_duty(command, actor=Actor.system())
