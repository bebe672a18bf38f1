"""A whole day of the dispatcher on the last working day, told in the order in which it happened.

Forty arrivals from eight sources; six of them repeat another and are merged, linked or joined; one matter of many
workers; three returns, one of them refused wrongly and overruled by the director; one whistle; two orders that rest; an
officer away and a colleague in the post; one red matter. Two reports wait at the end of the day.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta

from app.accounts.services import actor_in_post
from app.core import clock
from app.core.permissions import Actor
from app.demo.at_work import AtWork, working_day
from app.demo.day_arrivals import ARRIVALS, AT_FIRST, WORKERS, Arrival, plots, worker
from app.demo.plain_case import PlainCase, Plot
from app.dispatch import services as dispatch
from app.dispatch.commands import (
    CalledUnit,
    ComingDetails,
    ReturnDetails,
    RulingDetails,
    UnitResult,
    UnitTask,
    WhistleDetails,
)
from app.intake import services as intake
from app.intake.commands import ConsentGiven
from app.oversight import queries as oversight
from app.oversight import services as overseeing
from app.oversight.commands import LeadDetails
from app.oversight.types import DutyKind
from app.rosters import services as rosters
from app.rosters.commands import NewSubstitution

#: Minutes between two acts on the same matter.
STEP = 4


class DayCase(PlainCase):
    """A dispute of the day: its acts follow its arrival at short steps, whatever hour a longer story would give them."""

    def __init__(self, at_work: AtWork, plot: Plot, arrival: Arrival) -> None:
        """It has not arrived yet."""
        super().__init__(at_work, plot)
        self.arrival = arrival
        self.now = clock.at(plot.day, *arrival.at)

    def moment(self, days: int, hour: int) -> datetime:
        """The next instant of its own day."""
        self.now += timedelta(minutes=STEP)
        return self.now

    def when(self, hour: int, minute: int) -> None:
        """Let the next act come at a time of the day."""
        self.now = clock.at(self.plot.day, hour, minute) - timedelta(minutes=STEP)


class Day:
    """The cases of one day and what became of each."""

    def __init__(self, at_work: AtWork, day: date) -> None:
        """Nothing has come in yet."""
        self.at_work, self.day = at_work, day
        told = zip(plots(day), ARRIVALS, strict=True)
        self.cases = [DayCase(at_work, plot, arrival) for plot, arrival in told]

    def first_of(self, case: DayCase) -> DayCase:
        """The earlier report that this one repeats."""
        return self.cases[case.arrival.like - 1]

    def tell(self) -> None:
        """Each arrival in its turn, to where it stood in the evening."""
        _away(self.at_work, self.day)
        for case in self.cases:
            FATES[case.arrival.fate](self, case)


def day_of_arrivals(at_work: AtWork) -> tuple[str, Callable[[], None]]:
    """The day by the key of its first arrival, with what tells it."""
    day = Day(at_work, working_day(1))
    return day.cases[0].plot.key, day.tell


def _away(at_work: AtWork, day: date) -> None:
    """The officer of civil affairs is at a training that day; the head of the unit acts in the post."""
    absent, there = at_work.actor("civil"), at_work.actor("civilhead")
    assert absent.membership_id is not None
    assert there.membership_id is not None
    with clock.frozen(clock.at(day, 8, 5)):
        command = NewSubstitution(
            membership_id=absent.membership_id, substitute_membership_id=there.membership_id, from_on=day, until_on=day,
            reason="参加全市社会救助业务培训一天",
        )  # fmt: skip
        rosters.name_substitute(command, actor=absent)


def _in_place_of(at_work: AtWork, absent: str, there: str) -> Actor:
    post = at_work.actor(absent).membership_id
    assert post is not None
    return actor_in_post(post, at_work.actor(there).user_id)


# -- what becomes of an arrival ---------------------------------------------------------------------------------------


def _file(day: Day, case: DayCase) -> None:
    case.file()


def _register(day: Day, case: DayCase) -> None:
    case.file()
    case.register()


def _triage(day: Day, case: DayCase) -> None:
    _register(day, case)
    case.triage()


def _dispatched(day: Day, case: DayCase) -> None:
    _triage(day, case)
    case.dispatch()


def _pass(day: Day, case: DayCase) -> None:
    _dispatched(day, case)
    case.sign()


def _reject(day: Day, case: DayCase) -> None:
    case.file()
    case.reject()


def _redirect(day: Day, case: DayCase) -> None:
    _register(day, case)
    case.redirect(
        "litigation", "双方对借款是否真实各执一词，均不同意调解，可以依法向人民法院起诉；本中心可以协助准备材料。"
    )


def _merge(day: Day, case: DayCase) -> None:
    _register(day, case)
    why = "同一当事人、同一地点、同一件事，从另一渠道再次反映。"
    case.at(0, 0, intake.merge_event, case.matter_id, day.first_of(case).matter_id, why, actor=case.act("gaomou"))


def _link(day: Day, case: DayCase) -> None:
    _register(day, case)
    why = "同一家健身房的另一笔退费，经营者能否退付相互影响。"
    case.at(0, 0, intake.link_matters, case.matter_id, day.first_of(case).matter_id, why, actor=case.act("gaomou"))
    case.triage()
    case.dispatch()
    case.sign()


def _collective(day: Day, case: DayCase) -> None:
    _register(day, case)
    desk = case.act("gaomou")
    why = "同一公司、同一园区、同一段工期，十二人请求相同。"
    case.at(0, 0, intake.declare_collective, case.matter_id, why, actor=desk)
    rest = [worker(serial) for serial in range(AT_FIRST, WORKERS)]
    case.at(0, 0, intake.add_claimants, case.matter_id, rest, actor=desk)
    workers = case.party_ids[:AT_FIRST]
    given = ConsentGiven(party_ids=workers, channel="written", paper="集体同意书", given_on=day.day)
    case.at(0, 0, intake.record_consents, case.matter_id, given, actor=desk)
    case.triage()
    case.dispatch()
    case.sign()


def _join(day: Day, case: DayCase) -> None:
    _register(day, case)
    why = "同一公司、同一园区的欠薪，一并办理。"
    case.at(0, 0, intake.join_event, case.matter_id, day.first_of(case).matter_id, why, actor=case.act("gaomou"))


def _red(day: Day, case: DayCase) -> None:
    """The chief and 110 are told at once, an official leads, the day has its note."""
    _triage(day, case)
    desk = case.act("gaomou")
    told = {
        DutyKind.CHIEF_TOLD: "电话报告区委政法委主要负责人，要求先稳住人、再谈租金。",
        DutyKind.LINK_110: "与110指挥中心保持联系，派出所和消防在楼下值守。",
    }
    for duty in oversight.open_duties_of(case.matter_id):
        if duty.kind in told:
            case.at(0, 0, overseeing.mark_done, duty.id, told[DutyKind(duty.kind)], actor=desk)
    lead = LeadDetails(
        official_name="邵某明（虚构）", official_post="区委政法委副书记", until_on=day.day + timedelta(days=30),
        measures="住建部门约谈房东暂缓搬离；派出所和社区陪护；调委会当天组织双方见面。",
    )  # fmt: skip
    case.at(0, 0, overseeing.name_lead, case.matter_id, lead, actor=case.act("gu"))
    case.dispatch()
    case.sign()
    case.when(17, 20)
    note = "租户已下楼并安置，房东同意给一个月搬离时间，押金明日面谈。"
    case.at(0, 0, overseeing.write_note, case.matter_id, note, actor=desk)


# -- returns ----------------------------------------------------------------------------------------------------------


def _send_back(case: DayCase, code: str, text: str, basis: str, unit: str) -> None:
    lead = next(order for order in case.orders if order.is_lead)
    details = ReturnDetails(code=code, text=text, basis=basis, suggested_unit_id=case.at_work.unit_id(unit))
    case.at(0, 0, dispatch.request_return, lead.id, details, actor=case.act(case.plot.lead[1]))


def _rule(case: DayCase, accept: bool, by: str, text: str, basis: str, unit: str = "") -> None:
    lead = next(order for order in case.orders if order.state == "return_pending")
    details = RulingDetails(text=text, basis=basis)
    if accept:
        task = UnitTask(unit_id=case.at_work.unit_id(unit), task="")
        case.at(0, 0, dispatch.accept_return, lead.id, details, new_unit=task, actor=case.act(by))
    else:
        case.at(0, 0, dispatch.refuse_return, lead.id, details, actor=case.act(by))


def _return_accepted(day: Day, case: DayCase) -> None:
    _dispatched(day, case)
    text = "订单由网络平台撮合，争议是平台退改规则和扣费，不涉及旅行社和导游服务。"
    _send_back(case, "R1", text, "市场监管职责清单：网络交易纠纷", "dept.sc")
    _rule(case, True, "gaomou", "退回理由成立，改派市场监管部门。", "市场监管职责清单：网络交易纠纷", "dept.sc")


def _return_refused(day: Day, case: DayCase) -> None:
    _dispatched(day, case)
    text = "押金争议属于民事纠纷，双方可以自行起诉，本单位没有处理押金的职责。"
    _send_back(case, "R1", text, "民事纠纷可以起诉", "dept.sf")
    basis = "住房租赁管理职责清单：协调处理租赁纠纷"
    _rule(case, False, "gaomou", "住房租赁纠纷由住建部门牵头协调，退回理由不成立，请继续办理。", basis)


def _return_unjustly_refused(day: Day, case: DayCase) -> None:
    """The dispatcher holds the unit to it; the unit brings the licence; the director overrules the dispatcher."""
    _dispatched(day, case)
    text = "该机构是学科类培训学校，主管部门是教育部门，本单位不掌握其预收费监管账户。"
    _send_back(case, "R1", text, "校外培训机构的主管职责", "dept.jw")
    _rule(case, False, "gaomou", "消费者退费纠纷由市场监管部门牵头，请继续办理。", "消费者权益保护职责清单")
    case.when(14, 30)
    again = "补交该机构办学许可证复印件，许可机关为区教委，预收费由教委监管账户管理。"
    _send_back(case, "R1", again, "办学许可证（教民虚构号）", "dept.jw")
    ruled = "办学许可证载明许可机关为区教委，首次裁定有误，予以纠正，改派区教委牵头。"
    _rule(case, True, "gu", ruled, "办学许可证和预收费监管职责", "dept.jw")


# -- the rest ---------------------------------------------------------------------------------------------------------


def _suspend(day: Day, case: DayCase) -> None:
    _pass(day, case)
    case.start()
    lead = next(order for order in case.orders if order.is_lead)
    why = {
        "medical": "患方申请医疗损害鉴定，鉴定意见出具前暂停办理。",
        "other_labor": "双方同意等待社保部门核定缴费年限，结果出具前暂停办理。",
    }[case.plot.kind]
    case.at(0, 0, dispatch.suspend_order, lead.id, why, day.day + timedelta(days=20), actor=case.act("gaomou"))


def _substitute(day: Day, case: DayCase) -> None:
    """The officer is away: the head signs the order in the officer's post."""
    _dispatched(day, case)
    for order in case.orders:
        stands_in = _in_place_of(day.at_work, "civil", "civilhead")
        actor = stands_in if order.is_lead else case.person_of(order)
        case.at(0, 0, dispatch.sign_order, order.id, actor=actor)


