"""Bringing in a list: handing it in, matching its columns, checking and storing its rows, taking it back."""

from app.intake.services.importing.checking import check_import
from app.intake.services.importing.handing_in import drop_import, hand_in_list, hand_in_stored_list
from app.intake.services.importing.matching import match_columns
from app.intake.services.importing.storing import begin_import, store_import
from app.intake.services.importing.undoing import take_back_import, undo_import

__all__ = [
    "begin_import",
    "check_import",
    "drop_import",
    "hand_in_list",
    "hand_in_stored_list",
    "match_columns",
    "store_import",
    "take_back_import",
    "undo_import",
]
