"""Closed lists of mediation."""

from __future__ import annotations

from enum import StrEnum

from app.core.text import Message, msg


class Labelled(StrEnum):
    """A code with the word people see."""

    @property
    def label(self) -> Message:
        """The word on the screen."""
        return LABELS[self]


class Origin(Labelled):
    """How a mediation began (人民调解法17; 特邀调解规定)."""

    WRITTEN = "written"
    ORAL = "oral"
    OWN_INITIATIVE = "own_initiative"
    COURT_DELEGATED = "court_delegated"
    COURT_ENTRUSTED = "court_entrusted"

    @property
    def is_court_referral(self) -> bool:
        """Whether a court sent the dispute (委派 or 委托)."""
        return self in (Origin.COURT_DELEGATED, Origin.COURT_ENTRUSTED)


class Answer(Labelled):
    """What a party said when asked."""

    CONSENT = "consent"
    REFUSE = "refuse"


class Channel(Labelled):
    """How a party was asked, or told."""

    ON_SITE = "on_site"
    PHONE = "phone"
    WRITTEN = "written"
    ONLINE = "online"


class SessionMode(Labelled):
    """Where a session took place."""

    ON_SITE = "on_site"
    ONLINE = "online"


class SessionResult(Labelled):
    """How a session ended (form D19)."""

    AGREED = "agreed"
    NOT_AGREED = "not_agreed"
    CONTINUE = "continue"


class StallCause(Labelled):
    """Why a mediation is deadlocked."""

    PARTY_LEFT = "party_left"
    EVIDENCE_GAP = "evidence_gap"
    LEGAL_DOUBT = "legal_doubt"
    THIRD_PARTY_MONEY = "third_party_money"


class Exclusion(Labelled):
    """Why a dispute is outside mediation (人民调解工作若干规定22)."""

    ACCEPTED_ELSEWHERE = "accepted_elsewhere"
    RESERVED = "reserved"
    CRIME = "crime"


LABELS: dict[StrEnum, Message] = {
    Origin.WRITTEN: msg("当事人书面申请"),
    Origin.ORAL: msg("当事人口头申请"),
    Origin.OWN_INITIATIVE: msg("主动调解"),
    Origin.COURT_DELEGATED: msg("法院委派"),
    Origin.COURT_ENTRUSTED: msg("法院委托"),
    Answer.CONSENT: msg("同意"),
    Answer.REFUSE: msg("明确拒绝"),
    Channel.ON_SITE: msg("现场"),
    Channel.PHONE: msg("电话"),
    Channel.WRITTEN: msg("书面"),
    Channel.ONLINE: msg("网上"),
    SessionMode.ON_SITE: msg("现场调解"),
    SessionMode.ONLINE: msg("在线调解"),
    SessionResult.AGREED: msg("达成协议"),
    SessionResult.NOT_AGREED: msg("未达成协议"),
    SessionResult.CONTINUE: msg("有待继续调解"),
    StallCause.PARTY_LEFT: msg("一方当事人退出"),
    StallCause.EVIDENCE_GAP: msg("证据不足"),
    StallCause.LEGAL_DOUBT: msg("法律问题存疑"),
    StallCause.THIRD_PARTY_MONEY: msg("款项取决于第三人"),
    Exclusion.ACCEPTED_ELSEWHERE: msg("法院、仲裁或者行政机关已经受理或者处理"),
    Exclusion.RESERVED: msg("法律规定由专门机关管辖"),
    Exclusion.CRIME: msg("涉嫌犯罪"),
}
