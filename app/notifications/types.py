"""Who is told, by which channel, and how far a message has come."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from uuid import UUID

from app.core.calendar import DutyHours
from app.core.text import Message, msg

#: The channel of the database on which arrivals are told; the payload holds ids only.
LIVE_CHANNEL = "fengqiao_live"


class Audience(StrEnum):
    """The people an event concerns, found anew each time."""

    CLOCK_OWNER = "clock_owner"
    LATE_OWNER = "late_owner"
    LATE_CHIEF = "late_chief"
    CENTER_DESK = "center_desk"
    DIRECTOR = "director"
    LOWERING_DECIDERS = "lowering_deciders"
    PROPOSER = "proposer"
    LEAD_OFFICIAL = "lead_official"
    REPORTER = "reporter"
    NAMED = "named"
    REMINDED = "reminded"
    IMPORTER = "importer"
    STUDIO_ON_DUTY = "studio_on_duty"
    ASKER = "asker"
    GUIDING_JUDGE = "guiding_judge"
    MEDIATOR = "mediator"
    MEDIATION_ORG = "mediation_org"
    MEDIATION_HEADS = "mediation_heads"
    STUDIO_HEADS = "studio_heads"
    ORDER_UNIT = "order_unit"
    ORDER_HEADS = "order_heads"
    HANDLER = "handler"
    COPIED_UNIT = "copied_unit"
    CALLED_UNIT = "called_unit"
    CALLING_UNIT = "calling_unit"
    SIGNER = "signer"
    SUPERVISED_UNIT = "supervised_unit"
    COURT = "court"
    COURT_HEADS = "court_heads"
    HUMAN_RESOURCES = "human_resources"
    ROSTER_ANSWERER = "roster_answerer"
    ROSTER_PAIR = "roster_pair"
    SUBSTITUTE = "substitute"
    REPRESENTED = "represented"
    ROSTER_CENTER = "roster_center"
    HANDOVER_GIVER = "handover_giver"
    HANDOVER_TAKER = "handover_taker"
    HANDOVER_COLLEAGUES = "handover_colleagues"


class Span(StrEnum):
    """For how long something is put off."""

    HOUR = "1h"
    THREE_HOURS = "3h"
    TOMORROW = "tomorrow"
    OWN = "own"

    @property
    def label(self) -> Message:
        """The words on the screen."""
        return SPAN_LABELS[self]


SPAN_LABELS = {
    Span.HOUR: msg("1小时后"),
    Span.THREE_HOURS: msg("3小时后"),
    Span.TOMORROW: msg("明天上午9点"),
    Span.OWN: msg("自定时间"),
}


class Channel(StrEnum):
    """How a message leaves the house. A voice note is read out by telephone."""

    SMS = "sms"
    VOICE = "voice"
    EMAIL = "email"

    @property
    def label(self) -> Message:
        """The channel as staff say it."""
        return CHANNEL_LABELS[self]


CHANNEL_LABELS = {Channel.SMS: msg("短信"), Channel.VOICE: msg("语音电话"), Channel.EMAIL: msg("电子邮件")}


class Topic(StrEnum):
    """The kinds of events among which a person chooses; each has one fixed text."""

    DESK = "desk"
    RISK = "risk"
    ORDER = "order"
    CALLING = "calling"
    SUPERVISION = "supervision"
    MEDIATION = "mediation"
    GUIDANCE = "guidance"
    CONFIRMATION = "confirmation"
    CLOSING = "closing"
    ROSTER = "roster"
    NOTE = "note"
    CLOCK = "clock"

    @property
    def label(self) -> Message:
        """The kind as staff say it."""
        return TOPIC_LABELS[self]


TOPIC_LABELS = {
    Topic.DESK: msg("受理登记"),
    Topic.RISK: msg("风险措施"),
    Topic.ORDER: msg("派单办理"),
    Topic.CALLING: msg("吹哨和会商"),
    Topic.SUPERVISION: msg("督办"),
    Topic.MEDIATION: msg("调解和协议"),
    Topic.GUIDANCE: msg("法官指导"),
    Topic.CONFIRMATION: msg("司法确认"),
    Topic.CLOSING: msg("回访归档"),
    Topic.ROSTER: msg("值班和交接"),
    Topic.NOTE: msg("备注和提醒"),
    Topic.CLOCK: msg("时限提醒"),
}


class Standing(StrEnum):
    """How far a message has come; it follows from the message's times and is stored nowhere."""

    WAITING = "waiting"
    HELD = "held"
    HANDED_OVER = "handed_over"
    DELIVERED = "delivered"
    FAILED = "failed"

    @property
    def label(self) -> Message:
        """The standing as the administrator reads it."""
        return STANDING_LABELS[self]


STANDING_LABELS = {
    Standing.WAITING: msg("待发送"),
    Standing.HELD: msg("暂缓"),
    Standing.HANDED_OVER: msg("已交网关"),
    Standing.DELIVERED: msg("已送达"),
    Standing.FAILED: msg("失败"),
}


class Held(StrEnum):
    """Why a message is not sent now. The first three wait for the morning, the others are over."""

    QUIET = "quiet"
    PERSON_CAP = "person_cap"
    CENTER_CAP = "center_cap"
    GATHERED = "gathered"
    TEST_MODE = "test_mode"

    @property
    def label(self) -> Message:
        """The reason in words."""
        return HELD_LABELS[self]


HELD_LABELS = {
    Held.QUIET: msg("非发送时间，到时再发"),
    Held.PERSON_CAP: msg("本人当日条数已满，次日再发"),
    Held.CENTER_CAP: msg("全中心当日条数已满，次日再发"),
    Held.GATHERED: msg("并入汇总短信"),
    Held.TEST_MODE: msg("测试模式，没有发出"),
}


@dataclass(frozen=True, slots=True)
class Limits:
    """Settings of the centre: when messages may go out on working days, and how many a day."""

    hours: DutyHours = field(default_factory=DutyHours)
    per_person: int = 20
    per_day: int = 2_000


#: What a person has chosen: what is not in it stands as the product sets it.
Choices = dict[tuple[UUID, Topic, Channel], bool]


@dataclass(frozen=True, slots=True)
class Outgoing:
    """One message as the gateway gets it. ``key`` is the same on every try; ``again`` says that it is not the first."""

    key: UUID
    channel: Channel
    address: str
    text: str
    template: str
    again: bool = False


@dataclass(frozen=True, slots=True)
class Contact:
    """Where a person can be reached; ``gone`` when the account is closed."""

    phone: str | None
    email: str | None
    gone: bool = False


class Verdict(StrEnum):
    """What the fire drill finds wrong with a clock rule."""

    NO_START = "no_start"
    NO_EFFECT = "no_effect"
    NOBODY = "nobody"
    DESK_FLOODED = "desk_flooded"
    TOO_COMMON = "too_common"

    @property
    def label(self) -> Message:
        """The finding in words."""
        return VERDICT_LABELS[self]


VERDICT_LABELS = {
    Verdict.NO_START: msg("没有任何环节启动"),
    Verdict.NO_EFFECT: msg("到点只变颜色，不提醒任何人"),
    Verdict.NOBODY: msg("到点时没有人可提醒"),
    Verdict.DESK_FLOODED: msg("同一岗位一天提醒过多"),
    Verdict.TOO_COMMON: msg("提醒的事项占比过高"),
}
#: Findings under which a rule never tells anybody, whatever happens.
DUMB = frozenset({Verdict.NO_START, Verdict.NO_EFFECT})
