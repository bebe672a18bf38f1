"""Which event is told to whom, in which words. No facts of a matter stand in a sentence, only its number."""

from __future__ import annotations

from dataclasses import dataclass

from app.core.text import Message, msg
from app.notifications.types import Audience


@dataclass(frozen=True, slots=True)
class Plan:
    """One sentence for one audience; ``fields`` are the fact's own values that the sentence names beside the number."""

    audience: Audience
    sentence: Message
    urgent: bool = False
    fields: tuple[str, ...] = ()


#: What a sentence about a roster names: the two people and the hours.
GAPS = ("count", "seat", "hours")
ROSTER = ("holder", "taker", "hours")

PLANS: dict[str, tuple[Plan, ...]] = {
    "EventSubmitted": (Plan(Audience.CENTER_DESK, msg("{number} 新上报事件，等待登记。")),),
    "EventRegistered": (Plan(Audience.REPORTER, msg("{number} 已登记。")),),
    "EventRejected": (Plan(Audience.REPORTER, msg("{number} 被退回，请查看理由。")),),
    "EventTriaged": (Plan(Audience.CENTER_DESK, msg("{number} 已分流，等待派单。")),),
    "RiskSuggested": (Plan(Audience.CENTER_DESK, msg("{number} 出现新的风险信号，请确认等级。"), urgent=True),),
    "DispatchOrderIssued": (Plan(Audience.ORDER_UNIT, msg("{number} 派给本单位，等待签收。"), urgent=True),),
    "DispatchOrderWithdrawn": (Plan(Audience.ORDER_UNIT, msg("{number} 派给本单位的派遣单已撤回。")),),
    "DispatchOrderOverdue": (
        Plan(Audience.ORDER_UNIT, msg("{number} 的派遣单已逾期。"), urgent=True),
        Plan(Audience.CENTER_DESK, msg("{number} 的派遣单已逾期。")),
    ),
    "DispatchOrderReturnAsked": (Plan(Audience.ORDER_HEADS, msg("{number} 有退回申请等待您审核。")),),
    "DispatchOrderReturnSubmitted": (
        Plan(Audience.CENTER_DESK, msg("{number} 被承办单位退回，等待裁定。"), urgent=True),
    ),
    "DispatchOrderReturned": (Plan(Audience.ORDER_UNIT, msg("{number} 的退回已获同意。")),),
    "DispatchOrderReturnRefused": (Plan(Audience.ORDER_UNIT, msg("{number} 的退回未获同意，请继续办理。")),),
    "ExtensionAsked": (Plan(Audience.CENTER_DESK, msg("{number} 有延期申请等待审批。")),),
    "DispatchOrderExtended": (Plan(Audience.ORDER_UNIT, msg("{number} 的延期申请已获同意。")),),
    "ExtensionDeclined": (Plan(Audience.ORDER_UNIT, msg("{number} 的延期申请未获同意。")),),
    "DispatchOrderSuspended": (Plan(Audience.ORDER_UNIT, msg("{number} 已中止办理。")),),
    "DispatchOrderResumed": (Plan(Audience.ORDER_UNIT, msg("{number} 恢复办理。")),),
    "FeedbackDrafted": (Plan(Audience.ORDER_HEADS, msg("{number} 有办理反馈等待您审核。")),),
    "DispatchOrderFedBack": (Plan(Audience.CENTER_DESK, msg("{number} 已反馈办理结果，等待审核。")),),
    "DispatchOrderSentBack": (Plan(Audience.ORDER_UNIT, msg("{number} 的反馈被退回重办。"), urgent=True),),
    "DispatchOrderReopened": (Plan(Audience.ORDER_UNIT, msg("{number} 回访未化解，请继续办理。"), urgent=True),),
    "SupervisionIssued": (Plan(Audience.SUPERVISED_UNIT, msg("{number} 收到督办，请签收并回复。"), urgent=True),),
    "SupervisionEscalated": (
        Plan(Audience.SUPERVISED_UNIT, msg("{number} 的督办已升级。"), urgent=True),
        Plan(Audience.DIRECTOR, msg("{number} 的督办逾期升级。")),
    ),
    "SupervisionReplied": (Plan(Audience.CENTER_DESK, msg("{number} 的督办已回复，等待审核。")),),
    "SupervisionReplyInsufficient": (
        Plan(Audience.SUPERVISED_UNIT, msg("{number} 的督办回复不足，请重新回复。"), urgent=True),
    ),
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
    "ExchangeAsked": (
        Plan(
            Audience.ROSTER_ANSWERER,
            msg("{holder}与{taker}之间有班次调换等待您答复：{hours}。"),
            urgent=True,
            fields=ROSTER,
        ),
        Plan(Audience.ORDER_HEADS, msg("{holder}与{taker}提出调换班次：{hours}。"), fields=ROSTER),
    ),
    "ExchangeDone": (
        Plan(Audience.ROSTER_PAIR, msg("{hours}的班次由{taker}接替{holder}。"), urgent=True, fields=ROSTER),
    ),
    "ExchangeDeclined": (Plan(Audience.ROSTER_PAIR, msg("{hours}的班次不调换，仍由{holder}值班。"), fields=ROSTER),),
    "ExchangeWithdrawn": (
        Plan(Audience.ROSTER_PAIR, msg("{hours}的调换请求已撤回，仍由{holder}值班。"), fields=ROSTER),
    ),
    "ExchangeLapsed": (Plan(Audience.ROSTER_PAIR, msg("{hours}的调换请求已失效，以值班表为准。"), fields=ROSTER),),
    "GapsFound": (
        Plan(Audience.ORDER_HEADS, msg("今后七天本单位有{count}处无人值守，最近一处：{seat} {hours}。"), fields=GAPS),
        Plan(Audience.ROSTER_CENTER, msg("今后七天有{count}处无人值守，最近一处：{seat} {hours}。"), fields=GAPS),
    ),
    "EventClosed": (Plan(Audience.DIRECTOR, msg("{number} 已结案。")),),
}
