"""What of a notice leaves the house: the kind it belongs to, its fixed text, and the channels that carry it.

A message says the number of the matter and what to do, and no fact of the matter; who wants to know more signs in.
"""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from app.core import identity
from app.core.text import Message, msg
from app.notifications.types import Channel, Choices, Contact, Topic

#: The places a text may have: the number of a matter, and how many messages a digest stands for.
PLACES = frozenset({"number", "count"})
#: Texts for what belongs to no matter, and for several that waited.
GENERAL, DIGEST = "general", "digest"

TEMPLATES: Mapping[str, Message] = {
    Topic.DESK: msg("{number} 有登记事项，请登录平台处理。"),
    Topic.RISK: msg("{number} 有措施等待落实，请登录平台查看。"),
    Topic.ORDER: msg("{number} 有派遣单事项，请登录平台办理。"),
    Topic.CALLING: msg("{number} 请本单位参加处置，请登录平台查看时间和地点。"),
    Topic.SUPERVISION: msg("{number} 有督办事项，请登录平台签收或者回复。"),
    Topic.MEDIATION: msg("{number} 有调解事项，请登录平台办理。"),
    Topic.GUIDANCE: msg("{number} 有指导事项，请登录平台办理。"),
    Topic.CONFIRMATION: msg("{number} 有司法确认事项，请登录平台办理。"),
    Topic.CLOSING: msg("{number} 有回访归档事项，请登录平台办理。"),
    Topic.ROSTER: msg("您的值班或者交接有事项，请登录平台查看。"),
    Topic.NOTE: msg("{number} 有同事请您查看备注，请登录平台查看。"),
    Topic.CLOCK: msg("{number} 有时限将到或者已过，请登录平台办理。"),
    GENERAL: msg("您有事项等待处理，请登录平台查看。"),
    DIGEST: msg("您有{count}条事项提醒等待查看，请登录平台办理。"),
}

_KINDS: Mapping[Topic, tuple[str, ...]] = {
    Topic.DESK: (
        *("EventSubmitted", "EventImportFinished", "EventRegistered", "EventRejected", "EventTriaged"),
        *("ClaimantsAdded", "EventJoined"),
    ),
    Topic.RISK: (
        *("RiskSuggested", "RiskLoweringProposed", "RiskLoweringRefused", "RiskDutiesArose", "RiskDutiesOverdue"),
        *("LeadOfficialNamed", "DailyNoteMissed"),
    ),
    Topic.ORDER: (
        *("DispatchOrderIssued", "DispatchOrderWithdrawn", "DispatchOrderOverdue", "DispatchOrderReturnAsked"),
        *("DispatchOrderReturnSubmitted", "DispatchOrderReturned", "DispatchOrderReturnRefused", "ExtensionAsked"),
        *("DispatchOrderExtended", "ExtensionDeclined", "DispatchOrderSuspended", "DispatchOrderResumed"),
        *("FeedbackDrafted", "DispatchOrderFedBack", "DispatchOrderSentBack", "DispatchOrderReopened"),
        *("DispatchOrderUrged", "DispatchOrderHandedOn", "MatterCopied", "SignerAsked", "SignerReleased", "SignerLate"),
        *("CountersignAgreed", "CountersignRefused"),
    ),
    Topic.CALLING: (
        *("UnitWhistled", "UnitWhistledUrgently", "UnitReleased", "WhistleDeclined", "WhistleOverdue", "UnitInvited"),
        *("UnitUninvited", "MinutesSent", "MinutesObjected", "ActionItemAgreed", "ActionItemMoved", "ActionItemDone"),
    ),
    Topic.SUPERVISION: (
        *("SupervisionIssued", "SupervisionEscalated", "SupervisionReplied", "SupervisionReplyInsufficient"),
    ),
    Topic.MEDIATION: (
        *("MediationOpened", "MediationStalled", "MediationAgreed", "MediationFailed", "MediationEndedOtherwise"),
        *("LintOverridden", "AgreementTookEffect", "PerformanceOverdue", "AgreementPerformed", "AgreementLapsed"),
        "AgreementMoved",
    ),
    Topic.GUIDANCE: (
        *("GuidanceAsked", "GuidanceRequeued", "GuidanceTaken", "FactsAsked", "FactsSupplied", "GuidanceAnswered"),
        *("OpinionDecided", "GuidanceReported"),
    ),
    Topic.CONFIRMATION: (
        *("ApplicationSubmitted", "SupplementDemanded", "SupplementHandedIn", "ApplicationAccepted"),
        *("ApplicationNotAccepted", "AgreementConfirmed", "ApplicationRejected", "ApplicationWithdrawn"),
        "GuidingJudgeAskedToConfirm",
    ),
    Topic.CLOSING: (
        *("VisitPassed", "VisitFoundProblem", "DossierFiled", "DossierArchived", "EventResolved", "EventReopened"),
        "EventClosed",
    ),
    Topic.ROSTER: (
        *("ExchangeAsked", "ExchangeDone", "ExchangeDeclined", "ExchangeWithdrawn", "ExchangeLapsed"),
        *("SubstituteNamed", "SubstitutionEnded", "HandoverGiven", "HandoverAssigned", "HandoverTakenBack"),
        *("HandoverSigned", "HandoverUnsigned", "GapsFound"),
    ),
    Topic.NOTE: ("ColleagueNamed", "ReminderDue"),
    Topic.CLOCK: ("ClockRungReached",),
}
TOPIC_OF: Mapping[str, Topic] = {kind: topic for topic, kinds in _KINDS.items() for kind in kinds}

