"""Closed lists of guidance."""

from __future__ import annotations

from enum import StrEnum

from app.core.text import Message, msg


class Urgency(StrEnum):
    """How soon an answer is needed."""

    NORMAL = "normal"
    URGENT = "urgent"

    @property
    def label(self) -> Message:
        """The word on the screen."""
        return {Urgency.NORMAL: msg("普通"), Urgency.URGENT: msg("紧急")}[self]


class Adoption(StrEnum):
    """What the mediator decided about the opinion."""

    ADOPTED = "adopted"
    PARTLY_ADOPTED = "partly_adopted"
    NOT_ADOPTED = "not_adopted"

    @property
    def label(self) -> Message:
        """The word on the screen."""
        return {
            Adoption.ADOPTED: msg("采纳"),
            Adoption.PARTLY_ADOPTED: msg("部分采纳"),
            Adoption.NOT_ADOPTED: msg("不采纳"),
        }[self]


class Recusal(StrEnum):
    """Why a judge does not take a request (民诉法47)."""

    PARTY = "party"
    KIN = "kin"
    INTEREST = "interest"
    EARLIER_ROLE = "earlier_role"

    @property
    def label(self) -> Message:
        """The word on the screen."""
        return {
            Recusal.PARTY: msg("是本事项当事人或者代理人"),
            Recusal.KIN: msg("与当事人有近亲属关系"),
            Recusal.INTEREST: msg("与本事项有利害关系"),
            Recusal.EARLIER_ROLE: msg("曾担任证人、鉴定人或者仲裁员"),
        }[self]