def _whistle(day: Day, case: DayCase) -> None:
    """Owners block the gate of the estate: the street calls police and housing to the spot; both come."""
    _pass(day, case)
    unit, street = day.at_work.unit_id, case.act("xilu")
    called = (("dept.ga", "ga", "维持小区大门秩序"), ("dept.zj", "zj", "物业服务企业的监督管理"))
    case.when(11, 0)
    with clock.frozen(case.moment(0, 0)):
        details = WhistleDetails(
            place=case.plot.place,
            meet_at=clock.now() + timedelta(minutes=30),
            needs="十余名业主堵住小区大门，要求恢复电梯，需要维持秩序并约谈物业公司。",
            units=tuple(CalledUnit(unit_id=unit(code), reason=why) for code, _, why in called),
            urgent=True,
        )
        whistle = dispatch.blow_whistle(case.matter_id, details, actor=street)
    for code, login, _ in called:
        with clock.frozen(case.moment(0, 0)):
            coming = ComingDetails(coming=case.act(login).name, expected_at=clock.now() + timedelta(minutes=15))
            dispatch.acknowledge_whistle(whistle, coming, actor=case.act(login))
        case.at(0, 0, dispatch.record_arrival, whistle, unit(code), actor=case.act(login))
    results = [UnitResult(unit_id=unit(code), words="到场，业主已散开，物业承诺当日检修。") for code, _, _ in called]
    case.at(0, 0, dispatch.end_whistle, whistle, results, "大门恢复通行，明日组织双方调解。", actor=street)


FATES: dict[str, Callable[[Day, DayCase], None]] = {
    "file": _file,
    "register": _register,
    "triage": _triage,
    "pass": _pass,
    "reject": _reject,
    "redirect": _redirect,
    "merge": _merge,
    "link": _link,
    "collective": _collective,
    "join": _join,
    "red": _red,
    "return_accepted": _return_accepted,
    "return_refused": _return_refused,
    "return_unjustly_refused": _return_unjustly_refused,
    "suspend": _suspend,
    "substitute": _substitute,
    "whistle": _whistle,
}
