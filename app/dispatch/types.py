"""The closed lists of dispatch and supervision, and the facts their conditions look at."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from app.core.text import Message, msg


class Labelled(StrEnum):
    """A code with the word people see."""

    @property
    def label(self) -> Message:
        """The word on the screen."""
        return LABELS[self]


class OrderRole(Labelled):
    """A unit's part: exactly one lead on a matter, any number of assistants."""

    LEAD = "lead"
    ASSIST = "assist"


class Match(Labelled):
    """How the conditions of a line of a routing rule go together."""

    ANY = "any"
    ALL = "all"


class ReturnCode(Labelled):
    """Why a unit sends an order back; a bare "not ours" does not exist (domain.md §4.2)."""

    NOT_OUR_DUTY = "R1"
    OTHER_PLACE = "R2"
    FACTS_MISSING = "R3"
    DUPLICATE = "R4"
    IN_PROCEEDINGS = "R5"
    SEVERAL_UNITS = "R6"
    PARTY_WITHDREW = "R7"
    OTHER = "R9"

    @property
    def basis_label(self) -> Message | None:
        """What must be cited under this code, or None where the text alone is enough."""
        return BASIS_LABELS.get(self)


class Ruling(Labelled):
    """What the centre rules on a return."""

    ACCEPTED = "accepted"
    REFUSED = "refused"


class ContactChannel(Labelled):
    """How a party was reached or told."""

    PHONE = "phone"
    VISIT = "visit"
    DESK = "desk"
    SMS = "sms"
    WRITING = "writing"


class FeedbackResult(Labelled):
    """What a unit reports when its part is done."""

    RESOLVED = "resolved"
    PARTLY = "partly"
    ASSISTED = "assisted"
    OTHER_PATH = "other_path"
    UNRESOLVED = "unresolved"


class SupervisionLevel(Labelled):
    """How urgently a supervision chases; each missed clock raises it by one."""

    YELLOW = "yellow"
    ORANGE = "orange"
    RED = "red"

    @property
    def next(self) -> SupervisionLevel:
        """The level above; red stays red."""
        return {SupervisionLevel.YELLOW: SupervisionLevel.ORANGE}.get(self, SupervisionLevel.RED)


class SupervisionCause(Labelled):
    """What a supervision is about. All but the manual ones are issued by the platform, once per subject and cause."""

    SIGN_LATE = "sign_late"
    FINISH_LATE = "finish_late"
    SECOND_RETURN_REFUSED = "second_return_refused"
    GUIDANCE_LATE = "guidance_late"
    VISIT_PROBLEM = "visit_problem"
    PERFORMANCE_LATE = "performance_late"
    TIME_LIMIT = "time_limit"
    QUALITY = "quality"
    REFUSAL = "refusal"

    @property
    def by_hand(self) -> bool:
        """Whether a person may choose this cause."""
        return self in (SupervisionCause.TIME_LIMIT, SupervisionCause.QUALITY, SupervisionCause.REFUSAL)


class CallStanding(Labelled):
    """How far a unit that was whistled for has come."""

    WAITING = "waiting"
    COMING = "coming"
    DECLINED = "declined"
    MISSING = "missing"
    ON_TIME = "on_time"
    AFTER_MEETING = "after_meeting"
    LATE = "late"

    @property
    def arrived(self) -> bool:
        """Whether the unit came at all."""
        return self in (CallStanding.ON_TIME, CallStanding.AFTER_MEETING, CallStanding.LATE)


class Signing(Labelled):
    """The codes of countersigns; other lists use some of the same codes with other words."""

    @property
    def label(self) -> Message:
        """The word on the screen."""
        return SIGNING_LABELS[self]


class SigningMode(Signing):
    """How many answers a countersign needs: all of them (会签), or the first one (或签)."""

    ALL = "all"
    ANY = "any"


class SigningOrder(Signing):
    """Whether those who are asked answer side by side or one after the other."""

    PARALLEL = "parallel"
    ORDERED = "ordered"


class SignerAnswer(Signing):
    """What somebody who was asked to countersign says."""

    AGREED = "agreed"
    REFUSED = "refused"


class SignerStanding(Signing):
    """How far one of those who were asked to countersign has come."""

    DUE = "due"
    LATER = "later"
    AGREED = "agreed"
    REFUSED = "refused"
    REMOVED = "removed"
    LAPSED = "lapsed"


class MinutesAnswer(Labelled):
    """What a unit says to the minutes of a meeting it sat in."""

    CONFIRMED = "confirmed"
    OBJECTED = "objected"


