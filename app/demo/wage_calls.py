"""Units called to the spot in one of the wage stories: one comes in time, one late, one not at all."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from app.core import clock
from app.demo.wage_story import WageStory
from app.dispatch import services as dispatch
from app.dispatch.commands import CalledUnit, ComingDetails, UnitResult, WhistleDetails

STREET = "xilu"
CALLED = (
    ("dept.ga", "维持现场秩序，核实人员身份", "现场秩序平稳，核实了到场人员身份。"),
    ("dept.rs", "核实用工关系和欠薪事实", "到场较晚，受理投诉并约定次日查账。"),
    ("dept.zj", "物业服务企业的监督管理", "没有到场，已电话联系企业负责人。"),
)


def whistle(story: WageStory) -> None:
    """The street whistles at ten; the police come in time, human resources late, housing not at all."""
    whistle_id = _blow(story)
    for login, unit, minutes in (("ga", "dept.ga", 25), ("he", "dept.rs", 150)):
        _comes(story, whistle_id, login, unit, minutes)
    with story.at(0, 15):
        results = [UnitResult(unit_id=story.at_work.unit_id(code), words=words) for code, _, words in CALLED]
        note = "人员中午散去，推选代表参加调解。"
        dispatch.end_whistle(whistle_id, results, note, actor=story.act(STREET))


def standing_whistle(story: WageStory) -> None:
    """An hour after dispatch the street whistles; one unit has answered, nobody has ended it."""
    whistle_id = _blow(story)
    with story.at(0, 10, 10):
        dispatch.acknowledge_whistle(whistle_id, _who("岳某，带2人"), actor=story.act("ga"))


def _blow(story: WageStory) -> Any:
    with story.at(0, 10):
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
    with story.at(0, 10, 5):
        dispatch.acknowledge_whistle(whistle_id, _who(f"{actor.name}，带2人"), actor=actor)
    with story.at(0, 10 + minutes // 60, minutes % 60):
        dispatch.record_arrival(whistle_id, story.at_work.unit_id(unit), actor=actor)
