"""Which event feeds which figure."""

from __future__ import annotations

MEASURES: dict[str, str] = {
    "EventSubmitted": "submitted",
    "EventRegistered": "registered",
    "EventTriaged": "triaged",
    "EventDispatched": "dispatched",
    "EventReturned": "returned",
    "EventResolved": "resolved",
    "EventReopened": "reopened",
    "EventClosed": "closed",
    "MediationAgreed": "agreed",
    "MediationFailed": "failed",
    "GuidanceAsked": "guidance_asked",
    "GuidanceAnswered": "guidance_answered",
    "OpinionDecided": "opinion_decided",
    "ClockBreached": "breached",
}

#: What an import brings in is counted by the transaction, not by the matter.
IMPORTED: dict[str, str] = {"EventImported": "submitted"}
