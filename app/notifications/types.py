"""Who is told."""

from __future__ import annotations

from enum import StrEnum

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
