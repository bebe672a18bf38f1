"""Reads of mediations."""

from app.mediation.queries.mediations import (
    absent_parties,
    consents_of,
    get_mediation,
    get_session,
    last_attendance,
    latest_mediation,
    list_mediations,
    mediation_facts,
    mediations_of,
    notices_of,
    open_mediation,
    orgs_of_matters,
    representatives_of,
    sessions_of,
    votes_of,
)
from app.mediation.queries.printing import GROUP_FROM, body_data, dispute_words, mediators_data, sides

__all__ = [
    "GROUP_FROM",
    "absent_parties",
    "body_data",
    "consents_of",
    "dispute_words",
    "get_mediation",
    "get_session",
    "last_attendance",
    "latest_mediation",
    "list_mediations",
    "mediation_facts",
    "mediations_of",
    "mediators_data",
    "notices_of",
    "open_mediation",
    "orgs_of_matters",
    "representatives_of",
    "sessions_of",
    "sides",
    "votes_of",
]
