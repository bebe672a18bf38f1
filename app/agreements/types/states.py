"""States of an agreement, why it lapsed, and kinds of duties."""

from __future__ import annotations

from enum import StrEnum

from app.core.text import Message, msg


class AgreementState(StrEnum):
    """Where an agreement stands (domain.md §4.4 with `lapsed` of §0.1)."""

    DRAFT = "draft"
    FROZEN = "frozen"
    EFFECTIVE = "effective"
    PARTIALLY_PERFORMED = "partially_performed"
    OVERDUE = "overdue"
    PERFORMED = "performed"
    LAPSED = "lapsed"
    SUPERSEDED = "superseded"
    INVALIDATED = "invalidated"
    IN_ENFORCEMENT = "in_enforcement"
    IN_DISPUTE = "in_dispute"
    CLOSED = "closed"


class LapseCause(StrEnum):
    """Why an agreement ended without being performed by it."""

    PERFORMED_FIRST = "performed_first"
    ASSIGNEE_UNPAID = "assignee_unpaid"

    @property
    def label(self) -> Message:
        """The cause in words."""
        return _LAPSE_LABELS[self]


_LAPSE_LABELS = {
    LapseCause.PERFORMED_FIRST: msg("用人单位先行付清"),
    LapseCause.ASSIGNEE_UNPAID: msg("受让人到期未付款"),
}


class ObligationKind(StrEnum):
    """What has to be done."""

    PAYMENT = "payment"
    ACT = "act"
    DELIVERY = "delivery"


class Route(StrEnum):
    """Where the creditor turns when performance fails."""

    ENFORCEMENT = "enforcement"
    DISPUTE = "dispute"
