"""Which event is told to whom, in which words. No facts of a matter stand in a sentence, only its number."""

from __future__ import annotations

from dataclasses import dataclass

from app.core.text import Message, msg
from app.notifications.types import Audience


@dataclass(frozen=True, slots=True)
class Plan:
    """One sentence for one audience.

    ``fields`` are the fact's own values that the sentence names beside the number; ``leaving`` where the event itself
    takes the matter from those who are told; ``personal`` where nobody who stands in is told.
    """

    audience: Audience
    sentence: Message
    urgent: bool = False
    fields: tuple[str, ...] = ()
    leaving: bool = False
    personal: bool = False


#: What a sentence about an exchange names: the two people and the hours.
ROSTER = ("holder", "taker", "hours")
SUBSTITUTION = ("holder", "substitute", "days")
#: What a sentence about a hand-over list names: who gives, who takes over, the hours.
HANDOVER = ("giver", "taker", "hours")
#: What a sentence about gaps names: how many there are, and the nearest.
GAPS = ("count", "seat", "hours")

#: What a sentence about a clock names: the clock, and how much of its time is used.
CLOCK = ("rule_name", "rung")

PLANS: dict[str, tuple[Plan, ...]] = {
    "ClockRungReached": (
        Plan(Audience.CLOCK_OWNER, msg("{number} {rule_name}的时限已用{rung}%，请抓紧办理。"), fields=CLOCK),
        Plan(Audience.LATE_OWNER, msg("{number} {rule_name}的时限已到，请尽快办理。"), urgent=True, fields=CLOCK),
        Plan(Audience.LATE_CHIEF, msg("{number} {rule_name}已经超过时限，请督促办理。"), urgent=True, fields=CLOCK),
    ),
    "EventSubmitted": (Plan(Audience.CENTER_DESK, msg("{number} 新上报事件，等待登记。")),),
    "EventImportFinished": (
        Plan(
            Audience.IMPORTER,
            msg("批量导入完毕：导入{stored}件，已有{known}件，{bad}行没有导入。"),
            fields=("stored", "known", "bad"),
        ),
    ),
    "EventRegistered": (Plan(Audience.REPORTER, msg("{number} 已登记。")),),
    "EventRejected": (Plan(Audience.REPORTER, msg("{number} 被退回，请查看理由。")),),
    "EventTriaged": (Plan(Audience.CENTER_DESK, msg("{number} 已分流，等待派单。")),),
    "ClaimantsAdded": (
        Plan(Audience.MEDIATOR, msg("{number} 名册新增了当事人。")),
        Plan(Audience.CENTER_DESK, msg("{number} 名册新增了当事人。")),
    ),
    "ColleagueNamed": (Plan(Audience.NAMED, msg("{number} 有同事在内部备注里提醒您看。")),),
    "EventJoined": (Plan(Audience.REPORTER, msg("{number} 已并入群体事项一并办理。")),),
    "ReminderDue": (Plan(Audience.REMINDED, msg("您设的提醒到时间了。"), urgent=True, personal=True),),
    "RiskSuggested": (Plan(Audience.CENTER_DESK, msg("{number} 出现新的风险信号，请确认等级。"), urgent=True),),
    "RiskLoweringProposed": (Plan(Audience.LOWERING_DECIDERS, msg("{number} 有人提出降低风险等级，等待您批准。")),),
    "RiskLoweringRefused": (Plan(Audience.PROPOSER, msg("{number} 降低风险等级的申请未获同意。")),),
    "RiskDutiesArose": (
        Plan(Audience.CENTER_DESK, msg("{number} 风险等级已确认，请落实本级措施。"), urgent=True),
        Plan(Audience.DIRECTOR, msg("{number} 风险等级已确认，请确定包案领导。"), urgent=True),
    ),
    "RiskDutiesOverdue": (
        Plan(Audience.CENTER_DESK, msg("{number} 风险等级措施逾期未落实。"), urgent=True),
        Plan(Audience.DIRECTOR, msg("{number} 风险等级措施逾期未落实。"), urgent=True),
    ),
    "LeadOfficialNamed": (Plan(Audience.LEAD_OFFICIAL, msg("{number} 由您包案，请每日记录。"), urgent=True),),
    "DailyNoteMissed": (
        Plan(Audience.CENTER_DESK, msg("{number} 红色事项有一天没有每日记录。")),
        Plan(Audience.DIRECTOR, msg("{number} 红色事项有一天没有每日记录。")),
    ),
    "DispatchOrderIssued": (Plan(Audience.ORDER_UNIT, msg("{number} 派给本单位，等待签收。"), urgent=True),),
    "DispatchOrderWithdrawn": (Plan(Audience.ORDER_UNIT, msg("{number} 派给本单位的派遣单已撤回。"), leaving=True),),
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
    "DispatchOrderUrged": (Plan(Audience.ORDER_UNIT, msg("{number} 的派遣单被中心催办，请尽快办理。"), urgent=True),),
    "DispatchOrderHandedOn": (Plan(Audience.HANDLER, msg("{number} 的派遣单转由您经办。"), urgent=True),),
    "MatterCopied": (Plan(Audience.COPIED_UNIT, msg("{number} 抄送本单位，请签阅。")),),
    "UnitWhistled": (Plan(Audience.CALLED_UNIT, msg("{number} 吹哨，请本单位响应并按时到场。")),),
    "UnitWhistledUrgently": (
        Plan(Audience.CALLED_UNIT, msg("{number} 紧急吹哨，请本单位立即响应并到场。"), urgent=True),
    ),
    "UnitReleased": (Plan(Audience.CALLED_UNIT, msg("{number} 的吹哨已撤回，不用到场。"), leaving=True),),
    "WhistleDeclined": (
        Plan(Audience.CALLING_UNIT, msg("{number} 有单位说明不能到场。"), urgent=True),
        Plan(Audience.CENTER_DESK, msg("{number} 有单位说明不能到场。")),
    ),
    "WhistleOverdue": (
        Plan(Audience.CALLING_UNIT, msg("{number} 吹哨报到时限已过，仍有单位没有到场。")),
        Plan(Audience.CENTER_DESK, msg("{number} 吹哨报到时限已过，仍有单位没有到场。"), urgent=True),
    ),
    "UnitInvited": (Plan(Audience.CALLED_UNIT, msg("{number} 请本单位参加会商，请查看时间和地点。")),),
    "UnitUninvited": (Plan(Audience.CALLED_UNIT, msg("{number} 的会商已取消。"), leaving=True),),
    "MinutesSent": (Plan(Audience.CALLED_UNIT, msg("{number} 的会商纪要已签发，请本单位确认。")),),
    "MinutesObjected": (Plan(Audience.CALLING_UNIT, msg("{number} 有单位对会商纪要提出异议。"), urgent=True),),
    "ActionItemAgreed": (Plan(Audience.CALLED_UNIT, msg("{number} 的会商事项由本单位负责，请按期办理。")),),
    "ActionItemMoved": (Plan(Audience.CALLING_UNIT, msg("{number} 的会商事项改期，请查看理由。")),),
    "ActionItemDone": (Plan(Audience.CALLING_UNIT, msg("{number} 的会商事项已办完。")),),
    "SignerAsked": (Plan(Audience.SIGNER, msg("{number} 请您会签，请查看内容和时限。"), urgent=True),),
    "SignerReleased": (Plan(Audience.SIGNER, msg("{number} 的会签已不需要您答复。"), leaving=True),),
    "SignerLate": (
        Plan(Audience.SIGNER, msg("{number} 的会签已过答复时限，请尽快答复。"), urgent=True),
        Plan(Audience.CALLING_UNIT, msg("{number} 的会签有人逾期没有答复。")),
    ),
    "CountersignAgreed": (Plan(Audience.CALLING_UNIT, msg("{number} 的会签已获同意，可以继续办理。")),),
    "CountersignRefused": (
        Plan(Audience.CALLING_UNIT, msg("{number} 的会签未获同意，请修改后再次会签或者撤回。"), urgent=True),
    ),
    "SupervisionIssued": (Plan(Audience.SUPERVISED_UNIT, msg("{number} 收到督办，请签收并回复。"), urgent=True),),
    "SupervisionEscalated": (
        Plan(Audience.SUPERVISED_UNIT, msg("{number} 的督办已升级。"), urgent=True),
        Plan(Audience.DIRECTOR, msg("{number} 的督办逾期升级。")),
    ),
    "SupervisionReplied": (Plan(Audience.CENTER_DESK, msg("{number} 的督办已回复，等待审核。")),),
    "SupervisionReplyInsufficient": (
        Plan(Audience.SUPERVISED_UNIT, msg("{number} 的督办回复不足，请重新回复。"), urgent=True),
    ),
    "MediationOpened": (Plan(Audience.MEDIATION_ORG, msg("{number} 申请调解，请核对范围并征询意愿。")),),
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
    "LintOverridden": (Plan(Audience.MEDIATOR, msg("{number} 主任已对协议检查的问题作出准许，可以继续定稿。")),),
    "AgreementTookEffect": (
        Plan(Audience.MEDIATOR, msg("{number} 调解协议已生效，各方可以在三十日内共同申请司法确认。")),
        Plan(Audience.CENTER_DESK, msg("{number} 调解协议已生效。")),
    ),
    "PerformanceOverdue": (
        Plan(Audience.MEDIATOR, msg("{number} 调解协议逾期未履行，请提醒并告知可走的途径。"), urgent=True),
        Plan(Audience.CENTER_DESK, msg("{number} 调解协议逾期未履行。")),
    ),
    "AgreementPerformed": (
        Plan(Audience.MEDIATOR, msg("{number} 调解协议已全部履行。")),
        Plan(Audience.CENTER_DESK, msg("{number} 调解协议已全部履行。")),
    ),
    "AgreementLapsed": (
        Plan(Audience.MEDIATOR, msg("{number} 调解协议已失效，请查看原因。"), urgent=True),
        Plan(Audience.CENTER_DESK, msg("{number} 调解协议已失效。")),
    ),
    "AgreementMoved": (Plan(Audience.MEDIATOR, msg("{number} 调解协议的状态有变化。")),),
    "ApplicationSubmitted": (Plan(Audience.COURT, msg("{number} 收到司法确认申请，等待受理。"), urgent=True),),
    "SupplementDemanded": (Plan(Audience.MEDIATOR, msg("{number} 法院要求补充司法确认材料。"), urgent=True),),
    "SupplementHandedIn": (Plan(Audience.COURT, msg("{number} 已补充司法确认材料。")),),
    "ApplicationAccepted": (Plan(Audience.MEDIATOR, msg("{number} 法院已受理司法确认申请。")),),
    "ApplicationNotAccepted": (
        Plan(Audience.MEDIATOR, msg("{number} 法院不予受理司法确认申请，请告知当事人其他途径。"), urgent=True),
        Plan(Audience.CENTER_DESK, msg("{number} 法院不予受理司法确认申请。")),
    ),
    "AgreementConfirmed": (
        Plan(Audience.MEDIATOR, msg("{number} 法院已裁定调解协议有效。")),
        Plan(Audience.CENTER_DESK, msg("{number} 法院已裁定调解协议有效。")),
    ),
    "ApplicationRejected": (
        Plan(
            Audience.MEDIATOR,
            msg("{number} 法院驳回司法确认申请，请告知当事人可走的途径。"),
            urgent=True,
        ),
        Plan(Audience.CENTER_DESK, msg("{number} 法院驳回司法确认申请。")),
    ),
    "ApplicationWithdrawn": (Plan(Audience.MEDIATOR, msg("{number} 司法确认申请已撤回。")),),
    "GuidingJudgeAskedToConfirm": (
        Plan(Audience.COURT_HEADS, msg("{number} 由曾指导调解的法官审查司法确认，是否调整由法院决定。")),
    ),
    "VisitPassed": (Plan(Audience.CENTER_DESK, msg("{number} 回访正常，可以结案。")),),
    "VisitFoundProblem": (Plan(Audience.MEDIATOR, msg("{number} 回访发现问题，请配合处理。"), urgent=True),),
    "DossierFiled": (Plan(Audience.CENTER_DESK, msg("{number} 已立卷，等待立卷人以外的人检查归档。")),),
    "DossierArchived": (Plan(Audience.MEDIATOR, msg("{number} 已归档。")),),
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
    "SubstituteNamed": (
        Plan(
            Audience.SUBSTITUTE,
            msg("{days}由您代办{holder}的工作，可在右上角切换岗位。"),
            urgent=True,
            fields=SUBSTITUTION,
        ),
        Plan(Audience.REPRESENTED, msg("{days}由{substitute}代办您的工作。"), fields=SUBSTITUTION),
    ),
    "SubstitutionEnded": (
        Plan(Audience.SUBSTITUTE, msg("代办{holder}的工作已提前结束（{days}）。"), urgent=True, fields=SUBSTITUTION),
        Plan(Audience.REPRESENTED, msg("{substitute}代办您的工作已提前结束（{days}）。"), fields=SUBSTITUTION),
    ),
    "HandoverGiven": (
        Plan(
            Audience.HANDOVER_TAKER,
            msg("{giver}（{hours}）的交接单等待您签收。"),
            urgent=True,
            fields=HANDOVER,
        ),
        Plan(
            Audience.HANDOVER_COLLEAGUES,
            msg("{giver}（{hours}）已交班，没有排下一班，请本单位一人签收交接单。"),
            urgent=True,
            fields=HANDOVER,
        ),
    ),
    "HandoverAssigned": (
        Plan(
            Audience.HANDOVER_TAKER,
            msg("负责人指定您接班，{giver}（{hours}）的交接单等待您签收。"),
            urgent=True,
            fields=HANDOVER,
        ),
    ),
    "HandoverTakenBack": (
        Plan(Audience.HANDOVER_TAKER, msg("{giver}（{hours}）的交接单已撤回修改，暂不用签收。"), fields=HANDOVER),
    ),
    "HandoverSigned": (Plan(Audience.HANDOVER_GIVER, msg("{taker}已签收您{hours}的交接单。"), fields=HANDOVER),),
    "HandoverUnsigned": (
        Plan(
            Audience.HANDOVER_GIVER,
            msg("您{hours}的交接单逾时无人签收，请与接班人联系。"),
            urgent=True,
            fields=HANDOVER,
        ),
        Plan(
            Audience.HANDOVER_TAKER,
            msg("{giver}（{hours}）的交接单逾时未签收，请尽快核对签收。"),
            urgent=True,
            fields=HANDOVER,
        ),
        Plan(
            Audience.ORDER_HEADS,
            msg("本单位{giver}（{hours}）的交接单逾时未签收。"),
            urgent=True,
            fields=HANDOVER,
        ),
    ),
    "GapsFound": (
        Plan(Audience.ORDER_HEADS, msg("今后七天本单位有{count}处无人值守，最近一处：{seat} {hours}。"), fields=GAPS),
        Plan(Audience.ROSTER_CENTER, msg("今后七天有{count}处无人值守，最近一处：{seat} {hours}。"), fields=GAPS),
    ),
    "EventClosed": (
        Plan(Audience.DIRECTOR, msg("{number} 已结案。")),
        Plan(Audience.REPORTER, msg("{number} 已结案。")),
        Plan(Audience.MEDIATOR, msg("{number} 已结案。")),
    ),
}
