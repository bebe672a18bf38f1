"""Reads of claims."""

from app.claims.queries.editions import edition_content, edition_of, frozen_content, is_unaltered, latest_edition
from app.claims.queries.facts import claimed_elsewhere, in_human_resources, mediators_of, schedule_facts
from app.claims.queries.receipts import get_receipt, list_receipts, receipts_of, received_by_row, received_total
from app.claims.queries.reports import schedule_report
from app.claims.queries.roster import Note, Roster, RosterLine, roster
from app.claims.queries.schedules import (
    ImportPreview,
    as_spreadsheet,
    capitals_of,
    check_for,
    get_row,
    get_schedule,
    get_upload,
    imports_of,
    list_schedules,
    offers_on,
    preview_upload,
    schedules_of,
    state_counts,
    waiting,
)

__all__ = [
    "ImportPreview",
    "Note",
    "Roster",
    "RosterLine",
    "as_spreadsheet",
    "capitals_of",
    "check_for",
    "claimed_elsewhere",
    "edition_content",
    "edition_of",
    "frozen_content",
    "get_receipt",
    "get_row",
    "get_schedule",
    "get_upload",
    "imports_of",
    "in_human_resources",
    "is_unaltered",
    "latest_edition",
    "list_receipts",
    "list_schedules",
    "mediators_of",
    "offers_on",
    "preview_upload",
    "receipts_of",
    "received_by_row",
    "received_total",
    "roster",
    "schedule_facts",
    "schedule_report",
    "schedules_of",
    "state_counts",
    "waiting",
]
