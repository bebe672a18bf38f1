"""Tables of claims, by subject."""

from app.claims.models.imports import ScheduleImport, ScheduleUpload
from app.claims.models.receipts import Receipt
from app.claims.models.schedules import ClaimRow, ClaimSchedule, FlowMonthRow, ScheduleEdition

__all__ = [
    "ClaimRow",
    "ClaimSchedule",
    "FlowMonthRow",
    "Receipt",
    "ScheduleEdition",
    "ScheduleImport",
    "ScheduleUpload",
]
