"""S10 prepaid training fees: a group, a company nobody reaches, red, led by an official with a note each day."""

from __future__ import annotations

from datetime import date, timedelta

from app.core import clock
from app.demo.plain_case import PlainCase, Plot
from app.intake import services as intake
from app.intake.commands import PartyDetails
from app.oversight import queries, services
from app.oversight.commands import LeadDetails
from app.oversight.types import DutyKind

#: So many days ago it began, and so many notes were written since; today's is still to be written.
DAYS_BACK = 3
NOTES = (
    "到现场与家长代表见面，说明办理步骤；公安登记报警材料，教委核对预付费备案。",
    "查到公司账户余额不足，教委约谈场地出租方，家长推选5名代表参加会商。",
    "法律援助中心到场接谈，逐户登记合同和付款凭证，已收齐31户。",
)
MEASURES = "教委牵头查清预付费去向；公安受理线索；法律援助逐户登记；每日听取一次汇报并记录。"


def prepaid(parties: tuple[PartyDetails, ...]) -> Plot:
    """Forty-six parents and a training company whose head nobody reaches."""
    return Plot(
        key="虚构-S10",
        day=clock.today() - timedelta(days=DAYS_BACK),
        kind="e_commerce",
        title="46名家长要求退还预付培训费，公司负责人失联",
        summary="46名家长预付培训费合计613400元，培训公司停课，负责人失去联系，部分家长在公司门前聚集。",
        demand="退还未消费的培训费。",
        region="110111012",
        place="西潞街道虚构启明培训中心",
        count=46,
        parties=parties,
        lead=("dept.jw", "jw"),
        org=("org.consumer", "luo"),
        source="hotline_12345",
        risk_inputs={"unpaid_total_fen": 61_340_000, "behaviour": ["gathering"], "counterparty": ["lost_contact"]},
        level="red",
        level_reason="人数多、负责人失联，家长当日已在门前聚集并有网络传播，从严确认为红色。",
    )


def tell_prepaid(case: PlainCase) -> None:
    """Red from the first day: the chief and 110 are told, an official leads, three days have their notes."""
    case.file()
    case.register()
    case.triage()
    desk = case.act("gaomou")
    told = {
        DutyKind.CHIEF_TOLD: "电话报告区委政法委主要负责人，要求稳控。",
        DutyKind.LINK_110: "与110指挥中心对接，派出所到场。",
    }
    for duty in queries.open_duties_of(case.matter_id):
        if duty.kind in told:
            case.at(0, 10, services.mark_done, duty.id, told[DutyKind(duty.kind)], actor=desk)
    details = LeadDetails(
        official_name="邵某明（虚构）",
        official_post="区委政法委副书记",
        until_on=_month_on(case.plot.day),
        measures=MEASURES,
    )
    case.at(0, 11, services.name_lead, case.matter_id, details, actor=case.act("gu"))
    case.dispatch()
    for day, note in enumerate(NOTES):
        case.at(day, 16, services.write_note, case.matter_id, note, actor=desk)
    posted = "家长群内转发停课通知，有账号发布视频。"
    case.at(2, 17, intake.note_risk_signal, case.matter_id, "media", posted, actor=desk)


def _month_on(day: date) -> date:
    return day + timedelta(days=30)
