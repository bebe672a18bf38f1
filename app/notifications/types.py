"""Who is told."""

from __future__ import annotations

from enum import StrEnum

from app.core.text import Message, msg

#: The channel of the database on which arrivals are told; the payload holds ids only.
LIVE_CHANNEL = "fengqiao_live"


class Audience(StrEnum):
    """The people an event concerns, found anew each time."""

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