LABELS: dict[StrEnum, Message] = {
    OrderRole.LEAD: msg("主办"),
    OrderRole.ASSIST: msg("协办"),
    Match.ANY: msg("满足任一条件"),
    Match.ALL: msg("满足全部条件"),
    ReturnCode.NOT_OUR_DUTY: msg("非本单位法定职责"),
    ReturnCode.OTHER_PLACE: msg("属地不符"),
    ReturnCode.FACTS_MISSING: msg("信息不全无法办理"),
    ReturnCode.DUPLICATE: msg("重复派单"),
    ReturnCode.IN_PROCEEDINGS: msg("已进入诉讼、仲裁、复议、信访法定程序"),
    ReturnCode.SEVERAL_UNITS: msg("需多部门牵头"),
    ReturnCode.PARTY_WITHDREW: msg("当事人撤回"),
    ReturnCode.OTHER: msg("其他"),
    Ruling.ACCEPTED: msg("同意退回"),
    Ruling.REFUSED: msg("不同意退回"),
    ContactChannel.PHONE: msg("电话"),
    ContactChannel.VISIT: msg("上门"),
    ContactChannel.DESK: msg("当面（窗口）"),
    ContactChannel.SMS: msg("短信"),
    ContactChannel.WRITING: msg("书面"),
    FeedbackResult.RESOLVED: msg("已化解"),
    FeedbackResult.PARTLY: msg("部分化解"),
    FeedbackResult.ASSISTED: msg("协办任务已完成"),
    FeedbackResult.OTHER_PATH: msg("已引导至其他法定途径"),
    FeedbackResult.UNRESOLVED: msg("未能化解"),
    SupervisionLevel.YELLOW: msg("黄色"),
    SupervisionLevel.ORANGE: msg("橙色"),
    SupervisionLevel.RED: msg("红色"),
    SupervisionCause.SIGN_LATE: msg("逾期未签收"),
    SupervisionCause.FINISH_LATE: msg("逾期未办结"),
    SupervisionCause.SECOND_RETURN_REFUSED: msg("再次退回未获准"),
    SupervisionCause.GUIDANCE_LATE: msg("法官指导逾期未答复"),
    SupervisionCause.VISIT_PROBLEM: msg("回访发现问题"),
    SupervisionCause.PERFORMANCE_LATE: msg("协议逾期未履行"),
    SupervisionCause.TIME_LIMIT: msg("办理时限"),
    SupervisionCause.QUALITY: msg("办理质量"),
    SupervisionCause.REFUSAL: msg("推诿退单"),
    CallStanding.WAITING: msg("待响应"),
    CallStanding.COMING: msg("已响应"),
    CallStanding.DECLINED: msg("不能到场"),
    CallStanding.MISSING: msg("逾期未到"),
    CallStanding.ON_TIME: msg("已到场"),
    CallStanding.AFTER_MEETING: msg("晚于集合时间到场"),
    CallStanding.LATE: msg("逾期到场"),
    MinutesAnswer.CONFIRMED: msg("无异议"),
    MinutesAnswer.OBJECTED: msg("有异议"),
}

SIGNING_LABELS: dict[StrEnum, Message] = {
    SigningMode.ALL: msg("会签（全部同意）"),
    SigningMode.ANY: msg("或签（一人答复即可）"),
    SigningOrder.PARALLEL: msg("同时答复"),
    SigningOrder.ORDERED: msg("按顺序答复"),
    SignerAnswer.AGREED: msg("同意"),
    SignerAnswer.REFUSED: msg("不同意"),
    SignerStanding.DUE: msg("待答复"),
    SignerStanding.LATER: msg("未轮到"),
    SignerStanding.AGREED: msg("同意"),
    SignerStanding.REFUSED: msg("不同意"),
    SignerStanding.REMOVED: msg("已减签"),
    SignerStanding.LAPSED: msg("不再需要"),
}

BASIS_LABELS = {
    ReturnCode.NOT_OUR_DUTY: msg("权责清单条目"),
    ReturnCode.FACTS_MISSING: msg("缺少的材料和信息"),
    ReturnCode.DUPLICATE: msg("重复的派遣单号"),
    ReturnCode.IN_PROCEEDINGS: msg("案号或者受理编号"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderFacts:
    """What the conditions on an order need to know besides the row itself."""

    now: datetime
    return_asked_at: datetime | None = None
    return_round: int = 0
    return_by: datetime | None = None
    extension_awaits: bool = False
    extensions_granted: int = 0
    finish_due_at: datetime | None = None
    feedback_awaits: bool = False
    countersign_open: bool = False


@dataclass(frozen=True, slots=True)
class ProposedUnits:
    """The units a dispatch as proposed would go to, as id and name."""

    lead: tuple[UUID, str]
    assistants: tuple[tuple[UUID, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SupervisionFacts:
    """What the conditions on a supervision need to know besides the row itself."""

    escalations: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class WhistleFacts:
    """What the conditions on a whistle need to know besides the row itself."""

    arrived: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingFacts:
    """What the conditions on a consultation need to know besides the row itself."""

    now: datetime
    leads: bool = False
    lacking: Message | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CountersignFacts:
    """What the conditions on a countersign need to know besides the row itself.

    ``order_state``, ``order_unit_id`` and ``another`` are of the order it stands before; ``mine`` says whether the
    line that is answered is the actor's, ``standing`` how far that line has come.
    """

    order_state: str = ""
    order_unit_id: UUID | None = None
    another: bool = False
    mine: bool = False
    standing: SignerStanding | None = None


@dataclass(frozen=True, slots=True)
class NewOrder:
    """An order as it went out: its id and its number."""

    id: UUID
    number: str
