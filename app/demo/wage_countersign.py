"""In a wage story the lead asks others to countersign its result: the police have agreed, civil affairs are next."""

from __future__ import annotations

from datetime import timedelta

from app.core import clock
from app.demo.wage_story import WageStory
from app.dispatch import services as dispatch
from app.dispatch.commands import AskedSigner, CountersignDetails

ASKED = "拟办理结果：由物业服务企业先行支付两个月工资，余款本月25日前付清；付清前由街道每日回访。请对支付安排和现场稳控会签。"


def countersign(story: WageStory) -> None:
    """The lead asks the police by name and then civil affairs; it is the second one's turn."""
    unit = story.at_work.unit_id
    with story.at(0, 17, 56):
        details = CountersignDetails(
            asked=ASKED,
            due_at=clock.now() + timedelta(days=6),
            signers=(AskedSigner(unit_id=unit("dept.ga"), person="岳某"), AskedSigner(unit_id=unit("dept.mz"))),
            order="ordered",
        )
        found = dispatch.ask_countersign(story.orders[0].id, details, actor=story.act("he"))
    with story.at(0, 17, 58):
        dispatch.agree_to_countersign(found, words="现场稳控没有意见，已安排值守。", actor=story.act("ga"))
