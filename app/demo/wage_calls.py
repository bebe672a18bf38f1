"""Units called to the spot and to a meeting in the wage stories: in time, late, absent; two items are left to do."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from app.core import clock
from app.demo.wage_story import WageStory
from app.dispatch import services as dispatch
from app.dispatch.commands import (
    AgreedItem,
    Attendance,
    CalledUnit,
    ComingDetails,
    Invitation,
    MeetingDetails,
    MinutesDetails,
    UnitResult,
    WhistleDetails,
)

STREET = "xilu"
CALLED = (
    ("dept.ga", "维持现场秩序，核实人员身份", "现场秩序平稳，核实了到场人员身份。"),
    ("dept.rs", "核实用工关系和欠薪事实", "到场较晚，受理投诉并约定次日查账。"),
    ("dept.zj", "物业服务企业的监督管理", "没有到场，已电话联系企业负责人。"),
)


def whistle(story: WageStory) -> None:
    """The street whistles at two; the police come in time, human resources late, housing not at all."""
    whistle_id = _blow(story)
    for login, unit, minutes in (("ga", "dept.ga", 25), ("he", "dept.rs", 150)):
        _comes(story, whistle_id, login, unit, minutes)
    with story.at(0, 16, 50):
        results = [UnitResult(unit_id=story.at_work.unit_id(code), words=words) for code, _, words in CALLED]
        note = "人员傍晚散去，推选代表参加调解。"
        dispatch.end_whistle(whistle_id, results, note, actor=story.act(STREET))


def standing_whistle(story: WageStory) -> None:
    """In the early afternoon the street whistles; one unit has answered, nobody has ended it."""
    whistle_id = _blow(story)
    with story.at(0, 14, 10):
        dispatch.acknowledge_whistle(whistle_id, _who("岳某，带2人"), actor=story.act("ga"))


def _blow(story: WageStory) -> Any:
    with story.at(0, 14):
        details = WhistleDetails(
            place=story.script.place,
            meet_at=clock.now() + timedelta(minutes=30),
            needs="工人聚集要求支付工资，需要维持秩序、核实欠薪、联系物业公司负责人。",
            units=tuple(CalledUnit(unit_id=story.at_work.unit_id(code), reason=why) for code, why, _ in CALLED),
            urgent=True,
        )
        return dispatch.blow_whistle(story.matter_id, details, actor=story.act(STREET))


def _who(coming: str) -> ComingDetails:
    return ComingDetails(coming=coming, expected_at=clock.now() + timedelta(minutes=20))


def _comes(story: WageStory, whistle_id: Any, login: str, unit: str, minutes: int) -> None:
    actor = story.act(login)
    with story.at(0, 14, 5):
        dispatch.acknowledge_whistle(whistle_id, _who(f"{actor.name}，带2人"), actor=actor)
    with story.at(0, 14 + minutes // 60, minutes % 60):
        dispatch.record_arrival(whistle_id, story.at_work.unit_id(unit), actor=actor)


#: Who confers: the unit, who came for it (nobody: absent), and what it said.
CONFERRED = (
    ("dept.rs", "何某", "用人单位对欠薪没有异议，可以先行支付；拒不支付的，依法责令限期支付。"),
    ("dept.zj", "", ""),
    ("sub.110111012", "许某", "劳动者情绪平稳，希望本周看到支付计划。"),
    ("court.studio", "孟某文", "由第三方代付的，要有书面协议并写明款项用途；本意见供参考。"),
)


def confer(story: WageStory) -> None:
    """The centre confers in the afternoon; housing is absent, human resources and the street each have an item."""
    unit, gu = story.at_work.unit_id, story.act("gu")
    with story.at(0, 16, 55):
        details = MeetingDetails(
            title="研究工资支付和现场稳控",
            chair_id=gu.user_id,
            meet_at=clock.now() + timedelta(minutes=15),
            place="综治中心三楼会议室",
            issues=("工资由谁先行支付、何时支付", "现场稳控怎么分工"),
            attendees=tuple(Invitation(unit_id=unit(code), person=name) for code, name, _ in CONFERRED),
        )
        meeting_id = dispatch.call_meeting(story.matter_id, details, actor=story.act("gaomou"))
    with story.at(0, 17, 40):
        dispatch.write_minutes(meeting_id, _minutes(story), actor=story.act("gaomou"))
    with story.at(0, 17, 50):
        dispatch.sign_minutes(meeting_id, actor=gu)
    with story.at(0, 17, 55):
        dispatch.answer_minutes(meeting_id, "confirmed", actor=story.act("he"))


def _minutes(story: WageStory) -> MinutesDetails:
    unit, today = story.at_work.unit_id, clock.today()
    said = tuple(
        Attendance(unit_id=unit(code), present=bool(name), names=name, opinion=words) for code, name, words in CONFERRED
    )
    plan = AgreedItem(
        words="督促用人单位提交支付计划", unit_id=unit("dept.rs"), person="何某", due_on=today + timedelta(days=1)
    )
    calm = AgreedItem(
        words="向劳动者说明进展，稳定情绪", unit_id=unit("sub.110111012"), person="许某",
        due_on=today + timedelta(days=7),
    )  # fmt: skip
    return MinutesDetails(
        held_at=clock.now() - timedelta(minutes=30),
        summary="人社局通报了工资流水的核查情况，街道通报了现场情况，与会单位交换了意见。",
        attendances=said,
        decisions=("由用人单位先行支付；不能支付的，研究由服务费代付。", "各单位按职责做好解释和稳控。"),
        items=(plan, calm),
    )
