"""What people do with claims: one public function for each act."""

from app.claims.services.acceptances import accept_difference
from app.claims.services.importing import forget_uploads, import_upload, undo_import, upload_spreadsheet
from app.claims.services.receipts import record_receipts, void_receipt
from app.claims.services.reveals import reveal_row
from app.claims.services.rosters import remove_worker, save_worker
from app.claims.services.schedules import (
    change_terms,
    enter_schedule,
    freeze_schedule,
    open_schedule,
    reopen_schedule,
    second_check_schedule,
    send_back_schedule,
    verify_schedule,
)
from app.claims.services.spreadsheet import check_spreadsheet, sample_spreadsheet, template_spreadsheet

__all__ = [
    "accept_difference",
    "change_terms",
    "check_spreadsheet",
    "enter_schedule",
    "forget_uploads",
    "freeze_schedule",
    "import_upload",
    "open_schedule",
    "record_receipts",
    "remove_worker",
    "reopen_schedule",
    "reveal_row",
    "sample_spreadsheet",
    "save_worker",
    "second_check_schedule",
    "send_back_schedule",
    "template_spreadsheet",
    "undo_import",
    "upload_spreadsheet",
    "verify_schedule",
    "void_receipt",
]