#: What stands where a person has chosen nothing. [P]
UNCHOSEN: Mapping[Channel, bool] = {Channel.SMS: True, Channel.VOICE: True, Channel.EMAIL: False}
#: What reaches people on duty in a red matter whatever they chose. [P]
NEVER_OFF = frozenset({Channel.SMS, Channel.VOICE})


def channels_for(
    user_id: UUID, topic: Topic, choices: Choices, *, urgent: bool, red: bool, on_duty: bool
) -> list[Channel]:
    """By which channels a person hears of an event.

    A text message is for what is urgent, a telephone call for what is urgent in a red matter, an e-mail for all; each
    may be switched off, except that a person on duty is always reached in a red matter.
    """
    fit = {Channel.SMS: urgent, Channel.VOICE: red, Channel.EMAIL: True}
    return [
        channel
        for channel in Channel
        if fit[channel] and ((red and on_duty and channel in NEVER_OFF) or wanted(user_id, topic, channel, choices))
    ]


def wanted(user_id: UUID, topic: Topic, channel: Channel, choices: Choices) -> bool:
    """Whether a person wants this kind of event by this channel, as chosen or as the product sets it."""
    return choices.get((user_id, topic, channel), UNCHOSEN[channel])


def template_for(topic: Topic, number: str | None) -> str:
    """The key of the text: that of the kind, or the general one where the event belongs to no matter."""
    return topic.value if number or topic is Topic.ROSTER else GENERAL


def address_of(contact: Contact, channel: Channel) -> tuple[str | None, Message | None]:
    """Where a message of the channel goes, or why it cannot go anywhere."""
    if contact.gone:
        return None, msg("账号已停用。")
    if channel is Channel.EMAIL:
        return _email(contact.email)
    if not contact.phone:
        return None, msg("没有登记电话号码。")
    fits = identity.is_mobile(contact.phone) if channel is Channel.SMS else identity.check_phone(contact.phone) is None
    return (contact.phone, None) if fits else (None, msg("登记的电话号码收不到这种消息。"))


def _email(address: str | None) -> tuple[str | None, Message | None]:
    if not address:
        return None, msg("没有登记电子邮箱。")
    fault = identity.check_email(address)
    return (None, fault.message) if fault else (address, None)
