"""Closed lists of closure."""

from __future__ import annotations

from enum import StrEnum

from app.core.text import Message, msg


class Labelled(StrEnum):
    """A code with the word people see."""

    @property
    def label(self) -> Message:
        """The word on the screen."""
        return LABELS[self]


class ResolveMethod(Labelled):
    """How the conflict was solved; product codes of domain.md §3.1."""

    PEOPLES_MEDIATION = "01"
    INDUSTRY_MEDIATION = "02"
    ADMINISTRATIVE_MEDIATION = "03"
    JUDICIAL_MEDIATION = "04"
    LABOUR_MEDIATION = "05"
    COMMERCIAL_MEDIATION = "06"
    LAWYER_MEDIATION = "07"
    ARBITRATION = "08"
    LITIGATION = "09"
    ADMINISTRATIVE_RULING = "10"
    PETITION = "11"
    PRIVATE_SETTLEMENT = "12"
    POLICE_MEDIATION = "13"
    OTHER = "99"


class VisitChannel(Labelled):
    """How a party was visited."""

    PHONE = "phone"
    HOME = "home"
    ON_SITE = "on_site"
    ONLINE = "online"


class Retention(Labelled):
    """How long a dossier is kept; a setting, no law fixes it."""

    TEN_YEARS = "ten_years"
    THIRTY_YEARS = "thirty_years"
    PERMANENT = "permanent"


LABELS: dict[StrEnum, Message] = {
    ResolveMethod.PEOPLES_MEDIATION: msg("人民调解"),
    ResolveMethod.INDUSTRY_MEDIATION: msg("行业性专业性调解"),
    ResolveMethod.ADMINISTRATIVE_MEDIATION: msg("行政调解"),
    ResolveMethod.JUDICIAL_MEDIATION: msg("司法调解"),
    ResolveMethod.LABOUR_MEDIATION: msg("劳动争议调解"),
    ResolveMethod.COMMERCIAL_MEDIATION: msg("商事调解"),
    ResolveMethod.LAWYER_MEDIATION: msg("律师调解"),
    ResolveMethod.ARBITRATION: msg("仲裁"),
    ResolveMethod.LITIGATION: msg("诉讼"),
    ResolveMethod.ADMINISTRATIVE_RULING: msg("行政裁决或者复议"),
    ResolveMethod.PETITION: msg("信访"),
    ResolveMethod.PRIVATE_SETTLEMENT: msg("当事人和解"),
    ResolveMethod.POLICE_MEDIATION: msg("治安调解"),
    ResolveMethod.OTHER: msg("其他"),
    VisitChannel.PHONE: msg("电话"),
    VisitChannel.HOME: msg("上门"),
    VisitChannel.ON_SITE: msg("来访"),
    VisitChannel.ONLINE: msg("网上"),
    Retention.TEN_YEARS: msg("10年"),
    Retention.THIRTY_YEARS: msg("30年"),
    Retention.PERMANENT: msg("永久"),
}
