"""A collective matter in its middle: twelve decorators at one site, a thirteenth who came later, a link to another."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from uuid import UUID

from app.core import clock
from app.core.permissions import Actor
from app.demo.at_work import AtWork, working_day
from app.demo.plain_case import PlainCase, Plot
from app.demo.scenarios import firm, person
from app.intake import queries, services
from app.intake.commands import ConsentGiven, PartyDetails, RosterMove
from app.intake.queries import RosterFilter

KEY = "虚构-群体-01"
SURNAMES = "安柏晁丁鄂樊甘郝纪阚蓝麦倪欧"
FIRM = firm("respondent", "北京虚构宏饰装饰工程有限公司", 1950, "宏某", side="装饰公司")
WHY = "同一工地、同一公司、同一段工期，十二人请求相同。"


def rosters(at_work: AtWork) -> Sequence[tuple[str, Callable[[], None]]]:
    """The story by its key, with what tells it."""
    return ((KEY, partial(_tell, at_work, working_day(5))),)


def _worker(serial: int) -> PartyDetails:
    return person("applicant", f"{SURNAMES[serial]}某", date(1982, 1 + serial % 12, 3), 1951 + serial, side="装修工人")


def _case(at_work: AtWork, key: str, day: date, parties: tuple[PartyDetails, ...], title: str) -> PlainCase:
    plot = Plot(
        key=key,
        day=day,
        kind="migrant_wage",
        title=title,
        summary="装修工人称宏饰公司拖欠三月至五月工资，工地已经停工，公司承认欠付，数额待核。",
        demand="请求支付拖欠的工资。",
        region="110111103",
        place="窦店镇虚构星汇广场装修工地",
        parties=parties,
        lead=("dept.rs", "he"),
        org=("org.labor", "ding"),
        count=len(parties) - 1,
    )
    return PlainCase(at_work, plot)


def _tell(at_work: AtWork, day: date) -> None:
    desk = at_work.actor("gaomou")
    main = _case(at_work, KEY, day, (*map(_worker, range(3)), FIRM), "装修工地12名工人被拖欠工资")
    main.file()
    main.register()
    with clock.frozen(clock.at(day, 11)):
        services.declare_collective(main.matter_id, WHY, actor=desk)
        services.add_claimants(main.matter_id, [_worker(serial) for serial in range(3, 12)], actor=desk)
        _move_some(main.matter_id, day, desk)
    late = _case(at_work, f"{KEY}-迟到", day, (_worker(12), FIRM), "另一名装修工人来访反映欠薪")
    apart = _case(at_work, f"{KEY}-相关", day, (_worker(13), FIRM), "同一公司另一工地的欠薪")
    for one in (late, apart):
        one.minutes = 30
        one.file()
        one.register()
    with clock.frozen(clock.at(day, 14)):
        services.join_event(late.matter_id, main.matter_id, "同一工地、同一公司的欠薪，一并办理。", actor=desk)
        services.link_matters(apart.matter_id, main.matter_id, "同一公司的另一工地，偿付能力相互影响。", actor=desk)


def _move_some(matter_id: UUID, day: date, desk: Actor) -> None:
    people = queries.claimant_ids(desk, matter_id, RosterFilter())
    given = ConsentGiven(party_ids=tuple(people[:9]), channel="written", paper="集体同意书", given_on=day)
    services.record_consents(matter_id, given, actor=desk)
    for act, chosen, reason in (
        ("settle", people[:4], ""),
        ("perform", people[:2], ""),
        ("withdraw", people[9:10], "本人已与公司自行结清，不再主张。"),
    ):
        services.move_claimants(matter_id, RosterMove(act=act, party_ids=tuple(chosen), reason=reason), actor=desk)
    services.handle_apart(people[10], "本人坚持申请劳动仲裁，路径不同。", actor=desk)
