"""Which event is told to whom, in which words. No facts of a matter stand in a sentence, only its number."""

from __future__ import annotations

from dataclasses import dataclass

from app.core.text import Message, msg
from app.notifications.types import Audience


@dataclass(frozen=True, slots=True)
class Plan:
    """One sentence for one audience."""

    audience: Audience
    sentence: Message
    urgent: bool = False


PLANS: dict[str, tuple[Plan, ...]] = {
    "EventSubmitted": (Plan(Audience.CENTER_DESK, msg("{number} 新上报事件，等待登记。")),),
    "EventRegistered": (Plan(Audience.REPORTER, msg("{number} 已登记。")),),
    "EventRejected": (Plan(Audience.REPORTER, msg("{number} 被退回，请查看理由。")),),
    "EventTriaged": (Plan(Audience.CENTER_DESK, msg("{number} 已分流，等待派单。")),),
    "RiskSuggested": (Plan(Audience.CENTER_DESK, msg("{number} 出现新的风险信号，请确认等级。"), urgent=True),),
    "MediationStalled": (Plan(Audience.CENTER_DESK, msg("{number} 调解陷入僵局。")),),
    "MediationAgreed": (Plan(Audience.CENTER_DESK, msg("{number} 达成调解协议。")),),
    "MediationFailed": (Plan(Audience.CENTER_DESK, msg("{number} 调解不成。")),),
    "MediationEndedOtherwise": (Plan(Audience.CENTER_DESK, msg("{number} 调解结束。")),),
    "GuidanceAsked": (Plan(Audience.STUDIO_ON_DUTY, msg("{number} 请求法官指导，等待接收。"), urgent=True),),
    "GuidanceRequeued": (Plan(Audience.STUDIO_ON_DUTY, msg("{number} 的指导请求转到您处，等待接收。"), urgent=True),),
    "GuidanceTaken": (Plan(Audience.ASKER, msg("{number} 的指导请求已有法官接收。")),),
    "FactsAsked": (Plan(Audience.ASKER, msg("{number} 法官要求补充事实。"), urgent=True),),
    "FactsSupplied": (Plan(Audience.GUIDING_JUDGE, msg("{number} 已补充事实。"), urgent=True),),
    "GuidanceAnswered": (Plan(Audience.ASKER, msg("{number} 法官已答复，请决定是否采纳。"), urgent=True),),
    "OpinionDecided": (Plan(Audience.GUIDING_JUDGE, msg("{number} 对您的意见已作出是否采纳的决定。")),),
    "GuidanceReported": (Plan(Audience.GUIDING_JUDGE, msg("{number} 已反馈指导后的结果。")),),
    "EventResolved": (Plan(Audience.CENTER_DESK, msg("{number} 已化解，等待回访。")),),
    "EventReopened": (Plan(Audience.CENTER_DESK, msg("{number} 回访发现问题，重新办理。"), urgent=True),),
    "EventClosed": (Plan(Audience.DIRECTOR, msg("{number} 已结案。")),),
}
