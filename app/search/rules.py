"""Which events change what a matter is found by."""

from __future__ import annotations

INDEXED = (
    "EventSubmitted",
    "EventRegistered",
    "EventTriaged",
    "PartyAdded",
    "ClaimantsAdded",
    "DispatchOrderIssued",
    "MediationAccepted",
    "GuidanceAsked",
    "AgreementDrafted",
    "ApplicationAccepted",
)
