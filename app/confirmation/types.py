"""Closed lists of confirmation."""

from __future__ import annotations

from enum import StrEnum

from app.core.text import Message, msg


class Labelled(StrEnum):
    """A code with the words people see."""

    @property
    def label(self) -> Message:
        """The words on the screen."""
        return LABELS[self]


class Route(Labelled):
    """Why a court is competent (民诉法205; 劳动争议解释（一）52; 民诉法解释352)."""

    INVITING_COURT = "inviting_court"
    LABOUR_COMMITTEE_SEAT = "labour_committee_seat"
    DOMICILE = "domicile"
    SUBJECT_MATTER = "subject_matter"
    ORGANISATION_SEAT = "organisation_seat"
    INTERMEDIATE_COURT = "intermediate_court"


class NotAcceptedGround(Labelled):
    """民诉法解释355 ①–⑤."""

    OUTSIDE_SCOPE = "355-1"
    OUTSIDE_JURISDICTION = "355-2"
    STATUS_RELATION = "355-3"
    OTHER_PROCEDURE = "355-4"
    PROPERTY_OR_IP_TITLE = "355-5"


class RejectedGround(Labelled):
    """民诉法解释358 ①–⑥."""

    MANDATORY_LAW = "358-1"
    HARMS_OTHERS = "358-2"
    PUBLIC_ORDER = "358-3"
    NOT_VOLUNTARY = "358-4"
    UNCLEAR = "358-5"
    OTHER = "358-6"


class MaterialKind(Labelled):
    """What a package holds (民诉法解释354 and the court's list)."""

    APPLICATION = "application"
    COMMITMENT = "commitment"
    MEDIATION_PROOF = "mediation_proof"
    AGREEMENT = "agreement"
    IDENTITY = "identity"
    ADDRESS_CONFIRMATION = "address_confirmation"
    AUTHORITY = "authority"
    MATERIALS_LIST = "materials_list"
    PROPERTY_PROOF = "property_proof"


class VerificationMode(Labelled):
    """Where the court met the parties together (民诉法解释356; 民诉法16)."""

    ON_SITE = "on_site"
    ONLINE = "online"


LABELS: dict[StrEnum, Message] = {
    Route.INVITING_COURT: msg("邀请调解的人民法院"),
    Route.LABOUR_COMMITTEE_SEAT: msg("人民调解委员会所在地基层人民法院（劳动争议）"),
    Route.DOMICILE: msg("当事人住所地基层人民法院"),
    Route.SUBJECT_MATTER: msg("标的物所在地基层人民法院"),
    Route.ORGANISATION_SEAT: msg("调解组织所在地基层人民法院"),
    Route.INTERMEDIATE_COURT: msg("相应的中级人民法院"),
    NotAcceptedGround.OUTSIDE_SCOPE: msg("不属于人民法院受理范围"),
    NotAcceptedGround.OUTSIDE_JURISDICTION: msg("不属于收到申请的人民法院管辖"),
    NotAcceptedGround.STATUS_RELATION: msg("申请确认婚姻关系、亲子关系、收养关系等身份关系"),
    NotAcceptedGround.OTHER_PROCEDURE: msg("涉及适用其他特别程序、公示催告程序、破产程序审理"),
    NotAcceptedGround.PROPERTY_OR_IP_TITLE: msg("调解协议内容涉及物权、知识产权确权"),
    RejectedGround.MANDATORY_LAW: msg("违反法律强制性规定"),
    RejectedGround.HARMS_OTHERS: msg("损害国家利益、社会公共利益、他人合法权益"),
    RejectedGround.PUBLIC_ORDER: msg("违背公序良俗"),
    RejectedGround.NOT_VOLUNTARY: msg("违反自愿原则"),
    RejectedGround.UNCLEAR: msg("内容不明确"),
    RejectedGround.OTHER: msg("其他不能进行司法确认的情形"),
    MaterialKind.APPLICATION: msg("司法确认申请书"),
    MaterialKind.COMMITMENT: msg("承诺书"),
    MaterialKind.MEDIATION_PROOF: msg("调解组织主持调解的证明"),
    MaterialKind.AGREEMENT: msg("调解协议"),
    MaterialKind.IDENTITY: msg("当事人身份证明"),
    MaterialKind.ADDRESS_CONFIRMATION: msg("送达地址确认书"),
    MaterialKind.AUTHORITY: msg("授权委托书"),
    MaterialKind.MATERIALS_LIST: msg("材料清单"),
    MaterialKind.PROPERTY_PROOF: msg("与协议有关的财产权利证明"),
    VerificationMode.ON_SITE: msg("到庭核实"),
    VerificationMode.ONLINE: msg("在线核实"),
}
